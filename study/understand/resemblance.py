"""Which labelled example a text is most like: ears for what no rule has words for. It only adds.

Nothing is trained: the nearest examples of `examples/` are looked up and named in the reading.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log, sqrt
from pathlib import Path

from study.symptoms import Label
from study.understand.text import Text, Word, read_words

WRITTEN = Path(__file__).parent / "examples"
LABELLED = WRITTEN / "labelled"  # the labelled texts of the tests that may be seen
ASKED = WRITTEN / "asked"  # what families ask, which is no symptom
FOLDERS: tuple[Path, ...] = (WRITTEN, LABELLED, ASKED)
NEAREST = 5
_CAUTION = 2.0  # how much more an urgent example counts than another: a missed one costs more
_STEM = 4  # letters of a longer word that stand for all its endings
_PIECE = 40  # words of a text that are compared at once
_COMMON = 0.06  # share of the examples above which a word tells nothing
_WORST_FIRST = (Label.EMERGENCY, Label.URGENT_BOTH, Label.URGENT_NEURO, Label.URGENT_FEVER)


class ExampleError(ValueError):
    """A line of an examples file that is no label and text; the message names file and line."""


@dataclass(frozen=True)
class Example:
    """One way to say something, and what kind of thing it is."""

    label: Label
    text: str


@dataclass(frozen=True)
class Likeness:
    """What a text is like: the urgent label its nearest examples agree on, and the nearest one.

    `near` is the cosine of the two texts' words, 0 to 1.
    """

    label: Label
    nearest: Example
    near: float


class Examples:
    """The examples of one language, looked up by the words they share with a text."""

    def __init__(self, examples: Iterable[Example]) -> None:
        self._examples = tuple(examples)
        counted = [Counter(features(read_words(one.text).words)) for one in self._examples]
        spread = Counter(name for counts in counted for name in counts)
        most = max(3, _COMMON * len(counted))
        self._weight = {
            name: log(1 + len(counted) / times) for name, times in spread.items() if times <= most
        }
        self._unknown = log(1 + len(counted))
        self._holding: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, counts in enumerate(counted):
            for name, share in self._shares(counts).items():
                self._holding[name].append((at, share))

    def nearest(self, names: Iterable[str]) -> list[tuple[float, Example]]:
        """The nearest examples with their cosines, the nearest first."""
        sums: dict[int, float] = defaultdict(float)
        for name, share in self._shares(Counter(names)).items():
            for at, other in self._holding.get(name, ()):
                sums[at] += share * other
        best = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))[:NEAREST]
        return [(near, self._examples[at]) for at, near in best]

    def _shares(self, counts: Mapping[str, int]) -> dict[str, float]:
        """Each telling word's share of a text, so that the squares add up to one."""
        weights = {
            name: (1 + log(times)) * self._weight.get(name, self._unknown)
            for name, times in counts.items()
            if name in self._weight or name not in self._holding
        }
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {name: weight / length for name, weight in weights.items()}


def likeness(text: Text, languages: Iterable[str]) -> Likeness | None:
    """The urgent label that the nearest examples of these languages agree on, if they do.

    A long text is compared piece by piece, so that one sentence is not lost among many.
    """
    spoken = tuple(languages)
    found = [one for piece in _pieces(text.words) if (one := _likeness(piece, spoken))]
    return max(found, key=lambda one: one.near, default=None)


def _pieces(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    if len(words) <= _PIECE:
        yield words
        return
    for start in range(0, len(words) - _PIECE // 2, _PIECE // 2):
        yield words[start : start + _PIECE]


def _likeness(words: Sequence[Word], languages: tuple[str, ...]) -> Likeness | None:
    names = list(features(words))
    found = [one for language in languages for one in of(language).nearest(names)]
    best = sorted(found, key=lambda pair: -pair[0])[:NEAREST]
    votes: dict[Label, float] = defaultdict(float)
    for near, example in best:
        votes[example.label] += near
    urgent = sum(votes.get(label, 0.0) for label in _WORST_FIRST)
    if not best or urgent * _CAUTION <= sum(votes.values()) - urgent:
        return None
    label = max(_WORST_FIRST, key=lambda one: votes.get(one, 0.0))
    near, nearest = next(pair for pair in best if pair[1].label in _WORST_FIRST)
    return Likeness(label, nearest, near)


def features(spoken: Sequence[Word]) -> Iterator[str]:
    """Words, pairs and, of Chinese, triples of words; stems of longer words; any number as 0."""
    words = [_name(word) for word in spoken]
    yield from words
    yield from (f"{first} {second}" for first, second in zip(words, words[1:], strict=False))
    yield from (f"{word[:_STEM]}-" for word in words if len(word) > _STEM)
    for three in zip(words, words[1:], words[2:], strict=False):
        if all(len(word) == 1 for word in three):
            yield "".join(three)


def _name(word: Word) -> str:
    return "0" if word.number else word.key


@cache
def of(language: str) -> Examples:
    """The examples of a language; none for one that has no file. Raises ExampleError."""
    paths = [folder / f"{language}.tsv" for folder in FOLDERS]
    return Examples(one for path in paths if path.exists() for one in read_examples(path))


def read_examples(path: Path) -> Iterator[Example]:
    """The lines of an examples file. Raises ExampleError."""
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        label, _, text = line.partition("\t")
        if label not in set(Label) or not text.strip():
            raise ExampleError(f"{path.name}, line {number}: not a label, a tab and a text")
        yield Example(Label(label), text)
