"""A second "given" is the same dose, or it is treated as a double one."""

from datetime import timedelta

import pytest
from sqlmodel import select

from portal.actions.dose_statement import DoseOutcomeKind
from portal.actions.flag_second_given import flag_second_given
from portal.actions.resolve_second_given import SecondMeaning, resolve_second_given
from portal.store import alerts, conversations, doses
from portal.store.conversations import OpenQuestion
from portal.store.doses import DoseReport
from study import notices
from study.doses import DoseStatus
from tests.portal.actions.household import Household


@pytest.fixture
def second(home: Household) -> DoseReport:
    home.at(20, 5)
    home.says(DoseStatus.GIVEN, home.slot())
    home.at(20, 20)
    return home.says(DoseStatus.GIVEN, home.slot(), home.father).report


def test_the_same_dose_changes_nothing_and_the_answer_is_kept(
    home: Household, second: DoseReport
) -> None:
    outcome = resolve_second_given(
        home.session,
        report=second,
        meaning=SecondMeaning.SAME,
        reporter=home.text_from(home.father),
        now=home.now,
    )
    assert outcome.kind is DoseOutcomeKind.SECOND_RESOLVED
    assert (outcome.report.reason, outcome.report.booked) == ("second_same", False)
    assert outcome.notice is None
    assert alerts.unresolved_of(home.session, home.child.id) is None
    standing = doses.booked(home.session, [home.slot().id])[home.slot().id]
    assert standing.caregiver_id == home.mother.id
    assert home.session.exec(select(OpenQuestion)).all()[-1].closed_at is not None


@pytest.mark.parametrize("meaning", [SecondMeaning.AGAIN, SecondMeaning.UNSURE])
def test_again_and_not_sure_give_poison_control_words_and_page(
    home: Household, second: DoseReport, meaning: SecondMeaning
) -> None:
    outcome = resolve_second_given(
        home.session,
        report=second,
        meaning=meaning,
        reporter=home.text_from(home.father),
        now=home.now,
    )
    assert isinstance(outcome.notice, notices.DoubleDoseWords)
    assert [text.to for text in home.texts("DoubleDoseWords")] == [home.father.phone]
    assert len(home.texts("Page")) == 1


def test_a_worse_answer_after_a_mild_one_is_heard_and_the_same_one_is_not_repeated(
    home: Household, second: DoseReport
) -> None:
    kinds = [
        resolve_second_given(
            home.session,
            report=second,
            meaning=meaning,
            reporter=home.text_from(home.father),
            now=home.now,
        ).kind
        for meaning in (SecondMeaning.SAME, SecondMeaning.SAME, SecondMeaning.AGAIN)
    ]
    assert kinds == [
        DoseOutcomeKind.SECOND_RESOLVED,
        DoseOutcomeKind.UNCHANGED,
        DoseOutcomeKind.SECOND_RESOLVED,
    ]
    assert alerts.unresolved_of(home.session, home.child.id) is not None


def test_silence_heads_the_work_list_once_and_a_late_answer_is_still_taken(
    home: Household, second: DoseReport
) -> None:
    later = home.now + timedelta(minutes=15)
    assert len(conversations.overdue(home.session, later, 10)) == 1
    for _ in range(2):
        flag_second_given(home.session, report=second, now=later)
        home.session.flush()
    assert home.tasks() == ["second_given"]
    assert conversations.overdue(home.session, later, 10) == []
    assert conversations.open_of(home.session, home.father.id, later) != []
