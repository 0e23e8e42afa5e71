"""Who writes decides how a text is heard: a participant, several children, a family that mourns."""

from typing import Any

import pytest
from flask import Flask

from portal.actions.set_state import set_state
from portal.store.engine import transaction
from portal.store.families import Participant
from portal.store.trail import Actor, Who
from study.lifecycle import State
from tests.portal.actions.household import a_child_entry, a_person, a_plan
from tests.sms.chatbot.line import FATHER, MOTHER, A, Line, one_label, two_children


def says_state(line: Line, state: State, child: int = 0) -> None:
    with line.app.app_context(), transaction() as session:
        set_state(
            session,
            participant=session.get_one(Participant, line.children[child].id),
            state=state,
            who=Who(actor=Actor.STAFF, id=line.home.nurse.id),
            now=line.now,
        )


def teen() -> dict[str, Any]:
    """A participant with a phone of their own, and a mother."""
    return {
        "children": (a_child_entry(nickname="Kai", plans=(a_plan(A),)),),
        "people": (
            a_person(MOTHER, name="Kai", is_participant=True),
            a_person(FATHER, language="en"),
        ),
    }


def test_on_a_participants_own_phone_i_is_the_participant(app: Flask) -> None:
    line = Line(app).move_in(**teen())
    assert line.says("I have a terrible headache")[0].startswith("SafetyT")
    assert line.alerts()


def test_a_participant_is_spoken_to_as_you(app: Flask) -> None:
    line = Line(app).move_in(**teen()).at(20)
    line.tick()
    assert line.says("1") == ["DoseBooked"]
    assert "your 8:00 PM check-in" in line.words()


def test_a_participants_words_reach_no_caregivers_phone(app: Flask) -> None:
    line = Line(app).move_in(**teen())
    line.says("i want to kill myself")
    line.later(minutes=11).tick()
    assert {text.kind for text in line.sent_to(FATHER)} == {"ConfirmPhone", "SignedUp"}


@pytest.mark.parametrize(
    ("state", "kinds"),
    [
        (State.WITHDRAWN, ["SafetyT2Fever"]),
        (State.TRANSFERRED, ["SafetyT2Fever"]),
        (State.IN_HOSPITAL, ["InHospitalSafety"]),
    ],
)
def test_a_red_flag_is_heard_in_every_state(line: Line, state: State, kinds: list[str]) -> None:
    says_state(line, state)
    assert line.says("fever 101.5 mouth") == kinds
    assert len(line.alerts()) == 1


@pytest.mark.parametrize("body", ["we parked on level 3", "1", "FIX", "😢"])
def test_after_a_death_nothing_automatic_is_answered(line: Line, body: str) -> None:
    says_state(line, State.DIED)
    assert line.says(body) == []


def test_an_enrolled_siblings_conversation_goes_on(twins: Line) -> None:
    says_state(twins, State.DIED)
    twins.at(20).tick()
    assert twins.says("1") == ["DoseBooked"]
    assert (twins.status(A, child=0), twins.status(A, child=1)) == (None, "given")
    assert twins.says("fever 101.5 mouth") == ["SafetyT2Fever"]
    assert len(twins.alerts()) == 1


def test_five_children_on_one_phone_are_all_heard(app: Flask) -> None:
    names = ("Leo", "Mia", "Ian", "Zoe", "Gus")
    entry = one_label()["children"][0]
    children = tuple(
        a_child_entry(code=f"K-20{number}", nickname=name, plans=entry.plans)
        for number, name in enumerate(names)
    )
    line = Line(app).move_in(**(two_children() | {"children": children}))
    line.says("7")
    assert len(line.alerts()) == 5


def test_a_nickname_inside_another_word_names_nobody(twins: Line) -> None:
    twins.says("fever 101.5 mouth, we are in miami")
    assert len(twins.alerts()) == 2


def test_a_second_caregivers_answer_is_not_taken_for_the_firsts_question(line: Line) -> None:
    line.at(20).tick()
    assert line.says("1", FATHER) == ["NothingOpen"]
    assert line.status(A) is None
