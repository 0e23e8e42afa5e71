"""The numbers in a text, in digits or words, before anybody asks what they measure."""

from decimal import Decimal

import pytest

from study.understand.looking import look
from study.understand.numbers import Number, said_digits


def numbers(text: str, lang: str) -> list[Number]:
    return list(look(text, lang).numbers)


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("38.5", "en", "38.5"),
        ("38,5", "es", "38.5"),
        ("٣٨٫٥", "ar", "38.5"),
        ("３８．５", "zh", "38.5"),
        ("38 5", "es", "38.5"),
        ("38 y medio", "es", "38.5"),
        ("38 ونص", "ar", "38.5"),
        ("38度5", "zh", "38.5"),
        ("38 rưỡi", "vi", "38.5"),
        ("one oh one", "en", "101"),
        ("one oh one point six", "en", "101.6"),
        ("a hundred and one point six", "en", "101.6"),
        ("treinta y nueve", "es", "39"),
        ("treinta y ocho punto cinco", "es", "38.5"),
        ("تسعة وثلاثين", "ar", "39"),
        ("三十八度七", "zh", "38.7"),
        ("ba mươi chín", "vi", "39"),
        ("1 0 1 . 6", "en", "101.6"),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, lang: str, wanted: str) -> None:
    assert [one.value for one in numbers(text, lang)] == [Decimal(wanted)]


def test_a_telephone_number_is_no_number_to_measure_with() -> None:
    assert numbers("call me at 901-555-0142", "en") == []


def test_each_number_knows_its_words_and_whether_tenths_were_said() -> None:
    first, second = numbers("it was 38 then 39.2", "en")
    assert (first.first, first.whole, second.first, second.whole) == (2, True, 4, False)


def test_digits_are_told_from_words() -> None:
    found = numbers("thirty nine or 38", "en")
    assert [one.spoken for one in found] == [True, False]
    assert [one.value for one in said_digits(found)] == [Decimal(38)]


def test_as_a_clock_is_read_nothing_stands_behind_a_point() -> None:
    plain, clock = look("8点15", "zh").numbers, look("8点15", "zh").whole_numbers()
    assert [one.value for one in plain] == [Decimal("8.15")]
    assert [one.value for one in clock] == [8, 15]


def test_a_text_without_numbers_has_none() -> None:
    assert numbers("she is fine", "en") == []
