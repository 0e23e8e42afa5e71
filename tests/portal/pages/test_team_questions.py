"""Questions of families on the team's pages: who waits, the answer by its door, drafts."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import select

from portal.actions.ask_team import ask_team
from portal.actions.chat_turn import chat_turn
from portal.store.chat import DraftPassage, TeamQuestion, TurnKind, TurnSaid
from portal.store.doses import Door
from portal.store.families import Caregiver
from portal.store.staff import Role
from portal.store.texts import OutboundText
from study.answers.shapes import Boundary
from tests.moving_clock import START, MovingClock
from tests.page import Page, Visitor
from tests.portal.pages.team_site import TeamSite, build

WORDS = "¿va a estar cansada? <script>alert(1)</script>"
LIST = "/team/questions"


@pytest.fixture
def team(app: Flask, clock: MovingClock) -> TeamSite:
    return build(app, START)


def asks(team: TeamSite, door: Door = Door.WEB, words: str = WORDS) -> TeamQuestion:
    with team.session() as session:
        mother = session.merge(team.mother)
        said = TurnSaid(
            words=words, kind=TurnKind.MUST_NOT_ANSWER, door=door, language="es",
            boundary=Boundary.CAUSE, words_version="1",
            passages=[{"id": "dexamethasone", "version": "7", "whole": False}],
        )  # fmt: skip
        turn = chat_turn(session, caregiver=mother, said=said, now=team.now)
        return ask_team(
            session, caregiver=mother, words=words, language="es", door=door, turn=turn,
            now=team.now,
        )  # fmt: skip


def reply(team: TeamSite, question: TeamQuestion, status: int = 200, **typed: str) -> Page:
    visitor = team.visitor()
    page = visitor.get(f"{LIST}/{question.id}")
    return visitor.press(page, question.id, typed=typed, status=status)


def mothers(team: TeamSite) -> Visitor:
    return Visitor(team.app).sign_in(team.mother.id, team.now)


def test_the_list_shows_words_language_and_how_long_it_waits(
    team: TeamSite, clock: MovingClock
) -> None:
    asks(team)
    clock.advance(timedelta(days=2, hours=1))
    team.now = clock()
    page = team.visitor().get(LIST)
    assert "waiting 2 days" in page.main and "Spanish" in page.main and "¿va a estar" in page.main
    assert "Not answered for more than a working day." in page.main
    assert "<script>alert" not in page.html and team.looks("looked_at_questions") == 1


def test_a_fresh_question_carries_no_mark(team: TeamSite) -> None:
    asks(team)
    assert "more than a working day" not in team.visitor().get(LIST).main


def test_the_question_shows_what_was_answered_and_offered(team: TeamSite) -> None:
    page = team.visitor().get(f"{LIST}/{asks(team).id}")
    assert "what it is or where it comes from" in page.main
    assert "version 7" in page.main and "offered" in page.main


def test_it_stands_in_the_work_list_and_leads_to_its_page(team: TeamSite) -> None:
    question = asks(team)
    visitor = team.visitor()
    assert "A question for the team" in visitor.get("/team").main
    task = visitor.get(f"/team/tasks/{question.task_id}")
    assert f"{LIST}/{question.id}" in task.links
    assert not [form for form in task.forms if question.task_id in form.action]


def test_an_answer_stands_in_the_chat_of_who_asked_and_today_says_so(team: TeamSite) -> None:
    question = asks(team)
    reply(team, question, words="Come and ask us <b>at the visit</b>.", phrase="we_call")
    family = mothers(team)
    assert "/ask" in family.get("/today?lang=en").links
    today = family.get("/today?lang=en")
    assert "Your study team answered your question" in today.main
    page = family.get("/ask?lang=en")
    assert "Come and ask us <b>at the visit</b>." in page.main
    assert "we plan to call you" in page.main and "of your study team" in page.main
    assert "answered your question" not in family.get("/today?lang=en").main
    assert "shown to them" in team.visitor().get(f"{LIST}/{question.id}").main


def test_no_other_caregiver_gets_the_answer(team: TeamSite) -> None:
    reply(team, asks(team), words="Come and ask us.")
    father = Visitor(team.app).sign_in(team.father.id, team.now)
    for address in ("/today", "/ask", "/log"):
        page = father.get(f"{address}?lang=en")
        assert "Come and ask" not in page.main and "answered your question" not in page.main


def test_by_text_free_words_wait_behind_sign_in(team: TeamSite) -> None:
    question = asks(team, Door.SMS)
    reply(team, question, words="Her counts are low.")
    with team.session() as session:
        (text,) = session.exec(
            select(OutboundText).where(OutboundText.kind == "StaffMessageWaiting")
        )
        assert "counts" not in text.payload and "/sign-in" in text.payload


def test_an_answer_by_telephone_is_a_note_no_family_sees(team: TeamSite) -> None:
    question = asks(team)
    reply(team, question, words="Talked with her.", how="telephone")
    assert "Talked with her." not in mothers(team).get("/ask").main
    assert "by telephone" in team.visitor().get(f"{LIST}/{question.id}").main


def test_nothing_said_is_refused_in_place(team: TeamSite) -> None:
    page = reply(team, asks(team), 422)
    assert "Pick a phrase or write an answer." in page.main


def test_a_participants_question_warns_the_team(team: TeamSite) -> None:
    question = asks(team)
    with team.session() as session:
        session.get_one(Caregiver, team.mother.id).is_participant = True
    page = team.visitor().get(f"{LIST}/{question.id}")
    assert "tell no caregiver of it" in page.main


def test_a_monitor_reads_and_answers_nothing(team: TeamSite) -> None:
    page = team.visitor(Role.MONITOR).get(f"{LIST}/{asks(team).id}")
    assert not [form for form in page.forms if LIST in form.action]


def test_an_answer_becomes_a_draft_and_a_file_and_no_page_of_a_family(team: TeamSite) -> None:
    question = asks(team)
    reply(team, question, words="Many are tired.")
    visitor = team.visitor()
    page = visitor.get(f"{LIST}/{question.id}")
    typed = {"title": "Being tired", "language": "en"}
    page = visitor.press(page, "/draft", typed=typed)
    assert "Being tired" in page.main and "Many are tired." in page.main
    (address,) = [link for link in page.links if link.endswith(".md")]
    answer = visitor.client.get(address)
    assert answer.mimetype == "text/markdown"
    assert 'status = "draft"' in answer.get_data(as_text=True)
    assert "being-tired.md" in answer.headers["Content-Disposition"]
    assert "Being tired" not in mothers(team).get("/study/en").main
    with team.session() as session:
        (row,) = session.exec(select(DraftPassage))
        assert row.question_id == question.id


def test_a_draft_without_words_is_refused_in_place(team: TeamSite) -> None:
    visitor = team.visitor()
    page = visitor.get(f"{LIST}/{asks(team).id}")
    page = visitor.press(page, "/draft", typed={"title": "", "body": "x"}, status=422)
    assert "needs a title" in page.main
