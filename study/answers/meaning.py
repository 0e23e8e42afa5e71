"""How near in meaning a question is to the stored ones and to texts that report a symptom.

Without a sentence model there is no meaning to go by and the words alone decide. It only
compares: nothing is generated (docs/decisions/0008).
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from study.answers.encoding import Vectors, installed, kept, vector
from study.answers.stored import ANSWERED, Stored, stored, symptoms
from study.explained.passages import languages

Places = NDArray[np.intp]

NEAREST = 5  # examples of a kind whose mean tells how near the kind is
ASKED, SHARPNESS = 40, 4  # stored questions that speak for passages, and how much the nearer more
CAUTION = 10.0  # keeps the planes between the kinds from following single examples


@dataclass(frozen=True)
class Meaning:
    """`near` and `closest`: cosine per kind, about -0.2 to 1, of its nearest examples' mean and
    of the very nearest. `leaning`: on which side of the plane between a kind and all others it
    lies, about -1 to 1. `passages`: how much the nearest questions speak for each, the best 1.
    `symptom`: a text that reports one: the nearest with the label most of the nearest have.
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
    asked = _unit((vector(text) - index.means[language])[None])[0]
    near = index.vectors @ asked
    for place in index.holding.get(without or "", ()):
        near[place] = -1.0
    best = {kind: _best(near[places]) for kind, places in index.places.items()}
    return Meaning(
        {kind: float(nearest.mean()) for kind, nearest in best.items()},
        {kind: float(nearest.max()) for kind, nearest in best.items()},
        {kind: float(plane[:-1] @ asked + plane[-1]) for kind, plane in index.planes.items()},
        _passages(index, near),
        _symptom(index, near),
    )


@dataclass(frozen=True)
class _Index:
    """Vectors are of length 1, seen from `means`: the middle of their language's questions."""

    compared: tuple[Stored, ...]
    labelled: Places
    vectors: Vectors
    places: dict[str, Places]
    holding: dict[str, list[int]]
    means: dict[str, Vectors]
    planes: dict[str, Vectors]


@cache
def _index() -> _Index:
    folders = languages()
    compared = tuple(one for folder in folders for one in compared_with(folder))
    parts = {folder: _vectors(folder) for folder in folders}
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


def _vectors(language: str) -> Vectors:
    return kept([one.text for one in compared_with(language)], language)


def _middle(language: str, vectors: Vectors) -> Vectors:
    """The middle of a language's stored questions, from which nearness is seen."""
    middle: Vectors = vectors[: len(stored(language))].mean(axis=0)
    return middle


def _planes(vectors: Vectors, kinds: NDArray[np.str_]) -> dict[str, Vectors]:
    """The planes that part each kind from all others best (ridge regression, kinds as dear).

    Of the questions written for it alone: those heard are what the weights are fitted on.
    """
    names, places, counts = np.unique(kinds, return_inverse=True, return_counts=True)
    wanted = np.eye(len(names), dtype=np.float32)[places] * 2 - 1
    sides = np.hstack([vectors, np.ones((len(vectors), 1), np.float32)])
    dear = sides * (len(kinds) / len(names) / counts)[places, None].astype(np.float32)
    spread = dear.T @ sides + CAUTION * np.eye(sides.shape[1], dtype=np.float32)
    planes = np.linalg.solve(spread, dear.T @ wanted).astype(np.float32)
    return {str(name): planes[:, place] for place, name in enumerate(names)}


def _passages(index: _Index, near: Vectors) -> dict[str, float]:
    places = index.places[ANSWERED]
    best = places[np.argsort(-near[places], kind="stable")[:ASKED]]
    sums: dict[str, float] = {}
    for place in best:
        says = max(0.0, float(near[place])) ** SHARPNESS
        for passage in index.compared[place].passages:
            sums[passage] = sums.get(passage, 0.0) + says
    most = max(sums.values()) or 1.0
    return {passage: value / most for passage, value in sums.items()}


def _symptom(index: _Index, near: Vectors) -> Stored:
    order = np.argsort(-near[index.labelled], kind="stable")[:NEAREST]
    nearest = [index.compared[place] for place in index.labelled[order]]
    many = Counter(one.label for one in nearest)
    best: Stored = max(nearest, key=lambda one: many[one.label])  # of equals the nearest
    return best


def _best(near: Vectors) -> Vectors:
    return np.partition(near, -NEAREST)[-NEAREST:] if len(near) > NEAREST else near


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True).astype(np.float32)
    unit: Vectors = vectors / np.maximum(lengths, np.float32(1e-9))
    return unit
