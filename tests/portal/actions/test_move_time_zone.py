"""A family that moves keeps its wall-clock times in the new zone."""

from datetime import timedelta

import pytest
from sqlmodel import select

from portal.actions.enrolment import EnrolmentRefused
from portal.actions.move_time_zone import move_time_zone
from portal.store.schedules import Checkin, CheckinKind
from study.doses import DoseStatus
from tests.portal.actions.household import EVENING, MORNING, A, Household


def _move(home: Household, zone: str) -> None:
    move_time_zone(home.session, family=home.family, zone=zone, staff=home.nurse, now=home.now)
    home.session.flush()


def test_slots_and_prompts_to_come_keep_their_wall_time(home: Household) -> None:
    before = home.slot(MORNING, 1).due_at
    asked_before = home.prompt(1).due_at
    _move(home, "America/Los_Angeles")
    assert home.slot(MORNING, 1).due_at == before + timedelta(hours=2)
    assert home.checkin(MORNING, 1).due_at == before + timedelta(hours=2)
    live = [row for row in _prompts(home, 1) if row.closed_at is None]
    assert [row.due_at for row in live] == [asked_before + timedelta(hours=2)]


def _prompts(home: Household, day: int) -> list[Checkin]:
    first = home.slot(MORNING, day).day
    query = select(Checkin).where(Checkin.kind == CheckinKind.DAILY, Checkin.day == first)
    return list(home.session.exec(query))


def test_what_was_due_already_stays_where_it_was(home: Household) -> None:
    home.at(20, 30)
    due = home.slot(EVENING)
    at = due.due_at
    _move(home, "America/Los_Angeles")
    assert due.due_at == at


def test_a_slot_moved_too_close_to_the_last_dose_waits_for_the_team(home: Household) -> None:
    home.at(20, 10)
    home.says(DoseStatus.GIVEN, home.slot(medicine=A), given_at=home.at(20))
    home.at(20, 30)
    # Eight in the evening in Auckland comes five hours after eight in Chicago.
    _move(home, "Pacific/Auckland")
    assert home.slot(EVENING, 1).waits_for_clinic
    assert not home.slot(MORNING, 2).waits_for_clinic
    assert "moved_too_close" in home.tasks()


def test_a_name_that_is_no_zone_is_refused(home: Household) -> None:
    with pytest.raises(EnrolmentRefused):
        _move(home, "Chicago")
    assert home.family.zone == "America/Chicago"
