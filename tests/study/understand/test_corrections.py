"""Readings that take the place of one before them, and what counts where that is in doubt."""

from decimal import Decimal

import pytest

from study.understand.reading import read


def degrees(text: str, lang: str) -> Decimal | None:
    return read(text, lang=lang).temp_c


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("101.4 no sorry 100.4", "en", "38.0"),
        ("103.8, meant 98.3", "en", "36.8"),
        ("37.2 no wait 38.7", "en", "38.7"),
        ("98.4 not 104.8", "en", "36.9"),
        ("101.4 no perdon 100.4", "es", "38.0"),
        ("37.2 no espere 38.7 lo lei mal", "es", "38.7"),
        ("38.4 y no 39.4", "es", "38.4"),
        ("37.2 لا عفوا 38.7", "ar", "38.7"),
        ("37.2 不对 38.7", "zh", "38.7"),
        ("38.9 看错了 37.9", "zh", "37.9"),
        ("37,2 à nhầm 38,7", "vi", "38.7"),
        ("37,2 non pardon 38,7", "fr", "38.7"),
        ("37,2 nao perdao 38,7", "pt", "38.7"),
        ("37.2 non padon 38.7", "ht", "38.7"),
    ],
)
def test_a_corrected_reading_takes_the_place_of_the_first(
    text: str, lang: str, wanted: str
) -> None:
    assert degrees(text, lang) == Decimal(wanted)


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("98.6 no 101.6", "en", "38.7"),
        ("101.4 sorry for the late reply 98.6 now", "en", "38.6"),
        ("101.4 wait now 98.6", "en", "38.6"),
        ("38.7 no 37.2", "es", "38.7"),
        ("37.2 no 38.7", "es", "38.7"),
        ("39 y ahora 37.5", "es", "39.0"),
        ("٣٩ لا ٣٨", "ar", "39.0"),
        ("早上39 现在是37.5", "zh", "39.0"),
        ("39 giờ còn 37.5", "vi", "39.0"),
        ("39 puis 37,5", "fr", "39.0"),
        ("39 e agora 37,5", "pt", "39.0"),
    ],
)
def test_where_it_is_in_doubt_the_higher_reading_counts(text: str, lang: str, wanted: str) -> None:
    assert degrees(text, lang) == Decimal(wanted)


@pytest.mark.parametrize(("text", "lang"), [("not 101", "en"), ("no tiene 39", "es")])
def test_a_reading_that_is_denied_in_words_is_none(text: str, lang: str) -> None:
    assert degrees(text, lang) is None


def test_a_no_beside_a_reading_is_about_no_dose() -> None:
    statuses = {dose.status.value for dose in read("38.7 no 37.2", lang="es").doses.values()}
    assert statuses <= {"unknown"}


@pytest.mark.parametrize(
    "text",
    [
        "estamos en el cuarto 104",
        "vivimos en la calle 102 num 38",
        "cuando dicen que llame si tiene 38 es 38 en la boca o en la axila ahorita esta perfecto",
    ],
)
def test_a_room_a_street_or_a_what_if_is_no_reading(text: str) -> None:
    assert degrees(text, "es") is None
