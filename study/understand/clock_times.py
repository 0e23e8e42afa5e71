"""Times of day in a text ("8:15", "half past 8", "a las ocho y media", "8点半") on the wall clock.

It says what was written; a half of the day that was not said is taken nearest the reminder.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from study.understand.match import Hit
from study.understand.numbers import Number
from study.understand.text import WEAK, Text

_COLON = re.compile(r"(\d{1,2})[:.](\d{2})$")
_TOGETHER = re.compile(r"(\d{1,2})(\d{2})$")
_HALF_DAY = 12 * 60
# Digits that answer a check-in (behaviour 2): "dex 2" may be "not given" and is no two o'clock.
_ANSWERS = frozenset("123456")
_BEFORE_THE_HOUR = (
    ("half_past", 30),
    ("quarter_past", 15),
    ("quarter_to", -15),
    ("ten_to", -10),
    ("five_to", -5),
)


@dataclass(frozen=True)
class Said:
    """A time from word `first` to word `last`, in minutes; `exact` where the half-day was said."""

    minutes: int
    exact: bool
    first: int
    last: int

    def near(self, reminder: dt.time | None) -> dt.time:
        """On the wall clock; of morning and evening the one nearer the reminder."""
        minutes = self.minutes
        if not self.exact and reminder is not None and minutes < 13 * 60:
            due = reminder.hour * 60 + reminder.minute
            options = (minutes % _HALF_DAY, minutes % _HALF_DAY + _HALF_DAY)
            minutes = min(options, key=lambda option: _apart(option, due))
        return dt.time(minutes // 60 % 24, minutes % 60)


def _apart(first: int, second: int) -> int:
    apart = abs(first - second) % (24 * 60)
    return min(apart, 24 * 60 - apart)


def minutes_after(later: dt.time, earlier: dt.time) -> int:
    """Minutes from one clock time to the next other one, taken as less than half a day."""
    apart = (later.hour - earlier.hour) * 60 + later.minute - earlier.minute
    return (apart + _HALF_DAY) % (24 * 60) - _HALF_DAY


class Clock:
    """Finds the times in one text. `taken` are words that were read as temperatures."""

    def __init__(self, text: Text, hits: Iterable[Hit], taken: frozenset[int]) -> None:
        self._text = text
        self._taken = taken
        self._marks: dict[str, list[Hit]] = defaultdict(list)
        for hit in hits:
            if hit.kind == "clock":
                self._marks[hit.value].append(hit)

    def times(self, numbers: list[Number], expected: frozenset[int]) -> list[Said]:
        """All times, in order. `expected`: words beside which a bare number is a time."""
        by_first = {number.first: number for number in numbers}
        found: list[Said] = []
        place = 0
        while place < len(self._text.words):
            said = self._at(place, by_first, expected)
            if said is not None and place not in self._taken:
                found.append(said)
                place = said.last + 1
            else:
                place += 1
        return [said for said in found if not self._taken_back(said, found)]

    def _at(self, place: int, numbers: dict[int, Number], expected: frozenset[int]) -> Said | None:
        named = self._starting("noon", place) or self._starting("midnight", place)
        if named:
            minutes = 0 if named.value == "midnight" else 720
            return Said(minutes, True, place, named.last)
        before = self._before_the_hour(place, numbers)
        hour = self._hour(place, numbers)
        if before is not None or hour is None:
            return before
        value, minutes, last, sure = hour
        more = self._minutes_behind(last + 1, numbers)
        if more is not None and minutes == 0:
            minutes, last, sure = more[0], more[1], sure or more[2]
        half = self._half_of_day(last + 1) or self._half_of_day(place - 2, before=place)
        if half is not None:
            value, last = _turned(value, half[0]), max(last, half[1])
        if half is None and not sure and not self._expected(place, last, expected):
            return None
        if value > 24 or not -60 < minutes < 60:
            return None
        exact = half is not None or value >= 13 or (value == 0)
        return Said((value * 60 + minutes) % (24 * 60), exact, place, last)

    def _hour(self, place: int, numbers: dict[int, Number]) -> tuple[int, int, int, bool] | None:
        """Hours, minutes, last word, and whether it can be nothing but a time."""
        word = self._text.words[place]
        colon = _COLON.match(word.key) if word.number else None
        if colon and int(colon[1]) <= 24 and int(colon[2]) < 60:
            return int(colon[1]), int(colon[2]), place, ":" in word.key
        together = _TOGETHER.match(word.key) if word.number and len(word.key) > 2 else None
        if together and int(together[1]) <= 24 and int(together[2]) < 60:
            return int(together[1]), int(together[2]), place, False
        number = numbers.get(place)
        if number is None or number.value > 24 or number.value < 0:
            return None
        if not number.whole:
            return None
        if any(hit.first == number.last + 1 for hit in self._marks["no_hour"]):
            return None
        last, sure = number.last, False
        hour_word = self._starting("hour", last + 1)
        if hour_word and self._ending("span", place - 1):
            return None  # "hace 2 horas": how long, not when
        if hour_word:
            last, sure = hour_word.last, True
        return int(number.value), 0, last, sure

    def _minutes_behind(
        self, place: int, numbers: dict[int, Number]
    ) -> tuple[int, int, bool] | None:
        """Minutes after the hour: "y cuarto", "一刻", "15", or taken off: "menos cuarto"."""
        minus = self._starting("minus", place)
        joined = minus or self._starting("plus", place)
        at = joined.last + 1 if joined else place
        word = self._text.at(at)
        if word is None or word.gap >= WEAK:
            return None
        sign = -1 if minus else 1
        for name, minutes in (("half", 30), ("quarter", 15), ("third", 20), ("three_quarters", 45)):
            hit = self._starting(name, at)
            if hit:
                return sign * minutes, hit.last, True
        number = numbers.get(at)
        hour_said = self._ending("hour", place - 1) is not None
        if number is None or not number.whole:
            return None
        if not (joined or hour_said) and not (number.spoken and number.value % 5 == 0):
            return None
        if number.value >= 60 or self._starting("no_hour", number.last + 1):
            return None
        return sign * int(number.value), number.last, hour_said

    def _before_the_hour(self, place: int, numbers: dict[int, Number]) -> Said | None:
        """ "half past 8", "quarter to 8", "cuarto para las 8"."""
        for name, minutes in _BEFORE_THE_HOUR:
            hit = self._starting(name, place)
            number = numbers.get(hit.last + 1) if hit else None
            if hit and number is not None and number.value <= 24:
                half = self._half_of_day(number.last + 1)
                value = _turned(int(number.value), half[0]) if half else int(number.value)
                total = (value * 60 + minutes) % (24 * 60)
                return Said(total, half is not None, place, number.last)
        return None

    def _half_of_day(self, place: int, before: int = -1) -> tuple[bool, int] | None:
        """Whether it is after noon, and the last word that says so; behind the hour or before."""
        for name in ("am", "pm"):
            for hit in self._marks[name]:
                if before >= 0 and hit.last == before - 1 and hit.first >= place:
                    return name == "pm", before
                if before < 0 and hit.first == place and not self._far(place):
                    return name == "pm", hit.last
        return None

    def _far(self, place: int) -> bool:
        word = self._text.at(place)
        return word is not None and word.gap >= WEAK

    def _expected(self, first: int, last: int, expected: frozenset[int]) -> bool:
        words = self._text.words
        if any(hit.last == first - 1 for hit in self._marks["at"]):
            return True
        if words[first].key in _ANSWERS:
            return False
        if first - 1 in expected or last + 1 in expected:
            return True
        after = self._text.at(last + 1)
        alone = (first == 0 or words[first].gap >= WEAK) and (after is None or after.gap >= WEAK)
        return alone and ":" in words[first].key

    def _taken_back(self, said: Said, found: list[Said]) -> bool:
        """ "8:30 not 8:00": the second was a slip."""
        return len(found) > 1 and any(hit.last == said.first - 1 for hit in self._marks["not_at"])

    def _starting(self, name: str, place: int) -> Hit | None:
        return next((hit for hit in self._marks[name] if hit.first == place), None)

    def _ending(self, name: str, place: int) -> Hit | None:
        return next((hit for hit in self._marks[name] if hit.last == place), None)


def _turned(hour: int, after_noon: bool) -> int:
    """The hour of the day for an hour of the clock face."""
    if not after_noon:
        return 0 if hour == 12 else hour
    return hour if hour >= 12 or hour == 0 else hour + 12
