"""A lost steroid, two lost doses in a row and a tube in trouble page somebody at once."""

from typing import Any

from sqlmodel import col, select

from portal.actions.dose_statement import (
    DoseOutcomeKind,
)
from portal.store import alerts, doses
from portal.store.doses import DoseReport
from portal.store.schedules import DoseSlot
from study import notices
from study.doses import DoseStatus
from study.medicines import Route
from study.symptoms import Tier
from tests.portal.actions.household import (
    EVENING,
    MORNING,
    A,
    B,
    Household,
)

GIVEN, MISSED, VOMITED = DoseStatus.GIVEN, DoseStatus.MISSED, DoseStatus.VOMITED


def _booked(home: Household, slot: DoseSlot) -> DoseReport | None:
    return doses.booked(home.session, [slot.id]).get(slot.id)


def _rows(home: Household, slot: DoseSlot) -> list[DoseReport]:
    query = select(DoseReport).where(DoseReport.slot_id == slot.id)
    return list(home.session.exec(query.order_by(col(DoseReport.reported_at))))


def _alert(home: Household) -> Any:
    return alerts.unresolved_of(home.session, home.child.id)


def test_a_vomited_steroid_pages_at_once_and_says_do_not_repeat(home: Household) -> None:
    home.at(20, 15)
    outcome = home.says(VOMITED, home.slot(medicine=B))

    assert isinstance(outcome.notice, notices.SteroidLost)
    assert _alert(home).tier is Tier.T2
    (words,) = home.texts("SteroidLost")
    assert words.to == home.mother.phone
    assert [page.to for page in home.texts("Page")] == [home.pager.phone]
    assert _booked(home, home.slot(medicine=B)) == outcome.report
    assert outcome.report.status is VOMITED


def test_a_steroid_that_was_given_and_then_came_up_counts_as_vomited(home: Household) -> None:
    home.at(20, 5)
    slot = home.slot(medicine=B)
    first = home.says(GIVEN, slot)
    home.at(20, 25)
    then = home.says(VOMITED, slot, home.father)

    assert (then.kind, then.report.replaces_id) == (DoseOutcomeKind.BOOKED, first.report.id)
    assert _alert(home) is not None
    assert len(_rows(home, slot)) == 2


def test_one_missed_dose_of_the_other_medicine_pages_nobody(home: Household) -> None:
    home.at(20, 15)
    outcome = home.says(MISSED, home.slot(medicine=A))
    assert outcome.notice is None
    assert _alert(home) is None


def test_two_lost_in_a_row_of_any_medicine_page(home: Household) -> None:
    home.at(20, 15)
    home.says(MISSED, home.slot(medicine=A))
    home.at(8, 30, day=1)
    outcome = home.says(VOMITED, home.slot(MORNING, 1, A))
    assert isinstance(outcome.notice, notices.LostTwice)
    assert _alert(home).tier is Tier.T2


def test_a_held_dose_between_two_lost_ones_does_not_end_the_row(home: Household) -> None:
    home.at(20, 15)
    home.says(MISSED, home.slot(medicine=A))
    home.at(8, 30, day=1)
    home.says(DoseStatus.HELD, home.slot(MORNING, 1, A))
    home.at(20, 15, day=1)
    outcome = home.says(MISSED, home.slot(EVENING, 1, A))
    assert isinstance(outcome.notice, notices.LostTwice)


def test_a_given_dose_between_two_lost_ones_ends_the_row(home: Household) -> None:
    home.at(20, 15)
    home.says(MISSED, home.slot(medicine=A))
    home.at(8, 30, day=1)
    home.says(GIVEN, home.slot(MORNING, 1, A))
    home.at(20, 15, day=1)
    assert home.says(MISSED, home.slot(EVENING, 1, A)).notice is None


def test_a_tube_in_trouble_pages_beside_the_dose(home: Household) -> None:
    home.at(20, 15)
    outcome = home.says(GIVEN, home.slot(), route=Route.NG, tube_trouble=True)
    assert outcome.kind is DoseOutcomeKind.BOOKED
    assert isinstance(outcome.notice, notices.TubeProblem)
    assert _alert(home).tier is Tier.T2


def test_the_words_speak_to_a_participant_who_reports_for_themselves(home: Household) -> None:
    home.mother.is_participant = True
    home.at(20, 15)
    outcome = home.says(VOMITED, home.slot(medicine=B))
    assert isinstance(outcome.notice, notices.SteroidLost)
    assert outcome.notice.voice is notices.Voice.PARTICIPANT
