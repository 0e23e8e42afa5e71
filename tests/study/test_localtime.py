"""Local time on every clock change of every zone, 2024 to 2035 (messaging R12)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.localtime import (
    QuietHours,
    UnknownZone,
    instant,
    is_quiet,
    local_date,
    quiet_ends,
    study_day,
    wall_clock,
)

DAY = timedelta(days=1)
NIGHT = QuietHours(time(21), time(8))
ZONES = sorted(available_timezones() - {"localtime", "Factory"})


@dataclass(frozen=True)
class Change:
    zone: str
    at: datetime  # the first UTC second of the new offset
    before: timedelta
    after: timedelta


def _offset(where: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(where).utcoffset() or timedelta()


def _changes_of(zone: str) -> Iterator[Change]:
    where, step = ZoneInfo(zone), timedelta(days=2)
    at = datetime(2024, 1, 1, tzinfo=UTC)
    before = _offset(where, at)
    while at.year <= 2035:
        after = _offset(where, at + step)
        if after != before:
            low, high = at, at + step
            while high - low > timedelta(seconds=1):
                middle = (low + (high - low) / 2).replace(microsecond=0)
                low, high = (middle, high) if _offset(where, middle) == before else (low, middle)
            yield Change(zone, high, before, after)
        at, before = at + step, after


@cache
def changes() -> tuple[Change, ...]:
    return tuple(change for zone in ZONES for change in _changes_of(zone))


def _expected(naive: datetime, change: Change) -> datetime:
    """What R12 promises, by subtraction alone: first occurrence, or the end of the gap."""
    by_old = (naive - change.before).replace(tzinfo=UTC)
    by_new = (naive - change.after).replace(tzinfo=UTC)
    if by_old < change.at:
        return by_old
    return max(by_new, change.at)


def _walls_near(change: Change) -> Iterator[datetime]:
    """Wall-clock times at, inside and around the hour that is skipped or comes twice."""
    old = (change.at + change.before).replace(tzinfo=None)
    new = (change.at + change.after).replace(tzinfo=None)
    minute = timedelta(minutes=1)
    for day in (-1, 0, 1):
        for edge in (old, new, old + (new - old) / 2):
            for nudge in (-minute, timedelta(), minute):
                yield edge + nudge + timedelta(days=day)


def test_the_sweep_really_covers_the_clock_changes() -> None:
    assert len(ZONES) > 400
    assert len(changes()) > 4000
    assert any(change.after - change.before == timedelta(minutes=30) for change in changes())


def test_a_skipped_time_is_the_first_instant_after_and_a_doubled_one_is_the_first() -> None:
    for change in changes():
        for naive in _walls_near(change):
            found = instant(naive.date(), naive.time(), change.zone)
            assert found == _expected(naive, change), (change, naive)


def test_each_day_has_one_instant_per_wall_time_in_every_zone() -> None:
    for change in changes():
        day = local_date(change.at, change.zone)
        for wall in (time(0), time(1, 30), time(2, 30), time(8), time(23, 30)):
            days = [day + timedelta(days=days) for days in range(-2, 3)]
            found = [instant(one, wall, change.zone) for one in days]
            assert found == sorted(set(found))
            apart = [later - earlier for earlier, later in pairwise(found)]
            # Troll in Antarctica changes by two hours, every other zone by less.
            assert all(abs(one - DAY) <= timedelta(hours=2) for one in apart), change


def test_quiet_hours_end_later_and_not_quiet_on_every_clock_change() -> None:
    odd = QuietHours(time(23, 30), time(1, 30))
    for change in changes():
        for minutes in (-61, -31, -1, 0, 1, 29, 31, 61, 300):
            at = change.at + timedelta(minutes=minutes)
            for quiet in (NIGHT, odd):
                ends_at = quiet_ends(at, change.zone, quiet)
                if is_quiet(at, change.zone, quiet):
                    assert at < ends_at <= at + timedelta(hours=13)
                    assert not is_quiet(ends_at, change.zone, quiet), (change, at, quiet)
                else:
                    assert ends_at == at


def test_chicago_skips_half_past_two_and_doubles_half_past_one() -> None:
    spring = instant(date(2025, 3, 9), time(2, 30), "America/Chicago")
    assert spring == datetime(2025, 3, 9, 8, 0, tzinfo=UTC)
    assert wall_clock(spring, "America/Chicago").time() == time(3)
    autumn = instant(date(2025, 11, 2), time(1, 30), "America/Chicago")
    assert autumn == datetime(2025, 11, 2, 6, 30, tzinfo=UTC)


def test_a_gap_ends_at_the_same_second_whatever_the_microsecond() -> None:
    found = instant(date(2025, 3, 9), time(2, 30, 15, 650_001), "America/Chicago")
    assert found == datetime(2025, 3, 9, 8, 0, tzinfo=UTC)


def test_phoenix_never_changes_its_clocks() -> None:
    assert not [change for change in changes() if change.zone == "America/Phoenix"]


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../etc/passwd", "America", "a\x00b"])
def test_a_name_that_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(UnknownZone):
        instant(date(2025, 1, 1), time(8), name)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        wall_clock(datetime(2025, 1, 1), "America/Chicago")  # noqa: DTZ001


def test_study_days_follow_the_family_date_and_have_no_zero() -> None:
    day1 = date(2024, 2, 28)
    late = datetime(2024, 2, 29, 4, 0, tzinfo=UTC)  # still the 28th in Chicago
    assert study_day(day1, late, "America/Chicago") == 1
    assert study_day(day1, late, "UTC") == 2
    assert study_day(day1, late + timedelta(days=2), "UTC") == 4  # over the leap day
    assert study_day(day1, late - timedelta(days=2), "UTC") == -1
    assert study_day(date(2024, 12, 31), datetime(2025, 1, 1, 12, tzinfo=UTC), "UTC") == 2


def test_quiet_hours_begin_at_nine_and_are_over_at_eight() -> None:
    def at(hour: int, minute: int = 0) -> datetime:
        return instant(date(2025, 6, 3), time(hour, minute), "America/Chicago")

    assert not is_quiet(at(20, 59), "America/Chicago", NIGHT)
    assert is_quiet(at(21), "America/Chicago", NIGHT)
    assert is_quiet(at(7, 59), "America/Chicago", NIGHT)
    assert not is_quiet(at(8), "America/Chicago", NIGHT)
    assert quiet_ends(at(22), "America/Chicago", NIGHT) == at(8) + timedelta(days=1)
    assert quiet_ends(at(3), "America/Chicago", NIGHT) == at(8)


def test_quiet_hours_may_lie_within_one_day() -> None:
    nap = QuietHours(time(12), time(14))
    noon = datetime(2025, 6, 3, 12, tzinfo=UTC)
    assert not is_quiet(noon - timedelta(minutes=1), "UTC", nap)
    assert is_quiet(noon, "UTC", nap)
    assert not is_quiet(noon + timedelta(hours=2), "UTC", nap)
    assert quiet_ends(noon, "UTC", nap) == noon + timedelta(hours=2)


def test_equal_times_mean_no_quiet_hours() -> None:
    never = QuietHours(time(0), time(0))
    assert not is_quiet(datetime(2025, 6, 3, 12, tzinfo=UTC), "UTC", never)


@settings(max_examples=200)
@given(
    zone=st.sampled_from(ZONES),
    day=st.dates(date(2024, 1, 1), date(2035, 12, 31)),
    wall=st.times(),
)
def test_the_family_clock_never_shows_an_earlier_time_than_the_one_asked_for(
    zone: str, day: date, wall: time
) -> None:
    shown = wall_clock(instant(day, wall, zone), zone).replace(tzinfo=None)
    assert shown >= datetime.combine(day, wall)
