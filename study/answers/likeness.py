"""What kind of question this is most like: one stored with a passage, or one that none answers.

Nothing is trained: the nearest examples are looked up. It stands behind the rules of `boundaries`
for what no phrase was written for.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import log, sqrt
from pathlib import Path

from study.answers.boundaries import boundary_in
from study.answers.cues import cues
from study.answers.shapes import Boundary
from study.answers.terms import mended, read, stem, terms_of
from study.explained.passages import load
from study.explained.shapes import Audience
from study.understand.text import Text

FOLDER = Path(__file__).with_name("examples")
ANSWERED, OFF = "answered", "off"  # the kinds beside the boundaries
# Fitted on the seen questions (docs/decisions/0008).
FLOOR = 0.18  # how near an example must be to count
SURE = 0.5  # how well a passage must fit to be shown though refused questions are nearly as like
ELSEWHERE = 0.25  # how near a question of another subject must be
_IN_DOUBT = {Boundary.DOSE: 0.8, Boundary.STOPPING: 0.8, Boundary.ODDS: 0.8}  # of the nearest
Shares = dict[str, float]


@dataclass(frozen=True)
class Likeness:
    """How near the nearest example of each kind is: the cosine of their words, 0 to 1."""

    near: dict[str, float]

    @property
    def answered(self) -> float:
        """How near the nearest question is that a passage answers."""
        return self.near.get(ANSWERED, 0.0)

    @property
    def elsewhere(self) -> bool:
        """Whether it is like questions of other subjects."""
        off = self.near.get(OFF, 0.0)
        return off >= ELSEWHERE and off >= self.answered

    def refused(self, fit: float) -> Boundary | None:
        """The boundary it is like; in doubt there is one, unless a passage fits very well.

        `fit`: how well the best passage fits, as `answering.py` reckons it.
        """
        kinds = [(near, kind) for kind, near in self.near.items() if kind not in (ANSWERED, OFF)]
        near, kind = max(kinds, default=(0.0, ""))
        doubt = near >= FLOOR and near >= _share(kind) * self.answered
        sure = fit >= SURE and near < self.answered
        return Boundary(kind) if doubt and not sure and near >= self.near.get(OFF, 0.0) else None


def _share(kind: str) -> float:
    """How near, beside the nearest answered question, one that is refused must be."""
    return next((share for boundary, share in _IN_DOUBT.items() if boundary.value == kind), 1.0)


def likeness(text: Text, language: str) -> Likeness:
    """How much a question is like the examples of each kind, in one language."""
    examples = _examples(language)
    sums: dict[int, float] = defaultdict(float)
    for name, share in _shares(text, language, examples.weights).items():
        for place, other in examples.holding.get(name, ()):
            sums[place] += share * other
    nearest: dict[str, float] = defaultdict(float)
    for place, near in sums.items():
        kind = examples.kinds[place]
        nearest[kind] = max(nearest[kind], near)
    return Likeness(dict(nearest))


@dataclass(frozen=True)
class _Examples:
    kinds: tuple[str, ...]
    weights: Shares
    holding: dict[str, list[tuple[int, float]]]


@cache
def _examples(language: str) -> _Examples:
    pairs = list(_kinds(language))
    counted = [set(_features(read(text, language), language)) for _, text in pairs]
    spread = Counter(name for names in counted for name in names)
    weights = {name: log(1 + len(pairs) / times) for name, times in spread.items()}
    holding: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, (_, text) in enumerate(pairs):
        for name, share in _shares(read(text, language), language, weights).items():
            holding[name].append((place, share))
    return _Examples(tuple(kind for kind, _ in pairs), weights, dict(holding))


def _kinds(language: str) -> Iterator[tuple[str, str]]:
    table = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    refused = [(kind, line) for kind, lines in table.items() for line in lines.split("\n") if line]
    asked = {line for _, line in refused}
    for passage in load(language).values():
        if passage.audience is not Audience.CHILDREN:
            yield from (
                (_kind(one, language), one) for one in passage.questions if one not in asked
            )
    yield from refused


def _kind(question: str, language: str) -> str:
    """A question stored with a passage that is refused all the same: "can i stop the medicine"."""
    met = boundary_in(read(question, language), (language,))
    return ANSWERED if met is None else met.boundary.value


def _features(text: Text, language: str) -> Iterator[str]:
    """Words and pairs of neighbours, the small ones too: "should i" tells what is wanted."""
    spaced = cues(language).spaced
    words = [mended(word.key, language).translate(cues(language).variants) for word in text.words]
    words = ["0" if word[0].isdigit() else word for word in words]
    yield from (stem(word, language) for word in words)
    yield from (f"{one} {two}" for one, two in zip(words, words[1:], strict=False))
    if not spaced:
        yield from ("".join(three) for three in zip(words, words[1:], words[2:], strict=False))
    yield from (term for term in terms_of(text, language) if term[0] == "~")


def _shares(text: Text, language: str, weights: Shares) -> Shares:
    unknown = max(weights.values(), default=1.0) * cues(language).unknown
    names = set(_features(text, language))
    told = {name: weights.get(name, unknown) for name in names}
    length = sqrt(sum(weight * weight for weight in told.values())) or 1.0
    return {name: weight / length for name, weight in told.items()}
