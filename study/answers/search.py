"""Finds the passages a question asks for: words in common, weighed by how much each tells.

In memory and the same on every database. It ranks; whether to answer is decided elsewhere.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from study.answers.cues import cues
from study.answers.terms import read, terms_of
from study.explained.marks import plain, terms_in
from study.explained.passages import load, terms
from study.explained.shapes import Audience, Passage

# Fitted on the seen questions (docs/decisions/0008): what the closest stored phrasing counts
# for, and what all the words of the passage do.
PHRASE, WHOLE = 0.5, 0.7
TITLE_TIMES, ASKED_TIMES, GLOSSARY_TIMES = 3.0, 1.0, 0.5
SATURATION, LENGTH = 1.2, 0.5  # BM25's k1 and b
OTHER_VOICE = 0.85  # a teen's passage for a parent, or a parent's for a teen
MEANT = 1.6  # how much more a synonym's meaning tells than a word as it stands


@dataclass(frozen=True)
class Found:
    """A passage and how well it fits, 0 for nothing in common."""

    id: str
    score: float


@dataclass(frozen=True)
class _Entry:
    passage: Passage
    phrasings: tuple[frozenset[str], ...]
    weights: dict[str, float]
    size: float


@dataclass(frozen=True)
class _Index:
    entries: tuple[_Entry, ...]
    told: dict[str, float]
    unknown: float
    mean: float

    def tells(self, term: str) -> float:
        """How much a term tells: the more, the fewer phrasings hold it."""
        return self.told.get(term, self.unknown)

    def sum(self, many: Iterable[str]) -> float:
        return sum(self.tells(term) for term in many)


def search(asked: frozenset[str], *, language: str, teen: bool = False) -> list[Found]:
    """The passages that share a term with the question, best first; ties in the passages' order.

    `asked`: the terms of the question; `language`: a folder of `study.explained`.
    """
    index = _index(language)
    total = index.sum(asked)
    if not total:
        return []
    scored = [Found(one.passage.id, _score(one, asked, total, index, teen))
              for one in index.entries]  # fmt: skip
    return sorted((one for one in scored if one.score > 0), key=lambda one: -one.score)


def known(asked: frozenset[str], language: str) -> float:
    """The share of what a question says that is told anywhere in the passages, 0 to 1."""
    index = _index(language)
    total = index.sum(asked)
    return index.sum(term for term in asked if term in index.told) / total if total else 0.0


def _score(entry: _Entry, asked: frozenset[str], total: float, index: _Index, teen: bool) -> float:
    closest = max(_closeness(asked, one, total, index) for one in entry.phrasings)
    whole = sum(index.tells(term) * _weight(entry, term, index) for term in asked) / total
    own = entry.passage.audience is not (Audience.PARENTS if teen else Audience.TEENS)
    return (PHRASE * closest + WHOLE * whole) * (1.0 if own else OTHER_VOICE)


def _closeness(
    asked: frozenset[str], phrasing: frozenset[str], total: float, index: _Index
) -> float:
    both = index.sum(asked & phrasing)
    return both / math.sqrt(total * index.sum(phrasing)) if both else 0.0


def _weight(entry: _Entry, term: str, index: _Index) -> float:
    """How much of a passage a term is, 0 to 1, levelled off as BM25 does."""
    times = entry.weights.get(term, 0.0)
    length = 1 - LENGTH + LENGTH * entry.size / index.mean
    return times / (times + SATURATION * length)


@cache
def _index(language: str) -> _Index:
    # A text for young children is read with them and is no answer to a question.
    passages = [one for one in load(language).values() if one.audience is not Audience.CHILDREN]
    entries = tuple(_entry(passage, language) for passage in passages)
    phrasings = [phrasing for entry in entries for phrasing in entry.phrasings]
    holding = Counter(term for phrasing in phrasings for term in phrasing)
    holding.update(term for entry in entries for term in entry.weights)
    many = len(phrasings) + len(entries)
    told = {
        term: math.log(1 + (many - n + 0.5) / (n + 0.5)) * (MEANT if term[0] == "~" else 1.0)
        for term, n in holding.items()
    }
    unknown = math.log(1 + (many + 0.5) / 0.5) * cues(language).unknown
    mean = sum(entry.size for entry in entries) / len(entries)
    return _Index(entries, told, unknown, mean)


def _entry(passage: Passage, language: str) -> _Entry:
    def of(text: str) -> frozenset[str]:
        return terms_of(read(text, language), language)

    glossary = terms(language)
    explained = (glossary[one] for one in sorted(terms_in(passage.body)))
    phrasings = [one for one in (of(text) for text in (passage.title, *passage.questions)) if one]
    weights: dict[str, float] = defaultdict(float)
    fields = [(of(passage.title), TITLE_TIMES)]
    fields += [(phrasing, ASKED_TIMES) for phrasing in phrasings[1:]]
    fields += [(of(line), 1.0) for line in plain(passage.body, glossary).splitlines()]
    fields += [(of(f"{one.word} {one.explanation}"), GLOSSARY_TIMES) for one in explained]
    for found, times in fields:
        for term in found:
            weights[term] += times
    return _Entry(passage, tuple(phrasings), dict(weights), sum(weights.values()))
