"""Custody days: reminders go to who has the child, reports are taken from everybody."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, select

from portal.actions.opt_out import opt_out
from portal.actions.report_symptoms import report_symptoms
from portal.actions.set_custody import set_custody
from portal.store import doses
from portal.store.custody import CustodyEntry, patterns_of
from portal.store.families import Caregiver
from portal.store.trail import Trail
from study.custody import CustodyDays
from study.doses import DoseStatus
from study.symptoms import SymptomEntry, Tier
from tests.portal.actions.household import (
    EVENING,
    TODAY,
    A,
    Household,
    a_child_entry,
    a_plan,
    move_in,
)

MONDAY, TUESDAY = frozenset({0}), frozenset({1})
WORKDAYS, WEEKEND = frozenset(range(5)), frozenset({5, 6})


def _has(home: Household, person: Caregiver, days: frozenset[int] | CustodyDays) -> None:
    pattern = days if isinstance(days, CustodyDays) else CustodyDays(days)
    set_custody(
        home.session, caregiver=person, child=home.child, days=pattern, staff=home.nurse,
        now=home.now,
    )  # fmt: skip


def _went(home: Household) -> list[str]:
    """What was queued for which phone, in order."""
    kinds = ("DoseReminder", "DoseRepeat", "BackupQuestion", "DailyPrompt")
    sent = [one for kind in kinds for one in home.texts(kind)]
    sent.sort(key=lambda one: (one.created_at, one.to))
    return [f"{one.kind}>{one.to[-2:]}" for one in sent]


def _evening(home: Household, day: int = 0) -> None:
    """Tick through an evening, from eight o'clock to midnight."""
    first = home.at(20, day=day)
    for minute in range(0, 240, 5):
        home.now = first + timedelta(minutes=minute)
        home.tick()


def test_only_the_parent_who_has_the_child_is_reminded_repeated_to_and_asked(
    home: Household,
) -> None:
    _has(home, home.mother, TUESDAY)
    _has(home, home.father, MONDAY)
    home.at(18)
    home.tick()
    _evening(home)
    assert {one[-2:] for one in _went(home)} == {"21"}
    assert {"DailyPrompt>21", "DoseReminder>21", "DoseRepeat>21"} <= set(_went(home))
    assert "custody_hole" not in home.tasks()


def test_the_next_day_is_the_other_parents(home: Household) -> None:
    _has(home, home.mother, TUESDAY)
    _has(home, home.father, MONDAY)
    home.at(20, day=1)
    home.tick()
    assert "DoseReminder>20" in _went(home) and "DoseReminder>21" not in _went(home)


def test_without_custody_days_everything_is_as_before(home: Household) -> None:
    home.at(20)
    home.tick()
    assert {one for one in _went(home) if one.startswith("Dose")} == {"DoseReminder>20"}
    assert patterns_of(home.session, home.child.id) == {}


def test_weeks_in_turn_count_from_the_day_staff_entered(home: Household) -> None:
    weekly = CustodyDays(other_weekdays=frozenset(), counts_from=TODAY)
    _has(home, home.mother, weekly)
    _has(home, home.father, CustodyDays(frozenset(), counts_from=TODAY))
    duties = patterns_of(home.session, home.child.id)
    ahead = [TODAY + timedelta(days=day) for day in (0, 7, 14)]
    assert [duties[home.mother.id].holds(day) for day in ahead] == [True, False, True]
    assert [duties[home.father.id].holds(day) for day in ahead] == [False, True, False]


def test_on_a_day_nobody_has_everyone_is_reminded_and_the_team_has_one_task(
    session: Session,
) -> None:
    home = move_in(session, quiet_from=None)
    for person in (home.mother, home.father):
        _has(home, person, TUESDAY)
    home.prompt().next_at = None
    _evening(home)
    sent = _went(home)
    assert sent.count("DoseReminder>20") == sent.count("DoseReminder>21") == 1
    assert sent.count("DoseRepeat>20") == sent.count("DoseRepeat>21") == 1
    assert home.tasks().count("custody_hole") == 1


def test_who_has_the_child_and_takes_no_texts_is_telephoned_and_nobody_else_is_reminded(
    home: Household,
) -> None:
    _has(home, home.mother, MONDAY)
    _has(home, home.father, TUESDAY)
    home.at(19)
    opt_out(home.session, caregiver=home.mother, reporter=home.text_from(home.mother), now=home.now)
    home.at(20)
    home.tick()
    assert "DoseReminder>21" not in _went(home) and "DoseReminder>20" not in _went(home)
    assert "custody_unreached" in home.tasks()


def test_whatever_the_other_parent_reports_is_taken(home: Household) -> None:
    _has(home, home.father, TUESDAY)
    home.at(20, 5)
    slot = home.slot(EVENING)
    home.says(DoseStatus.GIVEN, slot, home.father)
    assert doses.booked(home.session, [slot.id])[slot.id].caregiver_id == home.father.id


def test_safety_words_and_the_alert_reach_the_parent_who_does_not_have_the_child(
    home: Household,
) -> None:
    _has(home, home.father, TUESDAY)
    home.at(20, 5)
    outcome = report_symptoms(
        home.session,
        participants=[home.child],
        entry=SymptomEntry(codes=frozenset({"F.hot"}), feels_hot=True, words="hot"),
        reporter=home.text_from(home.father),
        now=home.now,
    )
    assert outcome.tier is Tier.T2 and outcome.alerts
    words = home.texts(outcome.notice.kind)
    assert [one.to[-2:] for one in words] == ["21"]


def test_custody_is_of_one_child_and_leaves_the_brother_alone(session: Session) -> None:
    children = (
        a_child_entry(plans=(a_plan(A),)),
        a_child_entry(code="K-104", nickname="Leo", plans=(a_plan(A),)),
    )
    home = move_in(session, children=children)
    _has(home, home.mother, TUESDAY)
    home.at(20)
    home.tick()
    by_child = {one.participant_id: one.to[-2:] for one in home.texts("DoseReminder")}
    ana, leo = home.children
    assert by_child == {ana.id: "21", leo.id: "20"}


def test_a_change_is_a_row_with_who_and_when_and_the_old_one_stays(home: Household) -> None:
    home.at(9)
    _has(home, home.mother, WORKDAYS)
    _has(home, home.mother, WORKDAYS)
    _has(home, home.mother, WEEKEND)
    rows = list(home.session.exec(select(CustodyEntry)))
    assert [row.weekdays for row in rows] == [sorted(WORKDAYS), sorted(WEEKEND)]
    assert {row.staff_id for row in rows} == {home.nurse.id}
    seen = list(home.session.exec(select(Trail).where(Trail.what == "changed_custody")))
    assert [row.detail["old"]["weekdays"] for row in seen] == [list(range(7)), sorted(WORKDAYS)]


def test_no_row_of_custody_can_be_changed(home: Household) -> None:
    _has(home, home.mother, WORKDAYS)
    home.session.flush()
    with pytest.raises(DatabaseError):
        home.session.connection().execute(text("UPDATE custody_entries SET weekdays = '[]'"))
    home.session.rollback()
