"""A message of the chat is heard for red flags as a text is, for every child it may be about."""

import pytest
from sqlmodel import Session, select

from portal.actions.hear_chat import hear_chat
from portal.actions.lapse_question import lapse_question
from portal.actions.reporter import caregiver_by
from portal.actions.settle_whose import settle_whose
from portal.store import alerts, conversations, tasks
from portal.store.chat import TurnKind
from portal.store.conversations import Asked
from portal.store.doses import Door
from portal.store.symptoms import SymptomReport
from portal.store.tasks import Task
from study.symptoms import Tier
from study.understand.screen import red_flags
from tests.portal.actions.household import Household, a_child_entry, move_in


def reports(session: Session) -> list[SymptomReport]:
    return list(session.exec(select(SymptomReport)))


def test_a_fever_inside_a_question_is_reported_and_pages(home: Household) -> None:
    words = "does the study pay for parking? also she's 39.2 in the mouth"
    heard = hear_chat(home.session, caregiver=home.mother, words=words, now=home.now)
    assert heard.kind is TurnKind.SYMPTOM_ESCALATE and heard.report is not None
    assert heard.report.words == words and heard.report.door is Door.WEB
    assert alerts.unresolved_of(home.session, home.child.id) is not None


def test_a_symptom_that_only_its_meaning_tells_pages(home: Household) -> None:
    words = "he says everybody sounds far away and the room is tilting, is that in the leaflet"
    assert not red_flags(words, lang="en").red_flag
    heard = hear_chat(home.session, caregiver=home.mother, words=words, now=home.now)
    assert heard.kind is TurnKind.SYMPTOM_ESCALATE and heard.report is not None
    assert heard.report.words == words
    assert alerts.unresolved_of(home.session, home.child.id) is not None


def test_a_question_without_a_symptom_reports_nothing(home: Household) -> None:
    heard = hear_chat(
        home.session, caregiver=home.mother, words="who sees the texts?", now=home.now
    )
    assert (heard.kind, heard.report) == (None, None) and not reports(home.session)


def test_with_two_children_it_is_raised_for_both_unless_one_is_named(session: Session) -> None:
    twins = (a_child_entry(), a_child_entry(code="K-104", nickname="Leo"))
    home = move_in(session, children=twins)
    hear_chat(session, caregiver=home.mother, words="fever of 39", now=home.now)
    assert len(reports(session)) == 2
    hear_chat(session, caregiver=home.mother, words="leo is shaking, seizure", now=home.now)
    assert [one.participant_id for one in reports(session)[2:]] == [home.children[1].id]


def test_where_a_reading_was_taken_may_be_said_in_the_next_message(home: Household) -> None:
    first = hear_chat(home.session, caregiver=home.mother, words="37.8", now=home.now)
    assert first.kind is TurnKind.SYMPTOM_ESCALATE
    second = hear_chat(home.session, caregiver=home.mother, words="under the arm", now=home.now)
    assert second.report is not None and second.report.tier is Tier.T2
    waiting = conversations.open_of(home.session, home.mother.id, home.now)
    assert Asked.METHOD not in {one.kind for one in waiting}


def test_a_bare_7_means_what_it_means_by_text(home: Household) -> None:
    heard = hear_chat(home.session, caregiver=home.mother, words=" 7. ", now=home.now)
    assert heard.report is not None and heard.report.tier is Tier.T2


def test_a_caregivers_own_symptom_is_asked_back_and_waits(home: Household) -> None:
    heard = hear_chat(home.session, caregiver=home.mother, words="i have a fever", now=home.now)
    assert heard.kind is TurnKind.WHOSE and heard.question is not None
    assert heard.question.deadline_at is not None and not reports(home.session)


@pytest.mark.parametrize(("whose", "reported"), [("participant", 1), ("past", 1), ("other", 0)])
def test_only_someone_else_keeps_it_from_being_the_childs(
    home: Household, whose: str, reported: int
) -> None:
    heard = hear_chat(home.session, caregiver=home.mother, words="i have a fever", now=home.now)
    assert heard.question is not None
    reporter = caregiver_by(Door.WEB, home.mother)
    for _ in range(2):  # a second tap on the same button changes nothing
        settle_whose(
            home.session, question=heard.question, whose=whose, caregiver=home.mother,
            reporter=reporter, now=home.now,
        )  # fmt: skip
    assert len(reports(home.session)) == reported
    assert ("other_person" in home.tasks()) is not reported


def test_silence_after_that_question_goes_to_the_team(home: Household) -> None:
    heard = hear_chat(home.session, caregiver=home.mother, words="i have a fever", now=home.now)
    assert heard.question is not None and heard.question.deadline_at is not None
    lapse_question(
        home.session, question_id=heard.question.id, now=heard.question.deadline_at
    )
    assert "other_person" in home.tasks()


def test_a_neighbours_symptom_goes_to_the_team_with_the_words(home: Household) -> None:
    words = "my neighbor has a fever of 39"
    heard = hear_chat(home.session, caregiver=home.mother, words=words, now=home.now)
    assert heard.kind is TurnKind.OTHER_PERSON and not reports(home.session)
    (task,) = tasks.open_at(home.session, home.site.id)
    assert isinstance(task, Task) and task.detail["words"] == words


def test_after_words_of_death_or_self_harm_nothing_more_is_said(home: Household) -> None:
    for words in ("she died this morning", "i want to kill myself"):
        heard = hear_chat(home.session, caregiver=home.mother, words=words, now=home.now)
        assert heard.is_last
