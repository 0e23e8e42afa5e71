"""Doses told in the chat are booked where child and check-in are certain, and else not at all."""

import pytest
from sqlmodel import Session

from portal.actions.report_spoken_doses import SpokenDoses, report_spoken_doses
from portal.store import alerts, doses
from portal.store.doses import Door
from study.doses import DoseStatus
from study.medicines import Route
from tests.portal.actions.household import EVENING, A, B, Household, a_child_entry, move_in


@pytest.fixture
def evening(home: Household) -> Household:
    home.at(20, 5)
    return home


def says(home: Household, words: str, waits_for: str | None = None) -> SpokenDoses | None:
    return report_spoken_doses(
        home.session, caregiver=home.mother, words=words, waits_for=waits_for, now=home.now
    )


def standing(home: Household) -> list[DoseStatus | None]:
    slots = [home.slot(EVENING, medicine=one) for one in (A, B)]
    booked = doses.booked(home.session, [slot.id for slot in slots])
    return [booked[slot.id].status if slot.id in booked else None for slot in slots]


def test_both_given_is_booked_with_time_and_route(evening: Household) -> None:
    found = says(evening, "gave both at 8pm by tube")
    assert found is not None and len(found.outcomes) == 2 and not found.missing
    assert standing(evening) == [DoseStatus.GIVEN, DoseStatus.GIVEN]
    report = found.outcomes[0].report
    assert (report.route, report.given_at, report.door) == (Route.NG, evening.at(20), Door.WEB)


def test_half_said_books_half_and_names_the_other(evening: Household) -> None:
    found = says(evening, "gave the ruxo")
    assert found is not None and found.missing == ("B",)
    assert standing(evening) == [DoseStatus.GIVEN, None]
    found = says(evening, "yes", waits_for="B")
    assert found is not None and standing(evening) == [DoseStatus.GIVEN, DoseStatus.GIVEN]


def test_a_vomited_steroid_pages(evening: Household) -> None:
    found = says(evening, "she threw up the dex, what should i do?")
    assert found is not None and any(one.notice for one in found.outcomes)
    assert standing(evening)[1] is DoseStatus.VOMITED
    assert alerts.unresolved_of(evening.session, evening.child.id) is not None


def test_vomiting_that_names_no_dose_is_one_only_after_a_dose_was_told(evening: Household) -> None:
    assert says(evening, "she threw up") is None and standing(evening) == [None, None]
    says(evening, "gave both at 8pm by mouth")
    says(evening, "she threw up")
    assert standing(evening) == [DoseStatus.VOMITED, DoseStatus.VOMITED]


@pytest.mark.parametrize("words", ["yes", "who sees the texts?", "thanks", "what is ruxolitinib"])
def test_what_says_nothing_of_a_dose_books_nothing(evening: Household, words: str) -> None:
    assert says(evening, words) is None and standing(evening) == [None, None]


def test_a_question_about_a_given_dose_books_nothing_and_is_not_lost(evening: Household) -> None:
    found = says(evening, "I gave both at 8, was that ok?")
    assert found is not None and not found.outcomes and standing(evening) == [None, None]


@pytest.mark.parametrize("words", ["39.2 by mouth", "tiene 39.2 en la boca", "حرارته 39.2 بالفم"])
def test_where_a_thermometer_was_is_no_dose_by_mouth(evening: Household, words: str) -> None:
    found = says(evening, words)
    assert (found is None or not found.outcomes) and standing(evening) == [None, None]


def test_between_two_children_nothing_is_guessed(session: Session) -> None:
    twins = (a_child_entry(), a_child_entry(code="K-104", nickname="Leo"))
    home = move_in(session, children=twins)
    home.at(20, 5)
    found = says(home, "gave both medicines")
    assert found is not None and found.child is None and not found.outcomes
    found = says(home, "gave leo both medicines at 8pm")
    assert found is not None and found.child is not None and found.child.nickname == "Leo"


def test_a_dose_that_is_still_to_come_books_nothing(home: Household) -> None:
    home.at(14)
    found = says(home, "gave both at 8pm")
    assert found is None or not found.outcomes
