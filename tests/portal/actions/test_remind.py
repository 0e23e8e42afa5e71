"""Reminders: once each, in their window, to the right person, and silent when logged."""

from datetime import datetime, time, timedelta
from typing import Any

from sqlmodel import Session, select

from portal.actions.enrolment import CaregiverEntry
from portal.actions.fewer_texts import Fewer, fewer_texts
from portal.actions.opt_out import opt_out
from portal.actions.put_off import put_off
from portal.actions.remind import remind
from portal.actions.report_symptoms import report_symptoms
from portal.store.conversations import Asked, OpenQuestion
from portal.store.doses import DoseReport
from portal.store.texts import OutboundState
from study.doses import DoseStatus
from study.notices import DoseReminder, Voice, from_json
from study.reminders import Kind, NudgeReason
from study.symptoms import SymptomEntry
from tests.portal.actions.household import (
    EVENING,
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
    assert [(one.kind, one.reason) for one in home.tick()] == [(Kind.REMIND, NudgeReason.DUE)]
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
