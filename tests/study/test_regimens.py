"""Slots on the family's wall clock, and the check-ins they share."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.medicines import Medicine
from study.regimens import (
    Regimen,
    SlotTime,
    group,
    held_for_confirmation,
    slots,
    uneven_gaps,
)

CHICAGO = "America/Chicago"
TWICE = (time(8), time(20))


def regimen(
    times: tuple[time, ...] = TWICE,
    medicine: Medicine = Medicine.RUXOLITINIB,
    starts_on: date = date(2025, 6, 1),
    ends_on: date = date(2025, 7, 26),
) -> Regimen:
    return Regimen("r1", medicine, times, starts_on, ends_on)


def slot(hour: int, minute: int = 0, medicine: Medicine = Medicine.RUXOLITINIB) -> SlotTime:
    due_at = datetime(2025, 6, 1, hour, minute, tzinfo=UTC)
    return SlotTime("r1", medicine, due_at.date(), due_at.time(), due_at, None)


def test_eight_weeks_twice_a_day_are_112_slots() -> None:
    found = slots(regimen(), CHICAGO)
    assert len(found) == 112
    assert found[0].due_at == datetime(2025, 6, 1, 13, 0, tzinfo=UTC)
    assert found[-1].day == date(2025, 7, 26)


def test_only_the_days_asked_for_are_made_and_never_beyond_the_plan() -> None:
    one_day = slots(regimen(), CHICAGO, date(2025, 6, 3), date(2025, 6, 3))
    assert [one.wall for one in one_day] == [time(8), time(20)]
    before = slots(regimen(), CHICAGO, date(2025, 5, 1), date(2025, 6, 1))
    assert {one.day for one in before} == {date(2025, 6, 1)}
    assert slots(regimen(), CHICAGO, date(2025, 8, 1), date(2025, 8, 9)) == ()


def test_a_window_ends_its_minutes_after_the_due_time_and_a_blank_has_no_end() -> None:
    ended = slots(regimen(), CHICAGO, window=240)[0]
    assert ended.window_ends_at == ended.due_at + timedelta(hours=4)
    assert slots(regimen(), CHICAGO)[0].window_ends_at is None


def test_tapers_run_on_dated_regimens_with_their_own_times() -> None:
    once = regimen((time(15),), Medicine.DEXAMETHASONE, date(2025, 6, 29), date(2025, 7, 2))
    assert [one.wall for one in slots(once, CHICAGO)] == [time(15)] * 4


def test_a_slot_that_waits_for_the_clinic_is_marked() -> None:
    morning = (date(2025, 6, 2), time(8))
    plan = Regimen(
        "r1", Medicine.RUXOLITINIB, TWICE, date(2025, 6, 1), date(2025, 6, 3), frozenset({morning})
    )
    waiting = [one for one in slots(plan, CHICAGO) if one.waits_for_clinic]
    assert [(one.day, one.wall) for one in waiting] == [morning]


def test_each_slot_comes_once_on_both_nights_the_clocks_change() -> None:
    night = (time(1, 30), time(2, 30))
    spring = regimen(night, starts_on=date(2025, 3, 9), ends_on=date(2025, 3, 9))
    autumn = regimen(night, starts_on=date(2025, 11, 2), ends_on=date(2025, 11, 2))
    assert [one.due_at.hour for one in slots(spring, CHICAGO)] == [7, 8]
    assert [(one.due_at.hour, one.due_at.minute) for one in slots(autumn, CHICAGO)] == [
        (6, 30),
        (8, 30),
    ]


def test_staff_see_the_real_hours_between_doses_when_the_clocks_change() -> None:
    spring = slots(regimen(starts_on=date(2025, 3, 8), ends_on=date(2025, 3, 9)), CHICAGO)
    ((one, two, apart),) = uneven_gaps(spring)
    assert (one.wall, two.wall, apart) == (time(20), time(8), timedelta(hours=11))
    assert uneven_gaps(slots(regimen(), "America/Phoenix")) == ()


def test_slots_within_thirty_minutes_of_the_first_share_a_check_in() -> None:
    dex = Medicine.DEXAMETHASONE
    found = group([slot(8, 30, dex), slot(8), slot(8, 31), slot(20), slot(20, 0, dex)], 30)
    assert [[one.due_at.hour * 60 + one.due_at.minute for one in members] for members in found] == [
        [480, 510],
        [511],
        [1200, 1200],
    ]


@given(st.lists(st.integers(0, 23 * 60 + 59), unique=True), st.integers(0, 120))
def test_grouping_loses_no_slot_and_never_stretches_past_the_first(
    minutes: list[int], share: int
) -> None:
    given_slots = [slot(one // 60, one % 60) for one in minutes]
    groups = group(given_slots, share)
    together = [one for members in groups for one in members]
    assert together == sorted(given_slots, key=lambda one: one.due_at)
    for members in groups:
        assert members[-1].due_at - members[0].due_at <= timedelta(minutes=share)


def test_etoposide_never_gets_a_schedule() -> None:
    with pytest.raises(ValueError, match="etoposide"):
        regimen(medicine=Medicine.ETOPOSIDE)


@pytest.mark.parametrize("times", [(), (time(8), time(8))])
def test_a_regimen_needs_different_times(times: tuple[time, ...]) -> None:
    with pytest.raises(ValueError, match="times"):
        regimen(times)


def test_a_regimen_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="end before"):
        regimen(ends_on=date(2025, 5, 31))


def test_a_moved_slot_too_near_the_last_dose_waits_for_a_person() -> None:
    taken = datetime(2025, 6, 1, 8, 0, tzinfo=UTC)
    moved = [slot(7), slot(15, 59), slot(16)]
    assert [one.due_at.hour for one in held_for_confirmation(moved, taken, 480)] == [15]
    assert held_for_confirmation(moved, None, 480) == ()


@given(
    st.sampled_from(["Pacific/Auckland", "America/Phoenix", "Asia/Kolkata", CHICAGO]),
    st.integers(0, 47),
    st.integers(60, 900),
)
def test_no_unconfirmed_slot_after_a_move_is_closer_than_the_gap(
    zone: str, half_hours: int, gap: int
) -> None:
    taken = datetime(2025, 6, 3, tzinfo=UTC) + timedelta(minutes=30 * half_hours)
    moved = slots(regimen(), zone, date(2025, 6, 2), date(2025, 6, 5))
    held = held_for_confirmation(moved, taken, gap)
    free = [one for one in moved if one not in held and one.due_at > taken]
    assert all(one.due_at - taken >= timedelta(minutes=gap) for one in free)
