"""What a family says of a dose is kept, booked where it fits, and raised where it must be."""

from datetime import timedelta
from typing import Any

from sqlmodel import col, select

from portal.actions.dose_statement import (
    DoseOutcomeKind,
    DoseStatement,
)
from portal.actions.report_dose import report_dose
from portal.actions.reporter import by_staff, caregiver_by, staff_for_family
from portal.store import doses
from portal.store.conversations import Asked, OpenQuestion
from portal.store.doses import Door, DoseReport
from portal.store.schedules import DoseSlot
from study import notices
from study.doses import DoseStatus
from study.lifecycle import State
from study.medicines import Route
from tests.portal.actions.household import (
    EVENING,
    A,
    B,
    Household,
    a_child_entry,
    move_in,
)

GIVEN, MISSED, VOMITED = DoseStatus.GIVEN, DoseStatus.MISSED, DoseStatus.VOMITED


def _booked(home: Household, slot: DoseSlot) -> DoseReport | None:
    return doses.booked(home.session, [slot.id]).get(slot.id)


def _rows(home: Household, slot: DoseSlot) -> list[DoseReport]:
    query = select(DoseReport).where(DoseReport.slot_id == slot.id)
    return list(home.session.exec(query.order_by(col(DoseReport.reported_at))))


def test_a_dose_is_booked_with_its_route_due_time_reporter_and_door(home: Household) -> None:
    home.at(20, 5)
    slot = home.slot()
    given_at = home.at(20, 10) - timedelta(minutes=5)
    outcome = home.says(GIVEN, slot, route=Route.NG, given_at=given_at)

    assert outcome.kind is DoseOutcomeKind.BOOKED
    row = _booked(home, slot)
    assert row is not None
    assert (row.status, row.route, row.due_at) == (GIVEN, Route.NG, slot.due_at)
    assert (row.given_at, row.reported_at) == (given_at, home.now)
    assert (row.door, row.caregiver_id) == (Door.SMS, home.mother.id)


def test_a_time_that_was_not_said_is_not_the_time_of_the_text(home: Household) -> None:
    home.at(21, 30)
    outcome = home.says(GIVEN, home.slot())
    assert outcome.report.given_at is None
    assert outcome.report.status is GIVEN


def test_a_dose_is_late_only_by_the_time_that_was_said(home: Household) -> None:
    home.at(22)
    slot = home.slot()
    outcome = home.says(GIVEN, slot, given_at=slot.due_at + timedelta(minutes=61))
    assert outcome.report.status is DoseStatus.LATE


def test_a_check_in_is_answered_when_its_last_slot_is(home: Household) -> None:
    home.at(20, 1)
    home.says(GIVEN, home.slot(medicine=A))
    assert home.checkin().answered_at is None
    home.says(GIVEN, home.slot(medicine=B))
    assert (home.checkin().answered_at, home.checkin().next_at) == (home.now, None)


def test_the_same_text_read_twice_books_once(home: Household) -> None:
    home.at(20, 5)
    sender = home.text_from(home.mother)
    for _ in range(2):
        outcome = report_dose(
            home.session,
            slot=home.slot(),
            said=DoseStatement(GIVEN),
            reporter=sender,
            now=home.now,
        )
    assert outcome.kind is DoseOutcomeKind.UNCHANGED
    assert len(_rows(home, home.slot())) == 1


def test_a_second_given_by_the_father_is_kept_unbooked_and_asked_about(home: Household) -> None:
    home.at(20, 5)
    slot = home.slot()
    first = home.says(GIVEN, slot, given_at=slot.due_at)
    home.at(20, 20)
    second = home.says(GIVEN, slot, home.father)

    assert second.kind is DoseOutcomeKind.SECOND_GIVEN
    assert second.report.booked is False
    assert _booked(home, slot) == first.report
    assert isinstance(second.reply, notices.SecondGiven)
    assert (second.reply.reporter, second.reply.given) == ("Maria Lopez", EVENING)
    query = select(OpenQuestion).where(OpenQuestion.kind == Asked.SECOND_GIVEN)
    question = home.session.exec(query).one()
    assert question.caregiver_id == home.father.id
    assert question.context["report"] == second.report.id
    assert question.deadline_at == home.now + timedelta(minutes=15)


