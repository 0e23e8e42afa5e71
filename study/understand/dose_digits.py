"""Digits typed behind a medicine: "rux 1 dex 2" answers for each as a check-in's digits do."""

from collections.abc import Iterator

from study.understand.looking import Look
from study.understand.match import Hit
from study.understand.text import WEAK

# Behaviour 2; in hospital (6) is not of one medicine and is asked about.
_MEANING = {"1": "given", "2": "missed", "3": "later", "4": "vomited", "5": "held", "6": "unsure"}
_NAMES = frozenset({"a", "b"})


def digits(look: Look) -> Iterator[Hit]:
    """What each such digit says, as words of the lexicons would."""
    hits = look.of("dose")
    starts = {hit.first for hit in hits if hit.value in (*_NAMES, "split")}
    for hit in hits:
        at = hit.last + 1
        word = look.text.at(at)
        if hit.value not in _NAMES or word is None or word.key not in _MEANING:
            continue
        after = look.text.at(at + 1)
        if after is None or after.gap >= WEAK or at + 1 in starts or at + 2 in starts:
            yield Hit("dose", _MEANING[word.key], at, at, hit.language)
