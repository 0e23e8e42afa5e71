"""Which senders the carrier refuses until a person has put something right. Decides nothing."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Field, Session, SQLModel, col, select

from portal.store.columns import instant, maybe_instant
from portal.store.texts import Sender

ACCOUNT = "account"


class CarrierStop(SQLModel, table=True):
    """One sender (or the whole account) that waits. One text tries again at `next_try_at`."""

    __tablename__ = "carrier_stops"
    scope: str = Field(primary_key=True, max_length=64)
    code: str = Field(max_length=16)
    since: datetime = instant()
    next_try_at: datetime = instant()
    ended_at: datetime | None = maybe_instant()


def scope_of(site_id: str, sender: Sender) -> str:
    return f"{site_id}:{sender.value}"


def standing(session: Session) -> list[CarrierStop]:
    """The stops that nobody has put right yet."""
    return list(session.exec(select(CarrierStop).where(col(CarrierStop.ended_at).is_(None))))


def begin(session: Session, scope: str, code: str, now: datetime, next_try_at: datetime) -> bool:
    """Stop a sender, or keep it stopped; True when it was not stopped before."""
    made = session.get(CarrierStop, scope) is None and _made(session, scope, code, now)
    stop = session.get_one(CarrierStop, scope, with_for_update=True, populate_existing=True)
    fresh = made or stop.ended_at is not None
    if fresh:
        stop.since, stop.ended_at = now, None
    stop.code, stop.next_try_at = code, next_try_at
    session.add(stop)
    return fresh


def _made(session: Session, scope: str, code: str, now: datetime) -> bool:
    """False when another process, refused at the same moment, has made this row."""
    try:
        with session.begin_nested():
            session.add(CarrierStop(scope=scope, code=code, since=now, next_try_at=now))
    except IntegrityError:
        return False
    return True


def end(session: Session, scope: str, now: datetime) -> None:
    """The carrier took a text of this sender again."""
    stop = session.get(CarrierStop, scope)
    if stop is not None and stop.ended_at is None:
        stop.ended_at = now
        session.add(stop)