def test_who_gave_it_is_not_said_to_a_person_who_does_not_see_names(home: Household) -> None:
    home.father.sees_names = False
    home.at(20, 5)
    home.says(GIVEN, home.slot())
    second = home.says(GIVEN, home.slot(), home.father)
    assert isinstance(second.reply, notices.SecondGiven)
    assert second.reply.reporter is None


def test_a_second_given_after_a_vomited_dose_is_asked_about_too(home: Household) -> None:
    home.at(20, 5)
    home.says(VOMITED, home.slot())
    assert home.says(GIVEN, home.slot()).kind is DoseOutcomeKind.SECOND_GIVEN


def test_a_form_sent_twice_at_once_is_one_dose_and_a_minute_later_it_is_a_second(
    home: Household,
) -> None:
    home.at(20, 5)
    tap = caregiver_by(Door.WEB, home.mother)
    said = DoseStatement(GIVEN, route=Route.PO)
    kinds = []
    for seconds in (0, 2, 60):
        at = home.now + timedelta(seconds=seconds)
        outcome = report_dose(home.session, slot=home.slot(), said=said, reporter=tap, now=at)
        kinds.append(outcome.kind)
    assert kinds == [
        DoseOutcomeKind.BOOKED,
        DoseOutcomeKind.UNCHANGED,
        DoseOutcomeKind.SECOND_GIVEN,
    ]


def test_two_people_who_disagree_are_told_to_call_and_nothing_is_booked_over(
    home: Household,
) -> None:
    home.at(20, 15)
    first = home.says(GIVEN, home.slot())
    second = home.says(MISSED, home.slot(), home.father)

    assert second.kind is DoseOutcomeKind.CONFLICT
    assert isinstance(second.reply, notices.CallTeamBeforeGiving)
    assert _booked(home, home.slot()) == first.report
    assert home.tasks() == ["caregivers_unsure"]


def test_one_person_who_says_otherwise_hears_what_is_booked(home: Household) -> None:
    home.at(20, 15)
    home.says(GIVEN, home.slot())
    second = home.says(MISSED, home.slot())
    assert isinstance(second.reply, notices.DifferentDose)
    assert (second.reply.booked, second.reply.said) == ("given", "missed")


def test_not_given_and_later_given_by_one_person_is_booked(home: Household) -> None:
    home.at(20, 15)
    home.says(MISSED, home.slot())
    home.at(20, 40)
    outcome = home.says(GIVEN, home.slot())
    assert outcome.kind is DoseOutcomeKind.BOOKED
    booked = _booked(home, home.slot())
    assert booked is not None and booked.status is GIVEN


def test_in_the_hospital_stops_reminders_and_the_team_checks(home: Household) -> None:
    home.at(20, 15)
    home.says(DoseStatus.IN_HOSPITAL, home.slot(medicine=B), route=Route.IV)
    assert home.child.state is State.IN_HOSPITAL
    assert home.tasks() == ["in_hospital"]


def test_a_dose_held_by_a_familys_word_is_checked_by_the_team(home: Household) -> None:
    home.at(20, 15)
    home.says(DoseStatus.HELD, home.slot())
    assert home.child.state is State.ON_TREATMENT
    assert home.tasks() == ["held_by_family"]


def test_a_member_of_the_team_enters_what_the_family_told(home: Household) -> None:
    home.at(20, 15)
    outcome = report_dose(
        home.session,
        slot=home.slot(),
        said=DoseStatement(GIVEN, route=Route.PO),
        reporter=staff_for_family(by_staff(home.nurse)),
        now=home.now,
    )
    assert (outcome.report.door, outcome.report.staff_id) == (Door.TEAM, home.nurse.id)


def test_two_children_on_one_phone_are_booked_apart(session: Any) -> None:
    both = (a_child_entry(), a_child_entry(code="K-104", nickname="Leo"))
    home = move_in(session, children=both)
    home.at(20, 5)
    leo = home.children[1]
    query = select(DoseSlot).where(DoseSlot.participant_id == leo.id, DoseSlot.medicine == A)
    slot = session.exec(query.order_by(col(DoseSlot.due_at))).first()
    home.says(GIVEN, slot)
    assert _booked(home, slot) is not None
    assert _booked(home, home.slot()) is None
