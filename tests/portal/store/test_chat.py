"""Conversations belong to one person, only grow, and are hidden but kept when they are cleared."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, SQLModel

from portal.store import chat
from portal.store.chat import ChatClearing, ChatTurn, TurnKind
from portal.store.doses import Door
from portal.store.engine import reading, transaction
from portal.store.families import Caregiver
from tests import builders
from tests.moving_clock import START


@pytest.fixture
def people(app: Flask) -> list[Caregiver]:
    """A mother and a father of one child."""
    with app.app_context(), transaction() as session:
        site = builders.a_site(session)
        child = builders.a_child(session, builders.a_family(session, site))
        return [builders.a_caregiver(session, child, last_digits=two) for two in ("20", "21")]


def says(session: Session, person: Caregiver, words: str, minute: int, number: int = 0) -> ChatTurn:
    turn = ChatTurn(
        caregiver_id=person.id, family_id=person.family_id, site_id=person.site_id, words=words,
        kind=TurnKind.NOTED, door=Door.WEB, language="en", number=number,
        at=START + timedelta(minutes=minute),
    )  # fmt: skip
    session.add(turn)
    session.flush()
    return turn


def test_a_conversation_is_one_persons_and_in_order(app: Flask, people: list[Caregiver]) -> None:
    mother, father = people
    with app.app_context(), transaction() as session:
        says(session, mother, "second", 1, number=1)
        says(session, mother, "first", 1)
        turn = says(session, father, "his", 2)
        found = [one.words for one in chat.conversation(session, mother.id, 10)]
        assert found == ["first", "second"]
        assert chat.own_turn(session, mother.id, turn.id) is None


def test_clearing_hides_what_came_before_and_deletes_nothing(
    app: Flask, people: list[Caregiver]
) -> None:
    mother = people[0]
    with app.app_context(), transaction() as session:
        before = says(session, mother, "before", 1)
        session.add(
            ChatClearing(
                caregiver_id=mother.id, family_id=mother.family_id, site_id=mother.site_id,
                door=Door.WEB, at=START + timedelta(minutes=2),
            )
        )  # fmt: skip
        says(session, mother, "after", 3)
        assert [one.words for one in chat.conversation(session, mother.id, 10)] == ["after"]
        assert session.get(ChatTurn, before.id) is not None


@pytest.mark.parametrize("act", [update(ChatTurn).values(number=7), delete(ChatTurn)])
def test_the_database_itself_refuses_to_change_a_turn(
    app: Flask, people: list[Caregiver], act: object
) -> None:
    with app.app_context():
        with transaction() as session:
            says(session, people[0], "kept", 1)
        with pytest.raises(DatabaseError, match="may not be changed"), transaction() as session:
            session.exec(act)  # type: ignore[call-overload]
        with reading() as session:
            assert [one.words for one in chat.conversation(session, people[0].id, 9)] == ["kept"]


def test_every_table_of_the_chat_only_grows(app: Flask, people: list[Caregiver]) -> None:
    tables: list[type[SQLModel]] = [
        chat.ChatTurn, chat.ChatClearing, chat.TeamQuestion, chat.TeamAnswer, chat.AnswerSeen,
        chat.DraftPassage,
    ]  # fmt: skip
    with app.app_context(), reading() as session:
        for table in tables:
            assert _guards(session, table) == {"update", "delete"}, table


def _guards(session: Session, table: type[SQLModel]) -> set[str]:
    sqlite = session.connection().dialect.name == "sqlite"
    names = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    query = text(names if sqlite else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
    found = {str(row[0]) for row in session.connection().execute(query)}
    start = f"{table.__tablename__}_no_"
    return {name.removeprefix(start) for name in found if name.startswith(start)}


def test_the_words_are_sealed_in_the_database(app: Flask, people: list[Caregiver]) -> None:
    with app.app_context(), transaction() as session:
        says(session, people[0], "a secret thing", 1)
        stored = session.connection().execute(text("SELECT words FROM chat_turns")).scalar_one()
        assert b"secret" not in bytes(stored)
