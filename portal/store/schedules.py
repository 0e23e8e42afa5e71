"""Regimens as staff entered them, the slots they make, and the check-ins that ask about slots."""

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from portal.store import sealed
from portal.store.columns import id_field, instant, link, maybe_instant, word
from study.medicines import Medicine, Route


class Schedule(SQLModel, table=True):
    """One dated plan for one medicine. Never edited: a change supersedes it with a new row."""

    __tablename__ = "schedules"
    id: str = id_field()
    participant_id: str = link("participants.id")
    medicine: Medicine = word(Medicine)
    route: Route = word(Route)
    times: list[str] = Field(sa_type=JSON)
    starts_on: date
    ends_on: date
    night_times_agreed: bool = False
    wording: str | None = sealed.text("schedules.wording", nullable=True)
    entered_by: str = link("staff.id")
    entered_at: datetime = instant()
    confirmed_by: str | None = link("staff.id", nullable=True)
    confirmed_at: datetime | None = maybe_instant()
    superseded_at: datetime | None = maybe_instant()
    superseded_by: str | None = Field(default=None, max_length=32)


class CheckinKind(StrEnum):
    DOSES = "doses"
    DAILY = "daily"


class Checkin(SQLModel, table=True):
    """A moment a family is asked about: doses that fall together, or the daily question.

    `next_at` is when the clock looks again; None means nothing more is due.
    """

    __tablename__ = "checkins"
    __table_args__ = (UniqueConstraint("participant_id", "kind", "due_at"),)
    id: str = id_field()
    participant_id: str = link("participants.id")
    family_id: str = link("families.id")
    site_id: str = link("sites.id")
    kind: CheckinKind = word(CheckinKind)
    day: date
    wall: time
    due_at: datetime = instant()
    closes_at: datetime = instant()
    next_at: datetime | None = maybe_instant(index=True)
    steps: int = 0
    asked_at: datetime | None = maybe_instant()
    answered_at: datetime | None = maybe_instant()
    closed_at: datetime | None = maybe_instant()
    closed_why: str | None = Field(default=None, max_length=32)


class DoseSlot(SQLModel, table=True):
    """One planned dose of one medicine. `withdrawn_at` when its schedule was replaced before it."""

    __tablename__ = "dose_slots"
    __table_args__ = (
        UniqueConstraint("schedule_id", "day", "wall"),
        Index("ix_dose_slots_participant_due", "participant_id", "due_at"),
    )
    id: str = id_field()
    participant_id: str = link("participants.id", index=False)
    schedule_id: str = link("schedules.id")
    checkin_id: str = link("checkins.id")
    medicine: Medicine = word(Medicine)
    route: Route = word(Route)
    day: date
    wall: time
    due_at: datetime = instant()
    window_ends_at: datetime | None = maybe_instant()
    withdrawn_at: datetime | None = maybe_instant()


def slots_between(
    session: Session, participant_id: str, first: datetime, last: datetime
) -> list[DoseSlot]:
    """Live slots due from `first` up to, not including, `last`; earliest first, A before B."""
    query = select(DoseSlot).where(
        DoseSlot.participant_id == participant_id,
        col(DoseSlot.due_at) >= first,
        col(DoseSlot.due_at) < last,
        col(DoseSlot.withdrawn_at).is_(None),
    )
    found = session.exec(query.order_by(col(DoseSlot.due_at)))
    return sorted(found, key=lambda slot: (slot.due_at, list(Medicine).index(slot.medicine)))


def slots_of_checkin(session: Session, checkin_id: str) -> list[DoseSlot]:
    query = select(DoseSlot).where(DoseSlot.checkin_id == checkin_id)
    found = session.exec(query.where(col(DoseSlot.withdrawn_at).is_(None)))
    return sorted(found, key=lambda slot: (slot.due_at, list(Medicine).index(slot.medicine)))


def due_checkins(session: Session, now: datetime, limit: int) -> list[str]:
    """Ids of check-ins the clock must look at, oldest first."""
    query = select(Checkin.id).where(col(Checkin.next_at) <= now)
    return list(session.exec(query.order_by(col(Checkin.next_at)).limit(limit)))


def current_schedules(session: Session, participant_id: str) -> list[Schedule]:
    query = select(Schedule).where(Schedule.participant_id == participant_id)
    query = query.where(col(Schedule.superseded_at).is_(None))
    return list(session.exec(query.order_by(col(Schedule.medicine), col(Schedule.starts_on))))
