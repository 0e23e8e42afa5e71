"""A number that belongs to nobody: its red flags are heard, and it is told nothing of anybody."""

import pytest
from sqlmodel import col, select

from portal.store.engine import transaction
from portal.store.families import Caregiver
from portal.store.texts import InboundText
from tests.sms.chatbot.line import FATHER, PAGER, STRANGER, Line


def test_a_red_flag_pages_the_site_that_was_called(line: Line) -> None:
    assert line.says("my son has a fever of 103", STRANGER) == ["SafetySenderUnknown"]
    (alert,) = line.alerts()
    assert alert.unknown_phone == "+12025550199"
    assert [text.kind for text in line.sent_to(PAGER)] == ["PageUnknownSender"]


def test_an_emergency_is_told_to_call_911(line: Line) -> None:
    assert line.says("she is not breathing", STRANGER) == ["UnknownSenderEmergency"]
    assert line.words(STRANGER).startswith("Call 911 now")


def test_a_repeat_joins_the_alert_that_stands(line: Line) -> None:
    line.says("my son has a fever of 103", STRANGER)
    line.says("fever 103.5 now", STRANGER)
    assert len(line.alerts()) == 1


def test_anything_else_gets_one_neutral_reply_a_day(line: Line) -> None:
    assert line.says("hello is this the pharmacy", STRANGER) == ["UnknownSender"]
    assert line.says("hello?", STRANGER) == []
    assert line.at(9, day=1).says("hello?", STRANGER) == ["UnknownSender"]


@pytest.mark.parametrize("body", ["STOP", "ok thanks"])
def test_stop_and_thanks_are_not_answered(line: Line, body: str) -> None:
    assert line.says(body, STRANGER) == []


def test_nothing_of_the_family_is_in_the_answer(line: Line) -> None:
    line.says("who is this", STRANGER)
    assert not {"Ana", "K-103", "Maria"} & set(line.words(STRANGER).replace(".", "").split())


def test_somebody_who_was_removed_is_a_stranger(line: Line) -> None:
    with line.app.app_context(), transaction() as session:
        session.get_one(Caregiver, line.caregiver(FATHER).id).removed_at = line.now
    assert line.says("hola", FATHER) == ["UnknownSender"]


def test_every_text_of_a_stranger_is_for_a_person_to_read(line: Line) -> None:
    for body in ("hello is this the pharmacy", "it is about Ana's grandmother", "ok thanks"):
        line.says(body, STRANGER)
    with line.app.app_context(), transaction() as session:
        rows = session.exec(select(InboundText).order_by(col(InboundText.received_at)))
        assert [row.needs_person for row in rows][-3:] == [True, True, False]
