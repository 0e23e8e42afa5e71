"""Reminders: once each, in their window, to the right person, and silent when logged."""

from datetime import datetime, time, timedelta
from typing import Any

from sqlmodel import Session, select

from portal.actions.come_home import come_home
from portal.actions.enrolment import CaregiverEntry
from portal.actions.fewer_texts import Fewer, fewer_texts
from portal.actions.open_task import close_task
from portal.actions.opt_out import opt_out
from portal.actions.put_off import put_off
from portal.actions.remind import remind
from portal.actions.report_symptoms import report_symptoms
from portal.actions.reporter import by_staff
from portal.actions.set_state import set_state
from portal.store import doses, tasks
from portal.store.conversations import Asked, OpenQuestion
from portal.store.doses import DoseReport
from portal.store.texts import OutboundState
from study.doses import DoseStatus
from study.lifecycle import State
from study.notices import DoseReminder, Voice, from_json
from study.reminders import Kind, NudgeReason
from study.symptoms import SymptomEntry
from tests.portal.actions.household import (
    EVENING,
    MORNING,
    TODAY,
    A,
    B,
    Household,
    a_child_entry,
    a_person,
    a_plan,
    move_in,
)


def _kinds(home: Household) -> list[str]:
    return [
        f"{text.kind}>{text.to[-2:]}"
        for kind in ("DoseReminder", "DoseRepeat", "BackupQuestion", "DailyPrompt")
        for text in home.texts(kind)
    ]


def _through(home: Household, first: datetime, hours: int) -> None:
    """Tick every minute from `first` on."""
    for minute in range(hours * 60):
        home.now = first + timedelta(minutes=minute)
        home.tick()


def test_a_check_in_is_reminded_of_once_at_its_time(home: Household) -> None:
    home.at(19, 59)
    home.prompt().next_at = None
    assert home.tick() == []
    home.at(20)
    (nudge,) = home.tick()
    assert (nudge.kind, nudge.reason) == (Kind.REMIND, NudgeReason.DUE)
    (text,) = home.texts("DoseReminder")
    assert (text.to, text.expires_at) == (home.mother.phone, home.checkin().closes_at)
    assert from_json(text.kind, text.payload) == _reminder()
    assert home.tick() == []


def _reminder() -> DoseReminder:
    return DoseReminder(wall=EVENING, day=TODAY, nickname="Ana", several=True)


def test_an_evening_without_an_answer_is_repeated_once_then_put_to_the_father(
    session: Session,
) -> None:
    home = move_in(session, quiet_from=time(23), quiet_until=time(7))
    home.prompt().next_at = None
    _through(home, home.at(20), 4)

    assert _kinds(home) == ["DoseReminder>20", "DoseRepeat>20", "BackupQuestion>21"]
    sent = {text.kind: text.created_at for text in home.texts("DoseRepeat")}
    assert sent["DoseRepeat"] == home.checkin().due_at + timedelta(minutes=30)


def test_after_the_window_the_slots_are_unknown_and_nobody_wrote_missed(home: Household) -> None:
    _through(home, home.at(20), 5)
    assert home.checkin().closed_why == "closed"
    assert home.checkin().next_at is None
    assert home.session.exec(select(DoseReport)).all() == []


def test_nothing_is_sent_once_it_is_logged_by_any_door(home: Household) -> None:
    home.prompt().next_at = None
    home.at(19, 45)
    home.says(DoseStatus.GIVEN, home.slot(medicine=A), home.father)
    home.says(DoseStatus.GIVEN, home.slot(medicine=B), home.father)
    _through(home, home.at(20), 5)
    assert _kinds(home) == []


def test_logging_half_of_a_check_in_does_not_silence_it(home: Household) -> None:
    home.at(19, 45)
    home.says(DoseStatus.GIVEN, home.slot(medicine=A))
    home.at(20)
    home.tick()
    assert "DoseReminder>20" in _kinds(home)


def test_the_second_reading_of_a_due_check_in_sends_nothing(home: Household) -> None:
    home.at(20)
    checkin = home.checkin()
    remind(home.session, checkin_id=checkin.id, now=home.now)
    checkin.next_at = home.now
    home.session.flush()
    remind(home.session, checkin_id=checkin.id, now=home.now)
    assert len(home.texts("DoseReminder")) == 1


def test_after_an_outage_past_the_window_nothing_late_is_sent(home: Household) -> None:
    home.at(0, 30, day=1)
    assert {nudge.reason for nudge in home.tick()} == {NudgeReason.CLOSED}
    assert _kinds(home) == []


def test_the_repeat_waits_through_the_quiet_hours_and_is_not_sent_after_the_window(
    session: Session,
) -> None:
    home = move_in(session, quiet_from=time(20, 15), quiet_until=time(7))
    home.prompt().next_at = None
    _through(home, home.at(20), 5)
    assert _kinds(home) == ["DoseReminder>20"]


def test_a_time_the_family_chose_inside_the_quiet_hours_is_reminded_of(session: Session) -> None:
    plan = a_plan(times=(time(22),), night_times_agreed=True)
    home = move_in(session, children=(a_child_entry(plans=(plan,)),))
    home.at(22)
    home.tick()
    assert "DoseReminder>20" in _kinds(home)


