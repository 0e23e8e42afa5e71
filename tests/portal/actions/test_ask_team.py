"""A question goes to the team once, is answered by its own door, and only who asked hears it."""

import pytest
from sqlmodel import Session, col, select

from portal.actions.answer_family import NothingSaid, TeamReply, answer_family
from portal.actions.ask_team import ask_team
from portal.actions.chat_turn import chat_turn
from portal.actions.clear_chat import clear_chat
from portal.actions.draft_passage import Draft, draft_passage
from portal.actions.reporter import caregiver_by
from portal.actions.see_answers import see_answers
from portal.store import chat
from portal.store.chat import AnswerHow, ChatTurn, TeamQuestion, TurnKind, TurnSaid
from portal.store.doses import Door
from portal.store.tasks import Task
from portal.store.texts import OutboundText
from portal.store.trail import Trail
from study.answers.shapes import Boundary
from study.notices import Phrase
from tests.portal.actions.household import Household

WORDS = "will this make her tired"


def turn(home: Household, door: Door = Door.WEB) -> ChatTurn:
    said = TurnSaid(
        words=WORDS, kind=TurnKind.MUST_NOT_ANSWER, door=door, language="en",
        boundary=Boundary.CAUSE, words_version="1",
        passages=[{"id": "dexamethasone", "version": "1", "whole": False}],
    )  # fmt: skip
    return chat_turn(home.session, caregiver=home.mother, said=said, now=home.now)


def asks(home: Household, door: Door = Door.WEB) -> TeamQuestion:
    return ask_team(
        home.session, caregiver=home.mother, words=WORDS, language="en", door=door,
        turn=turn(home, door), now=home.now,
    )  # fmt: skip


def answers(home: Household, question: TeamQuestion, reply: TeamReply) -> None:
    answer_family(
        home.session, question=question, reply=reply, staff=home.nurse, now=home.at(13)
    )


def texts(session: Session) -> list[OutboundText]:
    query = select(OutboundText).where(col(OutboundText.unique_key).startswith("answer:"))
    return list(session.exec(query))


def test_a_turn_is_kept_with_what_was_shown_and_its_words_stay_out_of_the_trail(
    home: Household,
) -> None:
    row = turn(home)
    assert row.passages[0]["version"] == "1" and row.boundary is Boundary.CAUSE
    trails = home.session.exec(select(Trail).where(Trail.what == "chatted")).all()
    assert len(trails) == 1 and WORDS not in str(trails[0].detail)


def test_the_same_turn_asks_the_team_once(home: Household) -> None:
    said = turn(home)
    made = {
        ask_team(
            home.session, caregiver=home.mother, words=WORDS, language="en", door=Door.WEB,
            turn=said, now=home.now,
        ).id
        for _ in range(2)
    }  # fmt: skip
    assert len(made) == 1 and home.tasks() == ["question"]


def test_an_answer_ends_the_wait_and_its_task(home: Household) -> None:
    question = asks(home)
    assert chat.waiting(home.session, home.site.id) == [question]
    answers(home, question, TeamReply(words="Ask us at the visit."))
    assert chat.waiting(home.session, home.site.id) == [] and home.tasks() == []
    task = home.session.get_one(Task, question.task_id)
    assert task.closed_by == home.nurse.id


def test_only_who_asked_gets_the_answer_and_seeing_it_is_kept(home: Household) -> None:
    answers(home, asks(home), TeamReply(words="Ask us at the visit."))
    assert chat.unseen(home.session, home.father.id) == []
    assert chat.answers_to(home.session, home.father.id, 9) == []
    (waiting,) = chat.unseen(home.session, home.mother.id)
    who = caregiver_by(Door.WEB, home.mother).who
    counts = [
        see_answers(home.session, caregiver=home.mother, who=who, now=home.now) for _ in range(2)
    ]
    assert counts == [1, 0] and chat.seen_at(home.session, waiting.id) == home.now


def test_by_text_only_an_approved_phrase_is_said(home: Household) -> None:
    answers(home, asks(home, Door.SMS), TeamReply(phrase=Phrase.WE_CALL))
    (text,) = texts(home.session)
    assert text.kind == "TeamPhrase" and text.caregiver_id == home.mother.id


def test_free_words_stay_behind_sign_in(home: Household) -> None:
    reply = TeamReply(phrase=Phrase.WE_CALL, words="Her counts are low", address="https://x/in")
    answers(home, asks(home, Door.SMS), reply)
    (text,) = texts(home.session)
    assert text.kind == "StaffMessageWaiting" and "counts" not in text.payload


def test_a_question_from_the_web_is_answered_on_the_web(home: Household) -> None:
    answers(home, asks(home), TeamReply(phrase=Phrase.CALL_NOW))
    assert texts(home.session) == [] and len(chat.unseen(home.session, home.mother.id)) == 1


def test_what_was_spoken_by_telephone_is_a_note_for_the_team_alone(home: Household) -> None:
    reply = TeamReply(words="Talked with her mother.", how=AnswerHow.TELEPHONE)
    answers(home, asks(home, Door.SMS), reply)
    assert texts(home.session) == [] and chat.unseen(home.session, home.mother.id) == []


def test_an_answer_without_a_word_is_refused(home: Household) -> None:
    question = asks(home)
    with pytest.raises(NothingSaid):
        answers(home, question, TeamReply(words="  "))


def test_an_answer_that_comes_after_clearing_is_still_shown(home: Household) -> None:
    question = asks(home)
    clear_chat(home.session, caregiver=home.mother, door=Door.WEB, now=home.now)
    assert chat.conversation(home.session, home.mother.id, 9) == []
    answers(home, question, TeamReply(words="Ask us at the visit."))
    assert len(chat.answers_to(home.session, home.mother.id, 9)) == 1


def test_an_answer_can_become_a_draft_of_the_site(home: Household) -> None:
    draft = Draft("Being tired", "Some people are tired.", "is she tired", "en")
    draft_passage(
        home.session, question=asks(home), draft=draft, staff=home.nurse, now=home.now
    )
    (row,) = chat.drafts_at(home.session, home.site.id)
    assert (row.title, row.staff_id) == ("Being tired", home.nurse.id)
    assert chat.drafts_at(home.session, "elsewhere") == []
