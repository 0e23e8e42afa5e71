"""Alphabet and segment count of a text, as carriers bill and split it (GSM 03.38; messaging 5.7).

Changes no text; cleaning what people typed is in `typed.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("\f^{}\\[~]|€")
"""Characters that cost two: an escape goes before each."""


class Encoding(StrEnum):
    """How a text travels."""

    GSM7 = "GSM-7"
    UCS2 = "UCS-2"


@dataclass(frozen=True)
class Limit:
    """Code units in a text of one segment, and in each of several (the header takes the rest)."""

    alone: int
    of_several: int


LIMITS = {Encoding.GSM7: Limit(160, 153), Encoding.UCS2: Limit(70, 67)}


@dataclass(frozen=True)
class Segments:
    """What a text costs: its alphabet, its length in that alphabet's units, its segments."""

    encoding: Encoding
    characters: int
    count: int


def segments(text: str) -> Segments:
    """Return what `text` costs; an empty text counts as one segment."""
    parts = split(text)
    encoding = encoding_of(text)
    return Segments(encoding, sum(map(_cost(encoding), text)), max(1, len(parts)))


def encoding_of(text: str) -> Encoding:
    """Return GSM-7 when every character is in it; one other turns the whole text to UCS-2."""
    return Encoding.GSM7 if set(text) <= BASIC | EXTENDED else Encoding.UCS2


def split(text: str) -> tuple[str, ...]:
    """Return the segments themselves; no character is torn in two."""
    encoding = encoding_of(text)
    cost = _cost(encoding)
    limit = LIMITS[encoding]
    room = limit.alone if sum(map(cost, text)) <= limit.alone else limit.of_several
    parts: list[str] = []
    left = 0
    for character in text:
        if cost(character) > left:
            parts.append("")
            left = room
        parts[-1] += character
        left -= cost(character)
    return tuple(parts)


def _cost(encoding: Encoding) -> Callable[[str], int]:
    """Return how many units a character takes: UTF-16 units, or 2 for an escaped GSM one."""
    if encoding is Encoding.UCS2:
        return lambda character: 2 if character > "\uffff" else 1
    return lambda character: 2 if character in EXTENDED else 1
