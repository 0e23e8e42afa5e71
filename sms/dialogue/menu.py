"""A menu answer as it was typed: a digit, a letter, both, a command word, a plain yes or no.

Reads nothing else: what a sentence means is for `study.understand`.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from study.understand.text import clean, fold


class Command(StrEnum):
    """Words of our own that families may text at any time (behaviour 2)."""

    FIX = "fix"
    FEWER = "fewer"


@dataclass(frozen=True)
class MenuAnswer:
    """`pairs` are digits with the letter typed beside each, if any ("B4", "A1 B2")."""

    pairs: tuple[tuple[str | None, str], ...] = ()
    letter: str | None = None
    command: Command | None = None
    yes: bool = False
    no: bool = False

    @property
    def digit(self) -> str | None:
        """The one digit of an answer that is a single digit, with or without a letter."""
        return self.pairs[0][1] if len(self.pairs) == 1 else None


NOTHING = MenuAnswer()

_COMMANDS = {
    "fix": Command.FIX,
    "corregir": Command.FIX,
    "fewer": Command.FEWER,
    "menos": Command.FEWER,
}
_YES = frozenset({"yes", "y", "yep", "yeah", "yup", "si", "sip", "oui", "sim", "wi"})
_NO = frozenset({"no", "nope", "nop", "nah", "non", "nao"})
_TRIM = " \t\n.,;:!#*()[]\"'“”‘’-–—"
_DIGIT = re.compile(r"[0-9]")
_DIGITS = re.compile(r"[0-9](?:[\s,;&+]+(?:and |y )?[0-9])+")
_LETTER = re.compile(r"[a-z]")
_PAIR = re.compile(r"(?:([a-z])[ .:=)-]{0,2}([0-9])|([0-9])[ .:=)-]{0,2}([a-z]))(?![a-z0-9])")
_BETWEEN = re.compile(r"[\s,;&+./]*")
_MOST_PAIRS = 6


def read_menu(body: str) -> MenuAnswer:
    """What was typed, when the whole text is a menu answer; else `NOTHING`. Never raises."""
    typed = fold(clean(body[:80]).strip(_TRIM))
    if _DIGIT.fullmatch(typed):
        return MenuAnswer(pairs=((None, typed),))
    if typed in _YES:
        return MenuAnswer(yes=True)
    if typed in _NO:
        return MenuAnswer(no=True)
    if _LETTER.fullmatch(typed):
        return MenuAnswer(letter=typed.upper())
    if typed in _COMMANDS:
        return MenuAnswer(command=_COMMANDS[typed])
    return MenuAnswer(pairs=_pairs(typed))


def _pairs(typed: str) -> tuple[tuple[str | None, str], ...]:
    """All pairs of a text that holds nothing but pairs."""
    found: list[tuple[str | None, str]] = []
    at = 0
    while at < len(typed):
        match = _PAIR.match(typed, at)
        if match is None or len(found) == _MOST_PAIRS:
            return ()
        letter = match.group(1) or match.group(4)
        found.append((letter.upper(), match.group(2) or match.group(3)))
        at = _end(typed, match.end())
    return tuple(found)


def _end(typed: str, at: int) -> int:
    between = _BETWEEN.match(typed, at)
    return between.end() if between else at


def several_digits(body: str) -> tuple[tuple[None, str], ...]:
    """ "1 8", typed for two questions at once: for the screen alone, as nothing is booked of it."""
    typed = fold(clean(body[:80]).strip(_TRIM))
    return tuple((None, digit) for digit in _DIGIT.findall(typed) if _DIGITS.fullmatch(typed))
