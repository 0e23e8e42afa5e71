"""Silence, hospital, home and day 1: when reminders stop, and who hears of it instead."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session

from portal.actions.come_home import come_home
from portal.actions.open_task import close_task
from portal.actions.reporter import by_staff
from portal.actions.set_state import set_state
from portal.store import doses, tasks
from study.doses import DoseStatus
from study.lifecycle import State
from tests.portal.actions.household import (
    MORNING,
    TODAY,
    B,
    Household,
    a_child_entry,
    a_plan,
    move_in,
)


def _kinds(home: Household) -> list[str]:
    return [
        f"{text.kind}>{text.to[-2:]}"
        for kind in ("DoseReminder", "DoseRepeat", "BackupQuestion", "DailyPrompt")
        for text in home.texts(kind)
    ]


def test_three_silent_days_end_the_texts_and_open_a_telephone_task(home: Household) -> None:
    for day in range(4):
        for hour in (8, 13, 18, 20):
            home.at(hour, day=day)
            home.tick()
    sent = len(home.texts("DoseReminder"))
    assert "silent_days" in home.tasks()
    days = {text.created_at.date() for text in home.texts("DailyPrompt")}
    assert len(days) == 3

    (task,) = tasks.open_about(home.session, home.child.id, "silent_days")
    home.at(9, day=4)
    close_task(
        home.session,
        task=task,
        staff_id=home.nurse.id,
        note="Called.",
        who=by_staff(home.nurse),
        now=home.now,
    )
    home.at(20, day=4)
    home.tick()
    assert len(home.texts("DoseReminder")) == sent + 1


def test_an_answer_ends_the_silence(home: Household) -> None:
    for day in range(4):
        home.at(20, day=day)
        if day == 2:
            home.says(DoseStatus.GIVEN, home.slot(day=2))
        home.tick()
    assert "silent_days" not in home.tasks()


def test_two_unknown_steroid_slots_in_a_row_open_a_telephone_task(home: Household) -> None:
    home.at(0, 30, day=1)
    home.tick()
    assert "steroid_unknown" not in home.tasks()
    home.at(12, 30, day=1)
    home.tick()
    assert "steroid_unknown" in home.tasks()
    assert doses.booked(home.session, [home.slot(MORNING, 1, B).id]) == {}


def test_a_child_in_the_hospital_is_not_reminded_and_its_slots_are_not_unknown(
    home: Household,
) -> None:
    set_state(
        home.session,
        participant=home.child,
        state=State.IN_HOSPITAL,
        who=by_staff(home.nurse),
        now=home.now,
    )
    for day in range(2):
        for hour in (8, 13, 18, 20):
            home.at(hour, day=day)
            home.tick()
    home.at(12, 30, day=2)
    home.tick()
    assert _kinds(home) == []
    assert home.tasks() == ["in_hospital"]


def test_staff_are_asked_again_every_day_a_child_stays_in_the_hospital(home: Household) -> None:
    set_state(
        home.session,
        participant=home.child,
        state=State.IN_HOSPITAL,
        who=by_staff(home.nurse),
        now=home.now,
    )
    (task,) = tasks.open_about(home.session, home.child.id, "in_hospital")
    home.at(12)
    close_task(
        home.session,
        task=task,
        staff_id=home.nurse.id,
        note="Still in.",
        who=by_staff(home.nurse),
        now=home.now,
    )
    assert home.tasks() == []
    home.at(18)
    home.tick()
    assert home.tasks() == ["in_hospital"]


def test_coming_home_asks_for_the_plan_before_anything_is_sent(home: Household) -> None:
    nurse = by_staff(home.nurse)
    who: dict[str, Any] = {"participant": home.child, "who": nurse, "now": home.now}
    set_state(home.session, state=State.IN_HOSPITAL, **who)
    come_home(
        home.session,
        participant=home.child,
        reporter=home.text_from(home.mother),
        now=home.now,
    )
    assert "home_again" in home.tasks()
    home.at(20)
    home.tick()
    assert _kinds(home) == []

    home.at(20, 10)
    set_state(home.session, state=State.ON_TREATMENT, **(who | {"now": home.now}))
    home.tick()
    assert "home_again" not in home.tasks()
    assert "DoseReminder>20" in _kinds(home)


def test_a_child_whose_day_1_came_is_on_treatment_at_the_first_check_in(session: Session) -> None:
    tomorrow = TODAY + timedelta(days=1)
    child = a_child_entry(day1=tomorrow, plans=(a_plan(starts_on=tomorrow),))
    home = move_in(session, children=(child,))
    home.at(20)
    states = [home.child.state]
    assert home.tick() == []
    for hour in (7, 8):
        home.at(hour, day=1)
        home.tick()
        states.append(home.child.state)
    assert states == [State.NOT_STARTED, State.NOT_STARTED, State.ON_TREATMENT]
    assert _kinds(home) == ["DoseReminder>20"]
