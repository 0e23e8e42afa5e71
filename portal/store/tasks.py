"""Things a person of the study team has to do: telephone, check, decide. They close by a person."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from portal.store import sealed
from portal.store.columns import id_field, instant, link, maybe_instant


class Task(SQLModel, table=True):
    """One thing to do. `unique_key` keeps the same cause from opening it twice while it is open."""

    __tablename__ = "tasks"
    id: str = id_field()
    site_id: str = link("sites.id")
    family_id: str | None = link("families.id", nullable=True)
    participant_id: str | None = link("participants.id", nullable=True)
    caregiver_id: str | None = link("caregivers.id", nullable=True)
    inbound_id: str | None = link("inbound_texts.id", nullable=True)
    kind: str = Field(max_length=48)
    urgent: bool = False
    detail: dict[str, Any] = sealed.values("tasks.detail", default_factory=dict)
    unique_key: str = Field(index=True, max_length=128)
    opened_at: datetime = instant(index=True)
    pages_at: datetime | None = maybe_instant(index=True)
    closed_at: datetime | None = maybe_instant()
    closed_by: str | None = link("staff.id", nullable=True)
    closed_note: str | None = sealed.text("tasks.closed_note", nullable=True)


def open_with_key(session: Session, unique_key: str) -> Task | None:
    query = select(Task).where(Task.unique_key == unique_key, col(Task.closed_at).is_(None))
    return session.exec(query).first()


def open_at(session: Session, site_id: str) -> list[Task]:
    """A site's open tasks, urgent first, then oldest."""
    query = select(Task).where(Task.site_id == site_id, col(Task.closed_at).is_(None))
    return list(session.exec(query.order_by(col(Task.urgent).desc(), col(Task.opened_at))))


def due_to_page(session: Session, now: datetime, limit: int) -> list[str]:
    """Ids of open tasks nobody took by the time at which they turn into a page."""
    query = select(Task.id).where(col(Task.pages_at) <= now, col(Task.closed_at).is_(None))
    return list(session.exec(query.order_by(col(Task.pages_at)).limit(limit)))


def ever_opened(session: Session, unique_key: str) -> bool:
    """Whether a task with this key was opened at any time, closed ones included."""
    return session.exec(select(Task.id).where(Task.unique_key == unique_key)).first() is not None


_ABOUT = (
    select(Task)
    .where(
        col(Task.participant_id) == bindparam("participant"),
        col(Task.kind) == bindparam("kind"),
        col(Task.closed_at).is_(None),
    )
    .order_by(col(Task.opened_at))
)


def open_about(session: Session, participant_id: str, kind: str) -> list[Task]:
    """Open tasks of one kind about one participant, oldest first."""
    return list(session.exec(_ABOUT, params={"participant": participant_id, "kind": kind}))


def last_closed(session: Session, participant_id: str, kind: str) -> datetime | None:
    """When a person last closed a task of one kind about a participant."""
    query = select(Task.closed_at).where(Task.participant_id == participant_id, Task.kind == kind)
    query = query.where(col(Task.closed_at).is_not(None))
    return session.exec(query.order_by(col(Task.closed_at).desc())).first()
