"""Regimens as staff entered them, the slots they make, and the check-ins that ask about slots."""

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import JSON, Index, UniqueConstraint, bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from portal.store import sealed
from portal.store.columns import id_field, instant, link, maybe_instant, word
from study.medicines import Medicine, Route


class Schedule(SQLModel, table=True):
    """One dated plan for one medicine. Never edited: a change supersedes it with a new row.

    `clinic_slots`: pairs of ISO day and wall time on which the family waits for the clinic's word.
    `end_look_at`: when the clock must look whether the plan's end has to be announced.
    """

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
    clinic_slots: list[list[str]] = Field(default_factory=list, sa_type=JSON)
    end_look_at: datetime | None = maybe_instant(index=True)


class CheckinKind(StrEnum):
    DOSES = "doses"
    DAILY = "daily"


class Checkin(SQLModel, table=True):
    """A moment a family is asked about: doses that fall together, or the daily question.

    `next_at` is when the clock looks again; None means nothing more is due. `later_at` is when
    the family last said "later".
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
    later_at: datetime | None = maybe_instant()
    answered_at: datetime | None = maybe_instant()
    closed_at: datetime | None = maybe_instant()
    closed_why: str | None = Field(default=None, max_length=32)


class DoseSlot(SQLModel, table=True):
    """One planned dose of one medicine. `withdrawn_at` when its schedule was replaced before it.

    `waits_for_clinic`: asked about but never reminded of, until a person of the team says so.
    """

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
    waits_for_clinic: bool = False
    withdrawn_at: datetime | None = maybe_instant()


# Built once: every text asks these.
_BETWEEN = (
    select(DoseSlot)
    .where(
        col(DoseSlot.participant_id) == bindparam("participant"),
        col(DoseSlot.due_at) >= bindparam("first"),
        col(DoseSlot.due_at) < bindparam("last"),
        col(DoseSlot.withdrawn_at).is_(None),
    )
    .order_by(col(DoseSlot.due_at))
)
_OF_CHECKIN = select(DoseSlot).where(
    col(DoseSlot.checkin_id) == bindparam("checkin"), col(DoseSlot.withdrawn_at).is_(None)
)


def slots_between(
    session: Session, participant_id: str, first: datetime, last: datetime
) -> list[DoseSlot]:
    """Live slots due from `first` up to, not including, `last`; earliest first, A before B."""
    asked = {"participant": participant_id, "first": first, "last": last}
    found = session.exec(_BETWEEN, params=asked)
    return sorted(found, key=lambda slot: (slot.due_at, list(Medicine).index(slot.medicine)))


def slots_of_checkin(session: Session, checkin_id: str) -> list[DoseSlot]:
    found = session.exec(_OF_CHECKIN, params={"checkin": checkin_id})
    return sorted(found, key=lambda slot: (slot.due_at, list(Medicine).index(slot.medicine)))


def due_checkins(session: Session, now: datetime, limit: int) -> list[str]:
    """Ids of check-ins the clock must look at, oldest first."""
    query = select(Checkin.id).where(col(Checkin.next_at) <= now)
    return list(session.exec(query.order_by(col(Checkin.next_at)).limit(limit)))


def current_schedules(session: Session, participant_id: str) -> list[Schedule]:
    query = select(Schedule).where(Schedule.participant_id == participant_id)
    query = query.where(col(Schedule.superseded_at).is_(None))
    return list(session.exec(query.order_by(col(Schedule.medicine), col(Schedule.starts_on))))


def get_slot(session: Session, slot_id: str | None) -> DoseSlot:
    """The slot of that id. Raises LookupError."""
    slot = session.get(DoseSlot, slot_id) if slot_id else None
    if slot is None:
        raise LookupError("no such slot")
    return slot


def slots_from(session: Session, participant_id: str, now: datetime) -> list[DoseSlot]:
    """Live slots that are due after `now`, earliest first."""
    query = select(DoseSlot).where(
        DoseSlot.participant_id == participant_id,
        col(DoseSlot.due_at) > now,
        col(DoseSlot.withdrawn_at).is_(None),
    )
    return list(session.exec(query.order_by(col(DoseSlot.due_at))))


def checkins_from(session: Session, participant_id: str, now: datetime) -> list[Checkin]:
    """Check-ins that come after `now`, also those a change of plan has closed."""
    query = select(Checkin).where(Checkin.participant_id == participant_id)
    return list(session.exec(query.where(col(Checkin.due_at) > now)))


def running_checkins(session: Session, participant_id: str, now: datetime) -> list[Checkin]:
    """Check-ins that have come due and are still open."""
    query = select(Checkin).where(
        Checkin.participant_id == participant_id,
        col(Checkin.due_at) <= now,
        col(Checkin.closes_at) > now,
        col(Checkin.closed_at).is_(None),
    )
    return list(session.exec(query))


def asked_days(session: Session, participant_id: str, after: date | None, before: date) -> int:
    """How many days between the two a participant's family was asked something on."""
    query = select(col(Checkin.day)).where(
        Checkin.participant_id == participant_id,
        col(Checkin.asked_at).is_not(None),
        col(Checkin.day) < before,
    )
    if after is not None:
        query = query.where(col(Checkin.day) > after)
    return len(set(session.exec(query)))


def ending(session: Session, now: datetime, limit: int) -> list[str]:
    """Ids of plans whose end the clock must look at, oldest first."""
    query = select(Schedule.id).where(
        col(Schedule.end_look_at) <= now, col(Schedule.superseded_at).is_(None)
    )
    return list(session.exec(query.order_by(col(Schedule.end_look_at)).limit(limit)))
