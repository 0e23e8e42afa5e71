"""Questions by text: a passage in short, a choice by letter, whose question it is, the team's list.

What fits a question is tested with `study.answers`; here, what the line does with it.
"""

from typing import Any

import pytest
from flask import Flask
from sqlmodel import col, select

from portal.store.chat import ChatTurn, TeamQuestion, TurnKind
from portal.store.doses import Door
from portal.store.engine import reading
from sms import chatbot
from study.answers.shapes import Boundary
from study.answers.wording import words
from study.explained.passages import by_code, load
from tests.portal.actions.household import a_child_entry, a_person, a_plan
from tests.sms.chatbot.line import FATHER, MOTHER, A, B, Line

TRAVEL = "Can we travel to see family?"
SEVERAL = "tell me about the texts"
DOSE = "should I give her two tonight?"


def turns(line: Line) -> list[ChatTurn]:
    with line.app.app_context(), reading() as session:
        return list(session.exec(select(ChatTurn).order_by(col(ChatTurn.at))))


def questions(line: Line) -> list[TeamQuestion]:
    with line.app.app_context(), reading() as session:
        return list(session.exec(select(TeamQuestion).order_by(col(TeamQuestion.asked_at))))


def test_a_question_is_answered_with_a_short_approved_passage_and_a_neutral_address(
    line: Line,
) -> None:
    assert line.says(TRAVEL) == ["PassageShown"]
    said = line.words()
    begins = words("en").short["travelling"].partition("{")[0]
    assert said.startswith(begins)
    code = said.partition("/p/")[2][:6]
    assert by_code()[code] == "travelling"
    assert not line.texts_in()[-1].needs_person


def test_a_turn_is_kept_once_with_what_was_shown_and_its_versions(line: Line) -> None:
    line.says(TRAVEL)
    (turn,) = turns(line)
    assert (turn.words, turn.kind, turn.door) == (TRAVEL, TurnKind.ANSWER, Door.SMS)
    version = load("en")["travelling"].version
    shown = {"id": "travelling", "version": version, "whole": False, "short": True}
    assert turn.passages == [shown]
    assert turn.words_version == words("en").version
    assert turn.inbound_id == line.texts_in()[-1].id


def test_a_text_that_is_read_twice_is_answered_and_kept_once(line: Line) -> None:

    line.says(TRAVEL)
    with line.app.app_context():
        chatbot.screen(line.texts_in()[-1].id, now=line.now)
        chatbot.read(line.texts_in()[-1].id, now=line.now)
    assert len(turns(line)) == 1
    assert [text.kind for text in line.sent_to(MOTHER)].count("PassageShown") == 1


def test_a_spanish_phone_is_answered_in_spanish_with_a_link_in_spanish(line: Line) -> None:
    assert line.says("¿Podemos viajar?", FATHER) == ["PassageShown"]
    assert "lang=es" in line.words(FATHER)
    assert line.words(FATHER).startswith(words("es").short["travelling"].partition("{")[0])


def test_several_passages_are_offered_by_letter_and_one_is_picked(line: Line) -> None:
    assert line.says(SEVERAL) == ["PassageChoices"]
    offered = [one["id"] for one in turns(line)[-1].passages]
    assert len(offered) >= 2
    for letter, passage_id in zip("ABC", offered, strict=False):
        assert f"{letter} = {words('en').title[passage_id]}" in line.words()
    assert line.says("b") == ["PassageShown"]
    assert turns(line)[-1].kind is TurnKind.CHOSEN
    assert turns(line)[-1].follows_id == turns(line)[0].id
    assert turns(line)[-1].words == ""
    assert [one["id"] for one in turns(line)[-1].passages] == [offered[1]]
    assert line.says("A") == ["PassageShown"]


def test_the_letter_for_the_team_sends_the_words_of_the_question_and_not_the_letter(
    line: Line,
) -> None:
    line.says(DOSE)
    assert line.says("q") == ["TextSentOn"]
    (question,) = questions(line)
    assert (question.words, question.door) == (DOSE, Door.SMS)
    assert question.turn_id == turns(line)[0].id
    assert line.task_kinds().count("question") == 1
    assert line.says("Q") == ["NothingOpen"]
    assert len(questions(line)) == 1


def test_nothing_says_that_a_person_has_read_it(line: Line) -> None:
    line.says(DOSE)
    line.says("Q")
    assert "may not be read right away" in line.words()
    assert "911" in line.words()


def test_a_dose_is_not_advised_on_and_the_team_is_a_letter_away(line: Line) -> None:
    assert line.says("can I mix it with juice and give half in the morning?")[0] == "NotAnswered"
    text = line.texts_in()[-1]
    assert text.needs_person
    assert turns(line)[-1].boundary in (Boundary.DOSE, Boundary.OTHER_MEDICINE)
    for part in ("911", "Q"):
        assert part in line.words()
    assert turns(line)[-1].passages == []


def test_a_lost_dose_in_a_question_is_booked_as_lost_and_pages_as_before(line: Line) -> None:
    line.at(20).tick()
    kinds = line.says("she threw up both doses, should I give them again?")
    assert kinds[0].startswith(("Safety", "SteroidLost"))
    assert line.alerts()
    assert (line.status(A), line.status(B)) == ("vomited", "vomited")


def test_what_is_off_the_subject_is_said_to_be_in_few_words(line: Line) -> None:
    assert line.says("what is the capital of France?") == ["NotAnswered"]
    assert turns(line)[-1].boundary is Boundary.OFF_SUBJECT
    assert len(line.words()) <= 160


def test_a_bare_word_is_looked_up_and_stays_for_a_person_too(line: Line) -> None:
    assert line.says("birth control")[0] in ("PassageShown", "PassageChoices")
    assert line.texts_in()[-1].needs_person


