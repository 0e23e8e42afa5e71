"""The audit trail: who did or looked at what, and when. Rows are added, never changed."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel, col, select

from portal.store.columns import instant, word


class Actor(StrEnum):
    CAREGIVER = "caregiver"
    STAFF = "staff"
    CONTACT = "contact"
    CLOCK = "clock"
    COMMAND = "command"
    UNKNOWN = "unknown"


class Trail(SQLModel, table=True):
    """One act or look. `detail` holds ids, kinds and old and new codes: no names, no words."""

    __tablename__ = "trail"
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = instant(index=True)
    actor: Actor = word(Actor)
    actor_id: str | None = Field(default=None, max_length=64)
    what: str = Field(max_length=48)
    subject: str | None = Field(default=None, max_length=32)
    subject_id: str | None = Field(default=None, index=True, max_length=64)
    site_id: str | None = Field(default=None, index=True, max_length=32)
    family_id: str | None = Field(default=None, index=True, max_length=32)
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class Who(SQLModel):
    """The person, or the clock, on whose behalf something happens."""

    actor: Actor
    id: str | None = None
    site_id: str | None = None
    family_id: str | None = None


CLOCK = Who(actor=Actor.CLOCK)


def write(
    session: Session,
    who: Who,
    what: str,
    *,
    now: datetime,
    subject: SQLModel | None = None,
    **detail: Any,
) -> None:
    """Add one row. The site and family of the subject are kept beside it where it has them."""
    session.add(
        Trail(
            at=now,
            actor=who.actor,
            actor_id=who.id,
            what=what,
            subject=str(subject.__tablename__) if subject is not None else None,
            subject_id=getattr(subject, "id", None),
            site_id=getattr(subject, "site_id", None) or who.site_id,
            family_id=getattr(subject, "family_id", None) or who.family_id,
            detail=detail,
        )
    )


def of_subject(session: Session, subject_id: str, limit: int = 200) -> list[Trail]:
    query = select(Trail).where(Trail.subject_id == subject_id)
    return list(session.exec(query.order_by(col(Trail.id).desc()).limit(limit)))
