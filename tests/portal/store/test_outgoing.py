"""A text is put into the outbox once, and is then a row like any other."""

from datetime import UTC, datetime

from flask import Flask
from sqlmodel import Session, col, select

from portal.actions.queue_text import queue_stranger
from portal.store.engine import reading, transaction
from portal.store.texts import OutboundText
from study.notices import UnknownSender
from tests import builders

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
PHONE = "+12025550177"


def _queued(session: Session, key: str) -> OutboundText:
    return queue_stranger(
        session,
        site_id="demo",
        phone=PHONE,
        notice=UnknownSender(program="Check-in line", phone_day="202-555-0101"),
        key=key,
        language="en",
        now=NOW,
    )


def _stored() -> list[OutboundText]:
    with reading() as session:
        return list(session.exec(select(OutboundText).order_by(col(OutboundText.unique_key))))


def test_the_same_key_gives_back_the_row_that_is_there(app: Flask) -> None:
    with app.app_context():
        with transaction() as session:
            builders.a_site(session)
            first = _queued(session, "stranger:1")
            assert _queued(session, "stranger:1") is first
        with transaction() as session:
            assert _queued(session, "stranger:1").id == first.id
        assert [text.id for text in _stored()] == [first.id]


def test_what_is_changed_after_queueing_is_kept(app: Flask) -> None:
    with app.app_context():
        with transaction() as session:
            builders.a_site(session)
            _queued(session, "stranger:1").error_code = "30005"
        (text,) = _stored()
        assert (text.error_code, text.to, text.kind) == ("30005", PHONE, "UnknownSender")


def test_a_cause_that_is_undone_takes_its_text_with_it(app: Flask) -> None:
    with app.app_context():
        with transaction() as session:
            builders.a_site(session)
        with transaction() as session:
            _queued(session, "stranger:1")
            session.rollback()
        assert _stored() == []
