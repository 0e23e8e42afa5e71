"""What a report means: which slot, which status, and what several of them mean together."""

from datetime import UTC, datetime, timedelta

import pytest

from study.doses import (
    Ambiguous,
    DoseStatus,
    Found,
    NoSlot,
    NoSlotReason,
    SlotTime,
    is_second_given,
    nearest_slot,
    timing,
    two_lost_in_a_row,
    two_unknown_steroid,
)
from study.medicines import Medicine

GIVEN, LATE, PART = DoseStatus.GIVEN, DoseStatus.LATE, DoseStatus.PART_GIVEN
MISSED, VOMITED, HELD = DoseStatus.MISSED, DoseStatus.VOMITED, DoseStatus.HELD
UNKNOWN, HOSPITAL = DoseStatus.UNKNOWN, DoseStatus.IN_HOSPITAL
DUE = datetime(2025, 6, 1, 8, 0, tzinfo=UTC)


def at(hour: int, minute: int = 0, day: int = 1) -> datetime:
    return datetime(2025, 6, day, hour, minute, tzinfo=UTC)


def slot(due_at: datetime, window_hours: int | None = 4) -> SlotTime:
    ends_at = None if window_hours is None else due_at + timedelta(hours=window_hours)
    return SlotTime(
        "r1", Medicine.DEXAMETHASONE, due_at.date(), due_at.time(), due_at, window_ends_at=ends_at
    )


MORNING, EVENING = slot(at(8)), slot(at(20))
DAY = (MORNING, EVENING)


def test_late_begins_after_the_minutes_the_site_has_set() -> None:
    assert timing(DUE, DUE + timedelta(minutes=60), 60) is GIVEN
    assert timing(DUE, DUE + timedelta(minutes=61), 60) is LATE
    assert timing(DUE, DUE - timedelta(minutes=40), 60) is GIVEN


def test_nothing_is_late_while_the_site_has_not_said_what_late_is() -> None:
    assert timing(DUE, DUE + timedelta(hours=9), None) is GIVEN


def test_a_dose_without_a_time_is_never_called_late() -> None:
    assert timing(DUE, None, 60) is GIVEN


def test_a_report_means_the_one_slot_that_is_open() -> None:
    assert nearest_slot(DAY, None, at(8, 5)) == Found(MORNING)
    assert nearest_slot(DAY, None, at(7, 0)) == Found(MORNING)
    assert nearest_slot(DAY, None, at(20, 1)) == Found(EVENING)


@pytest.mark.parametrize("now", [at(6, 59), at(12, 0), at(15), at(0, 0, day=2)])
def test_a_report_with_nothing_open_books_nothing(now: datetime) -> None:
    assert nearest_slot(DAY, None, now) == NoSlot(NoSlotReason.NOTHING_OPEN)


def test_a_time_that_was_said_finds_its_slot_even_after_the_window() -> None:
    assert nearest_slot(DAY, at(8, 10), at(19)) == Found(MORNING)
    assert nearest_slot(DAY, at(8, 10), at(20, 30)) == Found(MORNING)


def test_a_time_in_the_future_is_refused() -> None:
    assert nearest_slot(DAY, at(8, 10), at(8, 9)) == NoSlot(NoSlotReason.IN_THE_FUTURE)


def test_two_open_slots_are_asked_about_and_never_guessed() -> None:
    long = (slot(at(8), 14), slot(at(20), 14))
    assert nearest_slot(long, None, at(20, 5)) == Ambiguous(long)
    assert nearest_slot(long, at(19, 30), at(20, 5)) == Ambiguous(long)


def test_an_unbooked_slot_comes_before_a_booked_one() -> None:
    long = (slot(at(8), 14), slot(at(20), 14))
    assert nearest_slot(long, None, at(20, 5), booked=frozenset({long[0]})) == Found(long[1])


def test_a_booked_slot_is_found_so_that_a_second_given_is_noticed() -> None:
    assert nearest_slot(DAY, None, at(9), booked=frozenset({MORNING})) == Found(MORNING)


def test_without_a_window_a_time_belongs_to_the_slot_before_it() -> None:
    blank = (slot(at(8), None), slot(at(20), None))
    assert nearest_slot(blank, at(13), at(21)) == Found(blank[0])
    assert nearest_slot(blank, at(20, 5), at(21)) == Found(blank[1])


def test_without_a_window_and_without_a_time_both_slots_stay_open() -> None:
    blank = (slot(at(8), None), slot(at(20), None))
    assert nearest_slot(blank, None, at(21)) == Ambiguous(blank)


def test_how_early_a_report_may_be_can_be_set() -> None:
    nothing = NoSlot(NoSlotReason.NOTHING_OPEN)
    assert nearest_slot(DAY, None, at(7, 30), early_minutes=15) == nothing


@pytest.mark.parametrize("booked", [GIVEN, LATE, PART, VOMITED])
@pytest.mark.parametrize("new", [GIVEN, LATE, PART])
def test_given_over_a_dose_that_went_in_is_a_second_given(
    booked: DoseStatus, new: DoseStatus
) -> None:
    assert is_second_given(booked, new)


@pytest.mark.parametrize("booked", [None, MISSED, HELD, UNKNOWN, HOSPITAL])
def test_given_over_a_dose_that_did_not_go_in_is_the_first(booked: DoseStatus | None) -> None:
    assert not is_second_given(booked, GIVEN)


def test_vomited_after_given_is_not_a_second_dose() -> None:
    assert not is_second_given(GIVEN, VOMITED)


@pytest.mark.parametrize("pair", [(MISSED, MISSED), (MISSED, VOMITED), (VOMITED, VOMITED)])
def test_two_lost_doses_in_a_row_are_told(pair: tuple[DoseStatus, ...]) -> None:
    assert two_lost_in_a_row((GIVEN, *pair))
    assert two_lost_in_a_row((*pair, GIVEN))


@pytest.mark.parametrize("between", [GIVEN, LATE, PART, UNKNOWN, HOSPITAL])
def test_a_dose_between_two_lost_ones_ends_the_row(between: DoseStatus) -> None:
    assert not two_lost_in_a_row((MISSED, between, MISSED))


def test_a_held_slot_does_not_end_the_row() -> None:
    assert two_lost_in_a_row((MISSED, HELD, VOMITED))


def test_unknown_is_never_counted_as_missed() -> None:
    assert not two_lost_in_a_row((UNKNOWN, UNKNOWN, MISSED))


def test_two_unknown_steroid_slots_in_a_row_are_a_telephone_call() -> None:
    assert two_unknown_steroid((GIVEN, UNKNOWN, UNKNOWN))
    assert not two_unknown_steroid((UNKNOWN, GIVEN, UNKNOWN))
    assert not two_unknown_steroid((UNKNOWN,))
