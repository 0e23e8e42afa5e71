"""What was said about doses. Append-only: a correction is a new row that names the old one."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from portal.store import sealed
from portal.store.columns import id_field, instant, link, maybe_instant, word
from portal.store.families import Participant, get_participant
from portal.store.schedules import DoseSlot
from study.doses import DoseStatus
from study.medicines import Medicine, Route


class Door(StrEnum):
    """How words or taps reached us."""

    SMS = "sms"
    WEB = "web"
    TEAM = "team"


class DoseReport(SQLModel, table=True):
    """One statement about one dose.

    The booked state of a slot is its newest row with `booked`; a second "given" is kept with
    `booked` False until somebody says what it was. `given_at` None means the time was not said:
    the moment of the text is never the moment of the dose (behaviour section 3).
    """

    __tablename__ = "dose_reports"
    id: str = id_field()
    participant_id: str = link("participants.id")
    slot_id: str | None = link("dose_slots.id", nullable=True)
    medicine: Medicine = word(Medicine)
    status: DoseStatus = word(DoseStatus)
    route: Route | None = word(Route, nullable=True)
    route_assumed: bool = False
    due_at: datetime | None = maybe_instant()
    given_at: datetime | None = maybe_instant()
    tube_trouble: bool = False
    note: str | None = sealed.text("dose_reports.note", nullable=True)
    booked: bool = True
    reported_at: datetime = instant(index=True)
    door: Door = word(Door)
    caregiver_id: str | None = link("caregivers.id", nullable=True)
    staff_id: str | None = link("staff.id", nullable=True)
    inbound_id: str | None = link("inbound_texts.id", nullable=True)
    replaces_id: str | None = Field(default=None, max_length=32)
    reason: str | None = Field(default=None, max_length=64)


_BOOKED = (
    select(DoseReport)
    .where(col(DoseReport.slot_id).in_(bindparam("slots", expanding=True)), col(DoseReport.booked))
    .order_by(col(DoseReport.reported_at))
)


def booked(session: Session, slot_ids: list[str]) -> dict[str, DoseReport]:
    """The standing report of each slot that has one, by slot id."""
    if not slot_ids:
        return {}
    reports = list(session.exec(_BOOKED, params={"slots": slot_ids}))
    replaced = {report.replaces_id for report in reports}
    return {report.slot_id or "": report for report in reports if report.id not in replaced}


def recent_slots(
    session: Session, participant_id: str, medicine: Medicine, before: datetime, days: int = 4
) -> list[DoseSlot]:
    """Live slots of one medicine due up to `before`, newest first."""
    query = select(DoseSlot).where(
        DoseSlot.participant_id == participant_id,
        DoseSlot.medicine == medicine,
        col(DoseSlot.withdrawn_at).is_(None),
        col(DoseSlot.due_at) <= before,
        col(DoseSlot.due_at) > before - timedelta(days=days),
    )
    return list(session.exec(query.order_by(col(DoseSlot.due_at).desc())))


def participant_of(session: Session, slot: DoseSlot) -> Participant:
    return get_participant(session, slot.participant_id)


def of_text(session: Session, slot_id: str, inbound_id: str | None) -> DoseReport | None:
    """What this very text said of the slot already: a text takes effect once."""
    if inbound_id is None:
        return None
    query = select(DoseReport).where(DoseReport.slot_id == slot_id)
    return session.exec(query.where(DoseReport.inbound_id == inbound_id)).first()


def answers_to(session: Session, report_id: str) -> list[DoseReport]:
    """Rows that name this one, oldest first."""
    query = select(DoseReport).where(DoseReport.replaces_id == report_id)
    return list(session.exec(query.order_by(col(DoseReport.reported_at))))


def history(session: Session, participant_id: str, limit: int = 500) -> list[DoseReport]:
    """Everything ever said about a participant's doses, newest first."""
    query = select(DoseReport).where(DoseReport.participant_id == participant_id)
    return list(session.exec(query.order_by(col(DoseReport.reported_at).desc()).limit(limit)))


def last_said(session: Session, participant_id: str) -> datetime | None:
    """When anybody last said anything about a participant's doses."""
    query = select(DoseReport.reported_at).where(DoseReport.participant_id == participant_id)
    return session.exec(query.order_by(col(DoseReport.reported_at).desc())).first()
