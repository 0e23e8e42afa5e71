"""A change of plan makes new rows from now on; what was due or said stays."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlmodel import Session, col, select

from portal.actions.change_schedule import change_schedule
from portal.actions.confirm_schedule import SamePerson, confirm_schedule
from portal.actions.enrolment import EnrolmentRefused, Plan, ProblemKind
from portal.actions.release_slot import release_slot
from portal.store import schedules
from portal.store.schedules import Checkin, CheckinKind, DoseSlot, Schedule
from study.doses import DoseStatus
from study.reminders import Kind, NudgeReason
from tests.portal.actions.household import (
    EVENING,
    MORNING,
    TODAY,
    A,
    B,
    Household,
    a_child_entry,
    a_plan,
    move_in,
)


def _change(home: Household, plans: Sequence[Plan]) -> list[Schedule]:
    made = change_schedule(
        home.session, participant=home.child, plans=plans, staff=home.nurse, now=home.now
    )
    home.session.flush()
    return made


def _live(home: Household) -> list[DoseSlot]:
    return schedules.slots_from(home.session, home.child.id, home.now)


def _open_checkins(home: Household, kind: CheckinKind = CheckinKind.DOSES) -> list[Checkin]:
    query = select(Checkin).where(col(Checkin.closed_at).is_(None), Checkin.kind == kind)
    return list(home.session.exec(query.order_by(col(Checkin.due_at))))


def test_slots_within_half_an_hour_share_a_check_in_and_later_ones_do_not(
    session: Session,
) -> None:
    plans = (a_plan(A, times=(time(20),)), a_plan(B, times=(time(20, 30), time(20, 31))))
    home = move_in(session, children=(a_child_entry(plans=plans),))
    first, second, *_ = _open_checkins(home)
    assert [slot.medicine for slot in schedules.slots_of_checkin(session, first.id)] == [A, B]
    assert (first.wall, second.wall) == (time(20), time(20, 31))


def test_a_check_in_closes_with_the_last_window_of_its_slots(session: Session) -> None:
    plans = (a_plan(A, times=(time(20),)), a_plan(B, times=(time(20, 30),)))
    home = move_in(session, children=(a_child_entry(plans=plans),))
    (first, *_) = _open_checkins(home)
    assert first.closes_at - first.due_at == timedelta(minutes=270)


def test_new_times_withdraw_the_old_slots_to_come_and_keep_the_other_medicine(
    home: Household,
) -> None:
    kept_before = {slot.id for slot in _live(home) if slot.medicine is B}
    made = _change(home, (a_plan(A, times=(time(9), time(20))), a_plan(B)))

    assert len(made) == 2
    walls = {slot.wall for slot in _live(home) if slot.medicine is A}
    assert walls == {time(9), time(20)}
    assert {slot.id for slot in _live(home) if slot.medicine is B} == kept_before
    old = [row for row in home.session.exec(select(Schedule)) if row.superseded_at]
    assert [(row.medicine, row.superseded_by is not None) for row in old] == [(A, True)]


def test_the_same_plans_again_change_nothing(home: Household) -> None:
    before = [(slot.id, slot.checkin_id) for slot in _live(home)]
    rows = _change(home, (a_plan(A), a_plan(B)))
    assert [(slot.id, slot.checkin_id) for slot in _live(home)] == before
    assert {row.entered_at for row in rows} == {rows[0].entered_at}
    assert len(home.session.exec(select(Schedule)).all()) == 2


def test_a_plan_that_ends_sooner_ends_its_slots_check_ins_and_prompts(home: Household) -> None:
    sooner = {"ends_on": TODAY + timedelta(days=6)}
    _change(home, (a_plan(A, **sooner), a_plan(B, **sooner)))
    assert max(slot.day for slot in _live(home)) == sooner["ends_on"]
    assert max(row.day for row in _open_checkins(home)) == sooner["ends_on"]
    assert len(_open_checkins(home, CheckinKind.DAILY)) == 7
    closed = home.session.exec(select(Checkin).where(col(Checkin.closed_at).is_not(None))).all()
    assert {(row.closed_why, row.next_at) for row in closed} == {("replaced", None)}


def test_a_plan_taken_back_gives_its_check_ins_back(home: Household) -> None:
    before = len(_open_checkins(home))
    _change(home, ())
    assert (_live(home), _open_checkins(home)) == ([], [])
    _change(home, (a_plan(A), a_plan(B)))
    assert len(_open_checkins(home)) == before
    assert all(row.next_at == row.due_at for row in _open_checkins(home))


def test_a_slot_that_is_due_stays_when_the_plan_changes(home: Household) -> None:
    home.at(20, 30)
    due = home.slot(EVENING)
    _change(home, ())
    assert due.withdrawn_at is None
    assert home.says(DoseStatus.GIVEN, due).report.booked


def test_a_dose_reported_early_stays_and_is_not_asked_about_twice(home: Household) -> None:
    home.at(19, 30)
    early = home.slot(EVENING, medicine=A)
    home.says(DoseStatus.GIVEN, early)
    _change(home, (a_plan(A, ends_on=TODAY + timedelta(days=20)), a_plan(B)))
    assert early.withdrawn_at is None
    tonight = [slot for slot in _live(home) if (slot.medicine, slot.day) == (A, TODAY)]
    assert tonight == [early]


def test_a_time_too_close_to_the_last_dose_waits_for_the_team(home: Household) -> None:
    home.at(20, 10)
    home.says(DoseStatus.GIVEN, home.slot(medicine=A), given_at=home.at(20))
    home.at(20, 30)
    early = a_plan(A, times=(time(1), time(13)), night_times_agreed=True)
    _change(home, (early, a_plan(B)))
    held = [slot for slot in _live(home) if slot.waits_for_clinic]
    assert [(slot.day, slot.wall) for slot in held] == [(date(2026, 3, 3), time(1))]
    assert home.tasks() == ["moved_too_close"]

    home.at(1, 0, day=1)
    assert NudgeReason.CLINIC in {nudge.reason for nudge in home.tick()}
    release_slot(home.session, slot=held[0], staff=home.nurse, now=home.now)
    home.session.flush()
    assert Kind.REMIND in {nudge.kind for nudge in home.tick()}


def test_a_plan_is_confirmed_by_another_member_of_the_team(home: Household) -> None:
    (plan, *_) = schedules.current_schedules(home.session, home.child.id)
    with pytest.raises(SamePerson):
        confirm_schedule(home.session, schedule=plan, staff=home.nurse, now=home.now)
    confirm_schedule(home.session, schedule=plan, staff=home.doctor, now=home.now)
    assert (plan.confirmed_by, plan.confirmed_at) == (home.doctor.id, home.now)


def test_a_changed_plan_is_not_confirmed_any_more(home: Household) -> None:
    (plan, *_) = schedules.current_schedules(home.session, home.child.id)
    confirm_schedule(home.session, schedule=plan, staff=home.doctor, now=home.now)
    worded = replace(a_plan(plan.medicine), wording="As your team told you")
    other = a_plan(B if plan.medicine is A else A)
    rows = _change(home, (worded, other))
    assert all(row.confirmed_at is None for row in rows)


def test_a_window_the_site_has_not_filled_in_refuses_the_plan(home: Household) -> None:
    home.site.window_ends_minutes = {"ruxolitinib": 240}
    home.session.flush()
    with pytest.raises(EnrolmentRefused) as refused:
        _change(home, (a_plan(A), a_plan(B)))
    assert [one.kind for one in refused.value.problems] == [ProblemKind.WINDOW_BLANK]


def test_a_plan_may_have_its_own_times_and_dates_for_each_medicine(session: Session) -> None:
    taper = (
        a_plan(B, times=(MORNING,), ends_on=TODAY + timedelta(days=9)),
        a_plan(B, times=(time(14),), starts_on=TODAY + timedelta(days=10)),
    )
    home = move_in(session, children=(a_child_entry(plans=(a_plan(A), *taper)),))
    steroid = [slot for slot in _live(home) if slot.medicine is B]
    assert {slot.wall for slot in steroid if slot.day < TODAY + timedelta(days=10)} == {MORNING}
    assert {slot.wall for slot in steroid if slot.day >= TODAY + timedelta(days=10)} == {time(14)}
