from decimal import Decimal

import pytest

from study.symptoms import Method
from study.understand.screen import red_flags


@pytest.mark.parametrize(
    ("text", "lang", "celsius"),
    [
        ("tmp 39", "en", "39.0"),
        ("38,5", "es", "38.5"),
        ("٣٩", "ar", "39.0"),
        ("sốt 39 độ", "vi", "39.0"),
        ("101.2f", "en", "38.4"),
        ("385", "en", "38.5"),
        ("1012", "en", "38.4"),
        ("38 5", "en", "38.5"),
        ("one oh one point two", "en", "38.4"),
        ("treinta y nueve y medio", "es", "39.5"),
        ("تسعة وثلاثين ونص", "ar", "39.5"),
        ("三十九度五", "zh", "39.5"),
        ("ba chín độ rưỡi", "vi", "39.5"),
        ("101 last night, 98 now", "en", "38.3"),
        ("98.4 not 104.8", "en", "36.9"),
        ("103.8, meant 98.3", "en", "36.8"),
        ("38º4", "en", "38.4"),
        ("room 402 temp 38.3", "en", "38.3"),
    ],
)
def test_a_temperature_is_read(text: str, lang: str, celsius: str) -> None:
    reading = red_flags(text, lang=lang).entry.temperature
    assert reading is not None
    assert abs(reading.celsius - Decimal(celsius)) <= Decimal("0.1")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("weighs 38.5 kg", "en"),
        ("gave 5 mg at 8:38", "en"),
        ("room 39", "en"),
        ("call 202 555 0101", "en"),
        ("zip 38104", "en"),
        ("platelets 38", "en"),
        ("bp 101/64", "en"),
        ("40 minutes late", "en"),
        ("pesa 38.5 kilos", "es"),
        ("体重38公斤", "zh"),
        ("phòng 39 lầu 4", "vi"),
        ("رضع ١٠٠ مل", "ar"),
    ],
)
def test_no_temperature_is_invented(text: str, lang: str) -> None:
    assert red_flags(text, lang=lang).entry.temperature is None


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("38 under the arm", Method.UNDERARM),
        ("en la axila 37.6", Method.UNDERARM),
        ("耳温38", Method.EAR),
        ("38.2 forehead", Method.FOREHEAD),
        ("gave rux by mouth this morning before school and his temp is 38.2", Method.UNKNOWN),
    ],
)
def test_the_place_is_kept_if_it_was_said(text: str, method: Method) -> None:
    reading = red_flags(text).entry.temperature
    assert reading is not None
    assert reading.method is method


def test_an_impossible_reading_is_asked_again() -> None:
    screen = red_flags("temp 44.5")
    assert screen.ask_recheck
    assert screen.red_flag
