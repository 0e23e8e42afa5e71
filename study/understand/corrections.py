"""Readings that take the place of one before them: "98.4 not 104.8", "37.2 no wait 38.7".

Where it is in doubt which of two was meant, both stay, and the higher one counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from study.symptoms import Temperature
from study.understand.match import Hit
from study.understand.text import Text

_Marks = Mapping[str, list[Hit]]


@dataclass(frozen=True)
class Reading:
    """A number taken for a temperature, from word `first` to word `last`.

    `stands`: no negator before it denies it, for it corrects ("37.2 no wait 38.7").
    """

    temperature: Temperature
    first: int
    last: int
    cued: bool
    stands: bool = False


def corrected(found: list[Reading], text: Text, marks: _Marks) -> list[Reading]:
    """The readings without those that were taken back.

    A bare "no" between two readings may take back either ("101.4 no 100.4"): both stay.
    """
    found = [replace(one, stands=_right_behind(one, marks["bare_no"])) for one in found]
    if len(found) < 2:
        return found
    wrong = [one for one in found if _right_behind(one, marks["not_this"])]
    kept = [one for one in found if one not in wrong] or found
    for index in range(len(kept) - 1, 0, -1):
        if _replaces(kept[index], kept[index - 1], text, marks):
            return [replace(one, stands=True) for one in kept[index:]]
    return kept


def _right_behind(reading: Reading, hits: list[Hit]) -> bool:
    return any(hit.last == reading.first - 1 for hit in hits)


def _replaces(reading: Reading, before: Reading, text: Text, marks: _Marks) -> bool:
    """Whether a reading takes the place of the one before it. With "now" it is a second one."""
    if text.words[reading.last].after == "*":
        return True
    if any(before.last < hit.first < reading.first for hit in marks["then"]):
        return False
    filled = {at for hit in marks["reads"] for at in range(hit.first, hit.last + 1)}
    return any(
        before.last < hit.last < reading.first
        and len(set(range(hit.last + 1, reading.first)) - filled) <= 1
        for hit in marks["meant"]
    )
