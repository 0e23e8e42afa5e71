"""The letters and rows a question offers; wording prints them and the dialogue reads them back.

Choices are letters (behaviour 2); R and E stay free for an open alert's follow-up.
"""

from collections.abc import Mapping
from datetime import date, time
from types import MappingProxyType
from typing import NamedTuple

METHOD_LETTERS: Mapping[str, str] = MappingProxyType(
    {"A": "underarm", "B": "mouth", "C": "ear", "D": "forehead"}
)
"""AskMethod. No rectal row: we never suggest one, we accept one in words (facts 3.1)."""

ROUTE_LETTERS: Mapping[str, str] = MappingProxyType({"M": "PO", "T": "NG"})
"""AskRoute: M and T, because A and B are the medicine labels."""

LABEL_LETTERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"A": ("A",), "B": ("B",), "C": ("A", "B")}
)
"""AskWhichLabel: one label, the other, or both."""

SECOND_LETTERS: Mapping[str, str] = MappingProxyType({"A": "same", "B": "again", "C": "unsure"})
"""SecondGiven (behaviour 3)."""

WHOM_LETTERS: Mapping[str, str] = MappingProxyType(
    {"A": "participant", "B": "other", "C": "past", "D": "unsure"}
)
"""AskAboutWhom."""

FEWER_LETTERS: Mapping[str, str] = MappingProxyType({"A": "reminders", "B": "prompts", "C": "both"})
"""FewerTexts: what is turned off."""

PASSAGE_LETTERS = "ABC"
"""PassageChoices: at most so many, that it stays short to read."""

TEAM_LETTER = "Q"
"""Puts a question on the team's list; it answers nothing else, so it can stand beside anything."""


class PassageChoice(NamedTuple):
    """One passage to choose, by its id; the wording gives its neutral title."""

    letter: str
    passage: str


class DoseItem(NamedTuple):
    """What was booked for one label.

    `status` is a DoseStatus value, `route` a Route value or None when not said, `given` the
    family's wall clock or None when not said.
    """

    label: str
    status: str
    route: str | None = None
    given: time | None = None


class ChildChoice(NamedTuple):
    """One child to choose, by nickname."""

    letter: str
    nickname: str


class SlotChoice(NamedTuple):
    """One check-in to choose; `items` is what stands there now (empty: nothing)."""

    letter: str
    day: date
    wall: time
    nickname: str = ""
    items: tuple[DoseItem, ...] = ()