def test_later_moves_the_repeat_from_when_it_was_said(session: Session) -> None:
    home = move_in(session, quiet_from=time(23), quiet_until=time(7))
    home.prompt().next_at = None
    home.at(20)
    home.tick()
    home.at(20, 20)
    put_off(
        home.session,
        checkin=home.checkin(),
        reporter=home.text_from(home.mother),
        now=home.now,
    )
    _through(home, home.at(20, 20), 1)
    (repeat,) = home.texts("DoseRepeat")
    assert repeat.created_at == home.at(20, 50)


def test_the_father_is_reminded_when_the_mother_wants_no_reminders(home: Household) -> None:
    fewer_texts(
        home.session,
        caregiver=home.mother,
        stop=Fewer.REMINDERS,
        reporter=home.text_from(home.mother),
        now=home.now,
    )
    home.at(20)
    home.tick()
    assert [kind for kind in _kinds(home) if kind.startswith("Dose")] == ["DoseReminder>21"]


def test_a_phone_that_never_confirmed_gets_no_reminder(home: Household) -> None:
    for person in (home.mother, home.father):
        opt_out(home.session, caregiver=person, reporter=home.text_from(person), now=home.now)
    home.at(20)
    assert NudgeReason.OPTED_OUT in {nudge.reason for nudge in home.tick()}
    assert _kinds(home) == []


def test_the_daily_cap_holds_further_reminders_back(session: Session) -> None:
    hours = tuple(time(8 + number) for number in range(13))
    home = move_in(
        session,
        (a_person("20"),),
        children=(a_child_entry(plans=(a_plan(times=hours),)),),
    )
    for hour in range(8, 21):
        home.at(hour, day=1)
        home.tick()
    sent = [text for text in home.texts("DoseReminder") if text.state is OutboundState.PENDING]
    repeats = home.texts("DoseRepeat") + home.texts("DailyPrompt")
    assert len(sent) + len(repeats) == 8


def test_the_daily_question_comes_once_at_six_in_the_evening(home: Household) -> None:
    _through(home, home.at(17, 50), 2)
    (prompt,) = home.texts("DailyPrompt")
    assert prompt.created_at == home.at(18)
    assert prompt.to == home.mother.phone


def test_a_report_of_the_same_day_silences_the_daily_question(home: Household) -> None:
    home.at(12)
    report_symptoms(
        home.session,
        participants=[home.child],
        entry=SymptomEntry(codes=frozenset({"S22"}), words="hungry"),
        reporter=home.text_from(home.mother),
        now=home.now,
    )
    home.at(18)
    assert [nudge.reason for nudge in home.tick()] == [NudgeReason.LOGGED]
    assert home.texts("DailyPrompt") == []


def test_each_text_leaves_one_question_that_lapses_with_the_check_in(session: Session) -> None:
    home = move_in(session, quiet_from=time(23), quiet_until=time(7))
    home.prompt().next_at = None
    _through(home, home.at(20), 2)
    asked = session.exec(select(OpenQuestion).where(OpenQuestion.checkin_id == home.checkin().id))
    found = {question.kind: question for question in asked}
    assert set(found) == {Asked.DOSES, Asked.BACKUP}
    assert found[Asked.BACKUP].caregiver_id == home.father.id
    assert {question.lapses_at for question in found.values()} == {home.checkin().closes_at}
    assert {question.deadline_at for question in found.values()} == {None}


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


def test_a_slot_that_waits_for_the_clinic_is_never_reminded_of(session: Session) -> None:
    waits = a_plan(clinic_slots=((TODAY, EVENING),))
    home = move_in(session, children=(a_child_entry(plans=(waits,)),))
    home.prompt().next_at = None
    _through(home, home.at(20), 1)
    assert _kinds(home) == []


def test_a_participants_own_phone_is_spoken_to_as_you(session: Session) -> None:
    own: CaregiverEntry = a_person("20", is_participant=True)
    home = move_in(session, (own,))
    home.at(20)
    home.tick()
    (text,) = home.texts("DoseReminder")
    notice: Any = from_json(text.kind, text.payload)
    assert notice.voice is Voice.PARTICIPANT


def test_on_the_night_the_clocks_go_forward_each_slot_is_reminded_of_once(
    session: Session,
) -> None:
    plan = a_plan(times=(time(2, 30), time(14, 30)), night_times_agreed=True)
    home = move_in(session, children=(a_child_entry(plans=(plan,)),))
    home.at(23, day=5)
    home.tick()
    home.says(DoseStatus.GIVEN, home.slot(time(14, 30), 5))
    # On March 8 half past two does not exist; three o'clock does.
    home.now = home.slot(time(2, 30), 6).due_at
    assert home.now.isoformat() == "2026-03-08T08:00:00+00:00"
    reminded = [nudge for _ in range(2) for nudge in home.tick() if nudge.kind is Kind.REMIND]
    assert len(reminded) == 1
