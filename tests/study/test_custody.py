"""Custody days: a week like another, weeks in turn, and the days on which nobody has the child."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.custody import CustodyDays, holes, on_duty

MONDAY = date(2026, 3, 2)
FRIDAY = date(2026, 3, 6)
WORKDAYS = frozenset(range(5))
DAYS = st.frozensets(st.integers(0, 6))
DATES = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def test_without_a_pattern_a_caregiver_has_the_child_every_day() -> None:
    assert all(CustodyDays().holds(MONDAY + timedelta(days=day)) for day in range(400))


def test_a_week_like_every_other() -> None:
    days = CustodyDays(WORKDAYS)
    assert days.holds(FRIDAY) and not days.holds(FRIDAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("after", "held"), [(0, True), (6, True), (7, False), (13, False), (14, True), (-1, False)]
)
def test_weeks_in_turn_change_on_the_day_they_count_from(after: int, held: bool) -> None:
    days = CustodyDays(other_weekdays=frozenset(), counts_from=FRIDAY)
    assert days.holds(FRIDAY + timedelta(days=after)) is held


@given(days=DAYS, other=DAYS, first=DATES, day=DATES)
def test_weeks_in_turn_come_again_after_fourteen_days(
    days: frozenset[int], other: frozenset[int], first: date, day: date
) -> None:
    pattern = CustodyDays(days, other, first)
    assert pattern.holds(day) is pattern.holds(day + timedelta(days=14))


@given(days=DAYS, first=DATES, day=DATES)
def test_two_parents_who_change_weekly_never_have_the_child_both_or_neither(
    days: frozenset[int], first: date, day: date
) -> None:
    rest = frozenset(range(7)) - days
    mother, father = CustodyDays(days, rest, first), CustodyDays(rest, days, first)
    assert mother.holds(day) is not father.holds(day)


def test_only_who_has_the_child_is_on_duty() -> None:
    patterns = {"mother": CustodyDays(WORKDAYS), "father": CustodyDays(frozenset({5, 6}))}
    assert on_duty(["mother", "father"], patterns, MONDAY).people == ("mother",)
    assert on_duty(["mother", "father", "aunt"], patterns, MONDAY).people == ("mother", "aunt")


def test_a_day_that_nobody_has_goes_to_everyone_and_is_a_hole() -> None:
    patterns = {"mother": CustodyDays(WORKDAYS), "father": CustodyDays(frozenset({5}))}
    duty = on_duty(["mother", "father"], patterns, MONDAY + timedelta(days=6))
    assert duty.hole and duty.people == ("mother", "father")
    assert holes(["mother", "father"], patterns, MONDAY, 14) == (
        MONDAY + timedelta(days=6),
        MONDAY + timedelta(days=13),
    )


def test_a_child_without_caregivers_has_no_hole_to_fill() -> None:
    assert on_duty([], {}, MONDAY).people == () and not on_duty([], {}, MONDAY).hole
