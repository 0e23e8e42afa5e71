"""Which numbers of a text are body temperatures, where they were taken, and which one counts.

A number is a reading for a reason (a unit, a word for fever, a tenth of a degree, nothing else in
the text) and never one where it measures something else. Whose it is and when is judged elsewhere.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from study.protocol import FeverLines
from study.symptoms import Method, Temperature
from study.understand.corrections import Reading, corrected
from study.understand.match import Hit
from study.understand.numbers import Number
from study.understand.text import WEAK, Text

Unit = Literal["C", "F"]
_CLEAR: dict[Unit, tuple[Decimal, Decimal]] = {
    "C": (Decimal("34.0"), Decimal("42.9")),
    "F": (Decimal("93.0"), Decimal("109.0")),
}
_FEVERISH: dict[Unit, tuple[Decimal, Decimal]] = {
    "C": (Decimal("37"), Decimal("42.9")),
    "F": (Decimal("99"), Decimal("109")),
}
_CUE_BEFORE, _CUE_AFTER, _NEAR, _SHORT = 6, 4, 3, 4
_HOUR = re.compile(r"(?<!\d)[0-2]?\d[hg]$")  # "8h" with the minutes right behind it
_METHODS = {method.value: method for method in Method if method is not Method.UNKNOWN}


class Thermometer:
    """Looks for readings in one text, by the lines of the protocol."""

    def __init__(self, text: Text, hits: Iterable[Hit], lines: FeverLines) -> None:
        self._text = text
        self._lines = lines
        self._marks: dict[str, list[Hit]] = defaultdict(list)
        for hit in hits:
            if hit.kind == "temperature":
                self._marks[hit.value].append(hit)

    def readings(self, numbers: list[Number]) -> list[Reading]:
        """Every reading, in order. Those that a correction took back are left out."""
        plain = [self._reading(number, numbers) for number in numbers]
        found = [reading for reading in plain if reading is not None]
        if not found:
            missing = [self._pointless(number, numbers) for number in numbers]
            found = [reading for reading in missing if reading is not None]
        return corrected(found, self._text, self._marks)

    def _reading(self, number: Number, numbers: list[Number]) -> Reading | None:
        unit = self._unit(number.value)
        if unit is None or self._measures_else(number, numbers):
            return None
        if not self._trusted(number, unit):
            return None
        return self._made(number, number.value, unit)

    def _pointless(self, number: Number, numbers: list[Number]) -> Reading | None:
        """ "385" and "1012": a point was left out. Only where the text is about a temperature."""
        value = number.value / 10
        unit = self._unit(value)
        if not number.whole or number.value < 300 or unit is None or not _in(value, _CLEAR[unit]):
            return None
        if self._measures_else(number, numbers) or not (
            self._cued(number) or len(self._text.words) <= 2
        ):
            return None
        return self._made(number, value, unit, confirm=True)

    def _made(self, number: Number, value: Decimal, unit: Unit, confirm: bool = False) -> Reading:
        raw = self._text.quote(number.first, number.last)
        taken = Temperature(raw, value, unit, self._method(number), confirm)
        return Reading(taken, number.first, number.last, self._cued(number))

    def _unit(self, value: Decimal) -> Unit | None:
        lines = self._lines
        if lines.unit_from.celsius <= value <= lines.unit_to.celsius:
            return "C"
        if lines.unit_from.fahrenheit <= value <= lines.unit_to.fahrenheit:
            return "F"
        return None

    def _trusted(self, number: Number, unit: Unit) -> bool:
        if self._with_unit(number) or self._cued(number):
            return True
        if not _in(number.value, _CLEAR[unit]):
            return False
        if not number.whole or self._just_before("reads", number):
            return True
        if len(self._text.words) - (number.last - number.first) <= _SHORT:
            return True
        return _in(number.value, _FEVERISH[unit]) and self._stands_alone(number)

    def _with_unit(self, number: Number) -> bool:
        word = self._text.words[number.last]
        return word.after == "°" or any(
            hit.first == number.last + 1
            for name in ("degree", "unit_c", "unit_f")
            for hit in self._marks[name]
        )

    def _cued(self, number: Number) -> bool:
        return any(
            self._near(hit, number, _CUE_BEFORE, _CUE_AFTER)
            for name in ("cue", *_METHODS)
            for hit in self._marks[name]
        )

    def _near(self, hit: Hit, number: Number, before: int, after: int) -> bool:
        if hit.last < number.first:
            return number.first - hit.last <= before
        return hit.first > number.last and hit.first - number.last <= after

    def _just_before(self, name: str, number: Number) -> bool:
        return any(hit.last == number.first - 1 for hit in self._marks[name])

    def _stands_alone(self, number: Number) -> bool:
        """Whether the number begins or ends a clause."""
        words = self._text.words
        after = self._text.at(number.last + 1)
        starts = number.first == 0 or words[number.first].gap >= WEAK
        return starts or after is None or after.gap >= WEAK

    def _measures_else(self, number: Number, numbers: list[Number]) -> bool:
        words = self._text.words
        first, last = words[number.first], words[number.last]
        if first.before in ("$", "#", "£", "€") or last.after in ("%", "$", "€"):
            return True
        if _HOUR.search(self._text.clean[max(0, first.start - 4) : first.start]):
            return True
        return (
            self._of_two(number, numbers)
            or self._unit_of_else(number)
            or self._named_else(number)
            or self._of_a_place(number)
        )

    def _of_two(self, number: Number, numbers: list[Number]) -> bool:
        """A blood pressure: "101/64"."""
        clean, words = self._text.clean, self._text.words
        for other in numbers:
            low, high = sorted((number, other), key=lambda one: one.first)
            between = clean[words[low.last].end : words[high.first].start]
            if other is not number and between.strip() == "/":
                return abs(number.value - other.value) > 5
        return False

    def _unit_of_else(self, number: Number) -> bool:
        after = self._text.at(number.last + 1)
        if after is None or after.gap >= WEAK:
            return False
        if any(hit.first == number.last + 1 for hit in self._marks["other_unit"]):
            return True
        return any(
            0 < hit.first - number.last <= _NEAR and not self._broken(number.last, hit.first)
            for hit in self._marks["street"]
        )

    def _named_else(self, number: Number) -> bool:
        for name, reach in (("other_number", _NEAR), ("given_number", 1)):
            for hit in self._marks[name]:
                between = number.first - hit.last
                if 0 < between <= reach and not self._cue_between(hit, number):
                    return True
        return False

    def _cue_between(self, hit: Hit, number: Number) -> bool:
        words = self._text.words[hit.last + 1 : number.first + 1]
        if any(word.gap >= WEAK for word in words):
            return True
        return any(hit.last < cue.first < number.first for cue in self._marks["cue"])

    def _broken(self, first: int, last: int) -> bool:
        return any(word.gap >= WEAK for word in self._text.words[first + 1 : last + 1])

    def _of_a_place(self, number: Number) -> bool:
        after = any(0 < hit.first - number.last <= _NEAR for hit in self._marks["place_after"])
        before = any(
            0 < number.first - hit.last <= _NEAR and not self._cue_between(hit, number)
            for hit in self._marks["place_before"]
        )
        return (after or before) and not self._of_a_body(number)

    def _of_a_body(self, number: Number) -> bool:
        """Whether a word for fever stands near that is neither a degree nor part of a place."""
        others = [
            *self._marks["degree"],
            *self._marks["place_before"],
            *self._marks["place_after"],
        ]
        taken = {at for hit in others for at in range(hit.first, hit.last + 1)}
        return any(
            self._near(hit, number, _CUE_BEFORE, _CUE_AFTER)
            for name in ("cue", *_METHODS)
            for hit in self._marks[name]
            if hit.first not in taken
        )

    def _method(self, number: Number) -> Method:
        """The nearest place that is named; the mouth only close by, for doses go there too."""
        best: tuple[int, Method] | None = None
        for name, method in _METHODS.items():
            for hit in self._marks[name]:
                apart = max(hit.first - number.last, number.first - hit.last)
                if method is Method.MOUTH and apart > _SHORT:
                    continue
                if best is None or apart < best[0]:
                    best = (apart, method)
        return best[1] if best else Method.UNKNOWN


def _in(value: Decimal, span: tuple[Decimal, Decimal]) -> bool:
    return span[0] <= value <= span[1]
