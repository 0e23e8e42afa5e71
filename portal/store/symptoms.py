"""What families reported about how a child is, in their own words and in ours, with its tier."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel, col, select

from portal.store import sealed
from portal.store.columns import id_field, instant, link, maybe_instant, word
from portal.store.doses import Door
from study.symptoms import Tier


class SymptomReport(SQLModel, table=True):
    """One report about one participant. Kept for every tier; reviewed by a named person."""

    __tablename__ = "symptom_reports"
    id: str = id_field()
    participant_id: str = link("participants.id")
    site_id: str = link("sites.id")
    caregiver_id: str | None = link("caregivers.id", nullable=True)
    staff_id: str | None = link("staff.id", nullable=True)
    inbound_id: str | None = link("inbound_texts.id", nullable=True)
    alert_id: str | None = link("alerts.id", nullable=True)
    door: Door = word(Door)
    words: str = sealed.text("symptom_reports.words", default="")
    codes: list[str] = Field(default_factory=list, sa_type=JSON)
    temperature_raw: str | None = Field(default=None, max_length=32)
    temperature: Decimal | None = Field(default=None, max_digits=5, decimal_places=2)
    unit: str | None = Field(default=None, max_length=1)
    method: str | None = Field(default=None, max_length=16)
    taken_at: datetime | None = maybe_instant()
    fever_medicine: str | None = Field(default=None, max_length=8)
    tier: Tier = word(Tier)
    label: str = Field(max_length=16)
    reasons: list[list[str]] = sealed.values("symptom_reports.reasons", default_factory=list)
    reported_at: datetime = instant(index=True)
    reviewed_at: datetime | None = maybe_instant(index=True)
    reviewed_by: str | None = link("staff.id", nullable=True)
    ae_considered: bool | None = None


class FeverPlanRow(SQLModel, table=True):
    """A dated plan by a named investigator for a child with daily fever; expires (behaviour 4)."""

    __tablename__ = "fever_plans"
    id: str = id_field()
    participant_id: str = link("participants.id")
    staff_id: str = link("staff.id")
    wording: str = sealed.text("fever_plans.wording")
    set_at: datetime = instant()
    expires_at: datetime = instant()
    ended_at: datetime | None = maybe_instant()


def recent(session: Session, participant_id: str, since: datetime) -> list[SymptomReport]:
    """Reports of one participant from `since` on, newest first."""
    query = select(SymptomReport).where(SymptomReport.participant_id == participant_id)
    query = query.where(col(SymptomReport.reported_at) >= since)
    return list(session.exec(query.order_by(col(SymptomReport.reported_at).desc())))


def of_alert(session: Session, alert_id: str) -> list[SymptomReport]:
    query = select(SymptomReport).where(SymptomReport.alert_id == alert_id)
    return list(session.exec(query.order_by(col(SymptomReport.reported_at))))


def unreviewed(session: Session, site_id: str, limit: int = 200) -> list[SymptomReport]:
    """Reports nobody has marked reviewed, oldest first: they age on the work list."""
    query = select(SymptomReport).where(SymptomReport.site_id == site_id)
    query = query.where(col(SymptomReport.reviewed_at).is_(None))
    return list(session.exec(query.order_by(col(SymptomReport.reported_at)).limit(limit)))


def fever_plan(session: Session, participant_id: str, now: datetime) -> FeverPlanRow | None:
    """The plan in force at `now`, if a clinician set one that has neither ended nor expired."""
    query = select(FeverPlanRow).where(FeverPlanRow.participant_id == participant_id)
    query = query.where(col(FeverPlanRow.ended_at).is_(None), col(FeverPlanRow.expires_at) > now)
    return session.exec(query.order_by(col(FeverPlanRow.set_at).desc())).first()


def last_said(session: Session, participant_id: str) -> datetime | None:
    """When anybody last said anything of how a participant is."""
    query = select(SymptomReport.reported_at).where(SymptomReport.participant_id == participant_id)
    return session.exec(query.order_by(col(SymptomReport.reported_at).desc())).first()


def by_caregiver(
    session: Session, participant_id: str, caregiver_id: str, limit: int
) -> list[SymptomReport]:
    """What one person reported about a participant, newest first: theirs alone to read again."""
    query = select(SymptomReport).where(
        SymptomReport.participant_id == participant_id,
        SymptomReport.caregiver_id == caregiver_id,
    )
    return list(session.exec(query.order_by(col(SymptomReport.reported_at).desc()).limit(limit)))
