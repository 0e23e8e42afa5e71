"""Times of day as they are written, on the wall clock, near the reminder."""

import datetime as dt

import pytest

from study.understand.clock_times import Clock, Said, minutes_after
from study.understand.looking import look


def times(text: str, lang: str, beside: frozenset[int] = frozenset()) -> list[Said]:
    seen = look(text, lang)
    return Clock(seen.text, seen.hits, frozenset()).times(seen.whole_numbers(), beside)


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("at 8", "en", dt.time(8)),
        ("8:15", "en", dt.time(8, 15)),
        ("at 815", "en", dt.time(8, 15)),
        ("8ish", "en", dt.time(8)),
        ("half past 8", "en", dt.time(8, 30)),
        ("quarter to nine", "en", dt.time(8, 45)),
        ("8 oclock", "en", dt.time(8)),
        ("noon", "en", dt.time(12)),
        ("a las ocho y media", "es", dt.time(8, 30)),
        ("a las 8 y cuarto", "es", dt.time(8, 15)),
        ("cuarto para las 9", "es", dt.time(8, 45)),
        ("الساعة ٨ وربع", "ar", dt.time(8, 15)),
        ("八点半", "zh", dt.time(8, 30)),
        ("8点一刻", "zh", dt.time(8, 15)),
        ("8 giờ rưỡi", "vi", dt.time(8, 30)),
        ("8h15", "vi", dt.time(8, 15)),
    ],
)
def test_a_time_is_read_however_it_is_said(text: str, lang: str, wanted: dt.time) -> None:
    assert [one.near(dt.time(8)) for one in times(text, lang)] == [wanted]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("in 10 min", "en"),
        ("5 mg", "en"),
        ("2 pills", "en"),
        ("hace 2 horas", "es"),
        ("两个小时", "zh"),
        ("10 phút", "vi"),
    ],
)
def test_an_amount_or_a_span_is_no_time_of_day(text: str, lang: str) -> None:
    assert times(text, lang) == []


def test_of_morning_and_evening_the_one_nearer_the_reminder_is_meant() -> None:
    said = times("at 8:30", "en")[0]
    assert said.near(dt.time(8)) == dt.time(8, 30)
    assert said.near(dt.time(20)) == dt.time(20, 30)


def test_a_half_of_the_day_that_was_said_stands() -> None:
    assert times("at 8 pm", "en")[0].near(dt.time(8)) == dt.time(20)
    assert times("a las 8 de la noche", "es")[0].near(dt.time(8)) == dt.time(20)
    assert times("晚上八点", "zh")[0].near(dt.time(8)) == dt.time(20)


def test_a_time_that_is_taken_back_does_not_count() -> None:
    assert [one.near(None) for one in times("8:30 not 8:00", "en")] == [dt.time(8, 30)]


def test_a_word_that_was_a_temperature_is_no_time() -> None:
    seen = look("at 38.5", "en")
    assert (
        Clock(seen.text, seen.hits, frozenset({1})).times(seen.whole_numbers(), frozenset()) == []
    )


def test_a_bare_number_is_a_time_only_beside_a_word_about_doses() -> None:
    assert times("rux 8", "en") == []
    assert [one.near(dt.time(8)) for one in times("rux 8", "en", frozenset({0}))] == [dt.time(8)]


def test_minutes_run_to_the_next_clock_time_of_half_a_day() -> None:
    assert minutes_after(dt.time(9, 30), dt.time(8)) == 90
    assert minutes_after(dt.time(7, 50), dt.time(8)) == -10
    assert minutes_after(dt.time(0, 15), dt.time(23, 45)) == 30