def test_words_that_are_no_question_and_off_the_subject_are_not_understood(line: Line) -> None:
    assert line.says("los tacos de la esquina", FATHER) == ["NotUnderstood"]
    assert turns(line) == []


def test_words_of_stopping_a_medicine_are_never_left_without_the_words_that_keep_from_harm(
    line: Line,
) -> None:
    assert line.says("we will stop the medicine ourselves") == ["NotAnswered"]
    assert "do not stop on your own" in line.words()
    assert line.texts_in()[-1].needs_person


def test_a_wish_for_a_person_is_on_the_teams_list_at_once(line: Line) -> None:
    assert line.says("can I talk to a person") == ["TextSentOn"]
    assert [one.words for one in questions(line)] == ["can I talk to a person"]
    assert line.texts_in()[-1].needs_person


@pytest.mark.parametrize(
    ("who", "body"),
    [(MOTHER, "we want to leave the study"), (FATHER, "queremos salirnos del estudio")],
)
def test_a_wish_to_leave_is_heard_by_a_person_and_takes_nobody_out(
    line: Line, who: str, body: str
) -> None:
    assert line.says(body, who) == ["LeavingHeard"]
    assert [one.words for one in questions(line)] == [body]
    assert line.texts_in()[-1].needs_person
    assert line.children[0].state.value == "on_treatment"
    assert line.caregiver(who).texting.value == "confirmed"


def test_who_leaves_the_hospital_does_not_leave_the_study(line: Line) -> None:
    assert "LeavingHeard" not in line.says("leaving the hospital now")
    assert questions(line) == []


def test_a_fever_inside_a_question_pages_and_no_passage_is_shown(line: Line) -> None:
    kinds = line.says("she has a fever of 39.2 under the arm, can we still travel tomorrow?")
    assert kinds[0].startswith("SafetyT2")
    assert "PassageShown" not in kinds
    assert line.alerts()
    assert turns(line) == []


def test_a_dose_with_a_question_beside_it_is_booked_and_the_question_is_passed_on(
    line: Line,
) -> None:
    line.at(20).tick()
    kinds = line.says("gave both at 8:00 by mouth. can we travel to see family?")
    assert kinds == ["DoseBooked", "TextSentOn"]
    assert (line.status(A), line.status(B)) == ("given", "given")
    (question,) = questions(line)
    assert "travel" in question.words
    assert question.turn_id == turns(line)[-1].id


def test_a_dose_question_beside_a_report_keeps_its_words(line: Line) -> None:
    line.at(20).tick()
    kinds = line.says("gave both at 8:00 by mouth. should I give more tomorrow?")
    assert kinds == ["DoseBooked", "NotAnswered"]
    assert "Do not give extra" in line.words()


@pytest.mark.parametrize(
    "body",
    ["did the jakafi cause her liver numbers to go up", "can I give both at 8 by mouth?"],
)
def test_a_question_books_no_dose_as_given(line: Line, body: str) -> None:
    line.at(20).tick()
    line.says(body)
    assert (line.status(A), line.status(B)) == (None, None)


def test_where_to_park_at_the_hospital_stops_no_reminders(line: Line) -> None:
    line.says("where can I park at the hospital")
    assert line.children[0].state.value == "on_treatment"


def test_a_question_does_not_eat_the_reminders_1(line: Line) -> None:
    line.at(20).tick()
    assert line.says(TRAVEL) == ["PassageShown"]
    assert line.says("1") == ["DoseBooked"]
    assert (line.status(A), line.status(B)) == ("given", "given")


def test_a_yes_after_an_answer_is_still_the_reminders(line: Line) -> None:
    line.at(20).tick()
    line.says("0")
    line.says(TRAVEL)
    assert line.says("yes") == ["DoseBooked"]


def test_letters_of_a_question_that_waits_are_not_given_to_passages(line: Line) -> None:
    line.says("37.8")
    assert "method" in line.opened()
    assert line.says(SEVERAL) == ["PassageShown"]
    assert line.says("A")[0].startswith("SafetyT2")
    assert line.reports()[-1].method == "underarm"


def test_a_choice_that_was_offered_gives_its_letters_to_a_later_question(line: Line) -> None:
    assert line.says(SEVERAL) == ["PassageChoices"]
    line.says("37.8")
    assert line.says("A")[0].startswith("SafetyT2")


def test_a_machine_that_asks_and_asks_is_left_alone_and_nothing_counts_as_shown(
    line: Line,
) -> None:
    for _ in range(5):
        assert line.says(TRAVEL) == ["PassageShown"]
    assert line.says(TRAVEL) == []
    assert "loop_stopped" in line.task_kinds()
    assert turns(line)[-1].passages == []


def test_an_opted_out_phone_is_not_answered(line: Line) -> None:
    line.says("STOP")
    assert "PassageShown" not in line.says(TRAVEL)


def test_a_teen_is_answered_in_their_own_voice_and_nobody_else_hears(app: Flask) -> None:
    line = Line(app).move_in(**_teen())
    line.says("what happens when I turn 18?")
    (turn,) = turns(line)
    assert turn.caregiver_id == line.caregiver(MOTHER).id
    assert all(one["id"].startswith("teen-") for one in turn.passages[:1])
    assert {text.kind for text in line.sent_to(FATHER)} == {"ConfirmPhone", "SignedUp"}


def _teen() -> dict[str, Any]:
    return {
        "children": (a_child_entry(nickname="Kai", plans=(a_plan(A),)),),
        "people": (
            a_person(MOTHER, name="Kai", is_participant=True),
            a_person(FATHER, language="en"),
        ),
    }
