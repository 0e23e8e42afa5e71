"""Silence becomes the cautious answer, once, and a late answer is still taken."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlmodel import select

from portal.actions.lapse_question import lapse_question
from portal.store.alerts import Alert
from portal.store.conversations import Asked, OpenQuestion
from portal.store.entries import put_aside
from portal.store.families import Care
from portal.store.symptoms import SymptomReport
from study.doses import DoseStatus
from study.symptoms import SymptomEntry, Temperature, Tier
from tests.portal.actions.household import Household

BETWEEN = SymptomEntry(temperature=Temperature("37.6", Decimal("37.6"), "C"), words="37.6")


def ask(home: Household, kind: Asked, **context: object) -> OpenQuestion:
    """A question to the mother about her child, whose deadline is in a quarter of an hour."""
    question = OpenQuestion(
        caregiver_id=home.mother.id,
        participant_id=home.child.id,
        site_id=home.site.id,
        kind=kind,
        context=context,
        asked_at=home.now,
        deadline_at=home.now + timedelta(minutes=15),
    )
    home.session.add(question)
    home.session.flush()
    return question


def lapse(home: Household, question: OpenQuestion, minutes: int = 16) -> Asked | None:
    home.now += timedelta(minutes=minutes)
    return lapse_question(home.session, question_id=question.id, now=home.now)


def alerts(home: Household) -> list[Alert]:
    return list(home.session.exec(select(Alert)))


def test_a_reading_without_its_place_pages_with_the_reading(home: Household) -> None:
    lapse(home, ask(home, Asked.METHOD, entry=put_aside(BETWEEN)))
    report = home.session.exec(select(SymptomReport)).one()
    assert (report.tier, report.temperature) == (Tier.T2, Decimal("37.6"))
    assert len(alerts(home)) == 1
    assert len(home.texts("SafetyT2")) == 1


def test_words_nobody_could_read_page_with_those_words(home: Household) -> None:
    inbound = home.text_from(home.mother).inbound_id
    lapse(home, ask(home, Asked.READABLE, inbound=inbound))
    assert home.session.exec(select(SymptomReport)).one().words == "-"
    assert alerts(home)[0].tier is Tier.T2


def test_whose_symptom_it_was_becomes_a_task_and_no_page(home: Household) -> None:
    lapse(home, ask(home, Asked.ABOUT_WHOM, entry=put_aside(BETWEEN)))
    assert alerts(home) == []
    assert home.tasks() == ["other_person"]


def test_a_second_given_heads_the_list(home: Household) -> None:
    home.at(20)
    slot = home.slot()
    home.says(DoseStatus.GIVEN, slot)
    second = home.says(DoseStatus.GIVEN, slot, home.father)
    asked = select(OpenQuestion).where(OpenQuestion.kind == Asked.SECOND_GIVEN)
    lapse(home, home.session.exec(asked).one())
    assert home.tasks() == ["second_given"]
    assert second.report.booked is False


@pytest.mark.parametrize("minutes", [0, 14])
def test_nothing_happens_before_the_deadline(home: Household, minutes: int) -> None:
    assert lapse(home, ask(home, Asked.METHOD, entry=put_aside(BETWEEN)), minutes) is None
    assert alerts(home) == []


def test_nothing_happens_to_a_question_that_was_answered(home: Household) -> None:
    question = ask(home, Asked.METHOD, entry=put_aside(BETWEEN))
    question.closed_at = home.now
    assert lapse(home, question) is None
    assert alerts(home) == []


def test_silence_speaks_once_and_the_question_stays_open(home: Household) -> None:
    question = ask(home, Asked.METHOD, entry=put_aside(BETWEEN))
    assert lapse(home, question) is Asked.METHOD
    assert lapse(home, question) is None
    assert question.closed_at is None
    assert len(home.texts("SafetyT2")) == 1


def test_a_phone_without_a_child_on_file_pages_all_the_same(home: Household) -> None:
    question = ask(home, Asked.READABLE)
    question.participant_id = None
    for care in home.session.exec(select(Care).where(Care.caregiver_id == home.mother.id)):
        home.session.delete(care)
    home.session.flush()
    lapse(home, question)
    (alert,) = alerts(home)
    assert (alert.tier, alert.unknown_phone) == (Tier.T2, home.mother.phone)
