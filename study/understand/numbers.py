"""The numbers in a text, in digits or in words. What they measure is decided elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from study.understand.lexicon import Lexicon, Numbers
from study.understand.spelling import forms
from study.understand.text import WEAK, Text, Word

_PLAIN = re.compile(r"\d{1,5}$")
_POINTED = re.compile(r"(\d{1,3})[.,،'’:](\d{1,2})$")
_PHONE = re.compile(r"\+?\d?[\s.(-]*\d{3}[\s.)-]+\d{3}[\s.-]+\d{4}|\b\d{3}[-. ]\d{4}\b|\d{7,}")
_DEGREE = re.compile(r"\s*[°度]\s*(\d)(?![\d.,])")


@dataclass(frozen=True)
class Number:
    """A number from word `first` to word `last`. `whole`: nothing after the point was said."""

    value: Decimal
    first: int
    last: int
    whole: bool
    spoken: bool = False


def numbers_in(
    text: Text, languages: list[Lexicon], accented: bool, *, whole: bool = False
) -> list[Number]:
    """Every number of the text in order; telephone numbers, dates and clock times are left out.

    `whole`: nothing is read behind a point, for "8点15" is a time and not 8.15.
    """
    if whole:
        languages = [_without_points(one) for one in languages]
    phones = [match.span() for match in _PHONE.finditer(text.clean)]
    found: list[Number] = []
    place = 0
    while place < len(text.words):
        number = _number(text, place, languages, accented)
        if number is None:
            place += 1
            continue
        word = text.words[place]
        if number.spoken or not any(start <= word.start < end for start, end in phones):
            found.append(number)
        place = number.last + 1
    return found


def _without_points(lexicon: Lexicon) -> Lexicon:
    numbers = replace(lexicon.numbers, point=frozenset(), half=frozenset(), digits_behind=False)
    return replace(lexicon, numbers=numbers)


def _number(text: Text, place: int, languages: list[Lexicon], accented: bool) -> Number | None:
    word = text.words[place]
    if word.number:
        return _digits(text, place, languages, accented)
    for lexicon in languages:
        spoken = _spoken(text, place, lexicon, accented)
        if spoken is not None:
            return spoken
    return None


def _digits(text: Text, place: int, languages: list[Lexicon], accented: bool) -> Number | None:
    word = text.words[place]
    run = _one_by_one(text, place)
    if run is not None:
        return run
    pointed = _POINTED.match(word.key)
    if pointed and (":" not in word.key or (len(pointed[2]) == 1 and int(pointed[1]) > 24)):
        return Number(Decimal(f"{pointed[1]}.{pointed[2]}"), place, place, False)
    if not _PLAIN.match(word.key):
        return None
    after = _DEGREE.match(text.clean, word.end)
    if after and all(one.numbers.digits_behind for one in languages):
        last = next(i for i in range(place, len(text.words)) if text.words[i].end >= after.end())
        return Number(Decimal(f"{word.key}.{after[1]}"), place, last, False)
    for lexicon in languages:
        said = _after_point(text, place + 1, lexicon, accented)
        if said and not _guessed(text.words[said[1]], lexicon, accented):
            fraction, last = said
            return Number(Decimal(word.key) + fraction, place, last, False)
    return Number(Decimal(word.key), place, place, True)


def _guessed(word: Word, lexicon: Lexicon, accented: bool) -> bool:
    """Behind typed digits "lam" is a digit only with its accents: "39 do lam on" is 39."""
    if word.number or accented or not lexicon.accents:
        return False
    return not _is(word, lexicon.numbers.half, lexicon, accented)


def _one_by_one(text: Text, place: int) -> Number | None:
    """ "1 0 1 . 6": at least three digits typed one by one."""
    last, digits = place, ""
    while last < len(text.words) and text.words[last].number and len(text.words[last].key) == 1:
        pointed = digits and "." in text.clean[text.words[last - 1].end : text.words[last].start]
        digits += ("." if pointed and "." not in digits else "") + text.words[last].key
        last += 1
    if last - place < 3:
        return None
    return Number(Decimal(digits), place, last - 1, "." not in digits)


def _spoken(text: Text, place: int, lexicon: Lexicon, accented: bool) -> Number | None:
    worth: list[tuple[int, bool]] = []
    places: list[int] = []
    at = place
    while at < len(text.words) and (at == place or text.words[at].gap < WEAK):
        said = _worth(text.words[at], lexicon, accented)
        if said is not None:
            worth.append(said)
            places.append(at)
        elif not worth or not _is(text.words[at], lexicon.numbers.joins, lexicon, accented):
            break
        at += 1
    if not worth:
        return None
    value, fraction, used = _combined(worth, places, lexicon.numbers)
    last = places[used - 1]
    after = _after_point(text, last + 1, lexicon, accented)
    if after:
        fraction, last = after
    return Number(Decimal(value) + fraction, place, last, fraction == 0, spoken=True)


def _worth(word: Word, lexicon: Lexicon, accented: bool) -> tuple[int, bool] | None:
    """What a word is worth, and whether it multiplies the one before it."""
    if word.number:
        return None
    for form in forms(word.raw, lexicon.code, accented, False):
        if form in lexicon.numbers.values:
            return lexicon.numbers.values[form], form in lexicon.numbers.multipliers
    return None


def _combined(
    worth: list[tuple[int, bool]], places: list[int], numbers: Numbers
) -> tuple[int, Decimal, int]:
    """The number that words make together, a digit meant after the point, and the words used."""
    if len(worth) > 1 and all(value < 10 and not times for value, times in worth):
        return int("".join(str(value) for value, _ in worth)[:6]), Decimal(0), len(worth)
    total = 0
    for used, (value, times) in enumerate(worth):
        if value == 100:
            total = (total or 1) * 100
        elif times:
            total += (total % 10 or 1) * value - total % 10
        elif _fits(total, value, numbers):
            total += value
        elif 0 < value < 10 and total >= 30 and places[used] == places[used - 1] + 1:
            return total, Decimal(value) / 10, used + 1
        else:
            return total, Decimal(0), used
    return total, Decimal(0), len(worth)


def _fits(total: int, value: int, numbers: Numbers) -> bool:
    rest = total % 100
    if value == 0 or rest == 0:
        return True
    if numbers.units_first and rest < 10 and value >= 20:
        return True
    tens = rest >= 20 or (rest == 10 and bool(numbers.multipliers))
    return value < 10 and tens and rest % 10 == 0


def _after_point(
    text: Text, place: int, lexicon: Lexicon, accented: bool
) -> tuple[Decimal, int] | None:
    """ "point five", "y medio", "ونص", "rưỡi", or a lone digit behind a space ("38 5")."""
    numbers = lexicon.numbers
    word = text.at(place)
    if word is None or word.gap >= WEAK:
        return None
    joined = _is(word, numbers.joins, lexicon, accented)
    half = text.at(place + 1) if joined else word
    if half is not None and _is(half, numbers.half, lexicon, accented):
        return Decimal("0.5"), place + 1 if joined else place
    if _is(word, numbers.point, lexicon, accented):
        behind = text.at(place + 1)
        if behind is not None and _is(behind, numbers.half, lexicon, accented):
            return Decimal("0.5"), place + 1
        return _fraction(text, place + 1, lexicon, accented)
    if not numbers.digits_behind:
        return None
    if word.number and len(word.key) == 1 and not _has_unit(text, place, lexicon, accented):
        return Decimal(word.key) / 10, place
    return None


def _has_unit(text: Text, place: int, lexicon: Lexicon, accented: bool) -> bool:
    after = text.at(place + 1)
    counted = after is not None and _is(after, lexicon.numbers.units, lexicon, accented)
    return counted or ":" in text.clean[text.words[place].end : text.words[place].end + 1]


def _fraction(
    text: Text, place: int, lexicon: Lexicon, accented: bool
) -> tuple[Decimal, int] | None:
    digits, last = "", place - 1
    for at in range(place, min(place + 2, len(text.words))):
        word = text.words[at]
        said = _worth(word, lexicon, accented)
        digit = word.key if word.number else str(said[0]) if said else ""
        if not digit.isdigit() or len(digit) > 2 or word.gap >= WEAK:
            break
        digits, last = digits + digit, at
        if len(digit) > 1:
            break
    return (Decimal(f"0.{digits}"), last) if digits else None


def _is(word: Word, words: frozenset[str], lexicon: Lexicon, accented: bool) -> bool:
    return not word.number and any(
        form in words for form in forms(word.raw, lexicon.code, accented, False)
    )


def said_digits(numbers: list[Number]) -> Iterator[Number]:
    """Numbers typed in digits."""
    return (number for number in numbers if not number.spoken)
