"""Which process does a clock's work just now, and when it last finished a whole round."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Field, Session, SQLModel, col, func, select

from portal.store.columns import instant, maybe_instant


class Lease(SQLModel, table=True):
    """One kind of clock work. Taking it is an UPDATE that only one process wins.

    `failures`: how many rounds in a row went wrong, where that is counted.
    """

    __tablename__ = "leases"
    name: str = Field(primary_key=True, max_length=32)
    owner: str = Field(max_length=64)
    until: datetime = instant()
    finished_at: datetime | None = maybe_instant()
    failures: int = 0


def fetching(number: str) -> str:
    """The name of the work of fetching what came in for one of our numbers; nobody takes it."""
    return f"fetch:{number}"


def take(session: Session, name: str, owner: str, now: datetime, seconds: int) -> bool:
    """True when `owner` may do this work until `now + seconds`."""
    until = now + timedelta(seconds=seconds)
    free = (col(Lease.until) <= now) | (col(Lease.owner) == owner)
    taken = session.exec(
        update(Lease).where(col(Lease.name) == name, free).values(owner=owner, until=until)
    )
    return bool(taken.rowcount == 1)


def ensure(session: Session, name: str, now: datetime) -> None:
    """Make sure that this work has a row to take; free, and never done."""
    if session.get(Lease, name) is not None:
        return
    try:
        with session.begin_nested():
            session.add(Lease(name=name, owner="", until=now))
    except IntegrityError:
        return  # another process made it at the same moment


def finish(session: Session, name: str, owner: str, now: datetime) -> None:
    """Write down that a whole round was done."""
    session.exec(
        update(Lease)
        .where(col(Lease.name) == name, col(Lease.owner) == owner)
        .values(finished_at=now, failures=0)
    )


def fail(session: Session, name: str) -> None:
    """Count one more round that went wrong."""
    session.exec(
        update(Lease).where(col(Lease.name) == name).values(failures=col(Lease.failures) + 1)
    )


def most_failures(session: Session, names: Collection[str]) -> int:
    """How many rounds in a row went wrong, of that work among these that fares worst."""
    query = select(func.max(Lease.failures)).where(col(Lease.name).in_(names))
    return session.exec(query).one() or 0


def last_round(session: Session, name: str) -> datetime | None:
    lease = session.get(Lease, name)
    return lease.finished_at if lease else None
