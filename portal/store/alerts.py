"""Alerts that someone must answer, what happened to them, and the pages sent for them."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from portal.store import sealed
from portal.store.columns import id_field, instant, link, maybe_instant, word
from study.symptoms import Tier


class AlertState(StrEnum):
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"


class FamilyMark(StrEnum):
    """What the family said of itself by R or E; it closes nothing."""

    REACHED = "reached"
    GOING = "going"


class Alert(SQLModel, table=True):
    """A red flag of one participant (or of an unknown phone). Open until a person resolves it.

    `next_action_at` is when the clock must look again; an unresolved alert always has one.
    """

    __tablename__ = "alerts"
    __table_args__ = (Index("ix_alerts_state_next", "state", "next_action_at"),)
    id: str = id_field()
    site_id: str = link("sites.id")
    participant_id: str | None = link("participants.id", nullable=True)
    caregiver_id: str | None = link("caregivers.id", nullable=True)
    unknown_phone: str | None = sealed.text("alerts.unknown_phone", nullable=True)
    unknown_index: str | None = Field(default=None, index=True, max_length=64)
    tier: Tier = word(Tier)
    state: AlertState = word(AlertState, default=AlertState.OPEN)
    opened_at: datetime = instant(index=True)
    paging_since: datetime = instant()
    next_action_at: datetime | None = maybe_instant()
    acknowledged_at: datetime | None = maybe_instant()
    acknowledged_contact_id: str | None = link("pager_contacts.id", nullable=True)
    acknowledged_staff_id: str | None = link("staff.id", nullable=True)
    acknowledged_how: str | None = Field(default=None, max_length=16)
    resolved_at: datetime | None = maybe_instant()
    resolved_by: str | None = link("staff.id", nullable=True)
    resolve_reason: str | None = sealed.text("alerts.resolve_reason", nullable=True)
    family_mark: FamilyMark | None = word(FamilyMark, nullable=True)
    family_told_at: datetime | None = maybe_instant()
    cannot_text: bool = False
    phone_the_family: bool = False


class AlertEvent(SQLModel, table=True):
    """Append-only: what happened to an alert, in order."""

    __tablename__ = "alert_events"
    id: str = id_field()
    alert_id: str = link("alerts.id")
    at: datetime = instant()
    kind: str = Field(max_length=32)
    contact_id: str | None = link("pager_contacts.id", nullable=True)
    staff_id: str | None = link("staff.id", nullable=True)
    detail: dict[str, Any] = sealed.values("alert_events.detail", default_factory=dict)


class Page(SQLModel, table=True):
    """One page to one person for one alert (or a weekly test). Its code answers it."""

    __tablename__ = "pages"
    id: str = id_field()
    site_id: str = link("sites.id")
    alert_id: str | None = link("alerts.id", nullable=True)
    contact_id: str = link("pager_contacts.id")
    code: str = Field(max_length=8)
    everyone: bool = False
    is_test: bool = False
    paged_at: datetime = instant()
    text_id: str | None = Field(default=None, index=True, max_length=32)
    failed_at: datetime | None = maybe_instant()
    failed_why: str | None = Field(default=None, max_length=64)
    wrong_tries: int = 0
    answered_at: datetime | None = maybe_instant()


_UNRESOLVED = (
    select(Alert)
    .where(
        col(Alert.participant_id) == bindparam("participant"),
        col(Alert.state) != AlertState.RESOLVED,
    )
    .order_by(col(Alert.opened_at).desc())
)


def unresolved_of(session: Session, participant_id: str) -> Alert | None:
    """The alert of this participant that is not resolved yet (there is at most one)."""
    return session.exec(_UNRESOLVED, params={"participant": participant_id}).first()


def unresolved_unknown(session: Session, site_id: str, phone_index: str) -> Alert | None:
    query = select(Alert).where(Alert.unknown_index == phone_index, Alert.site_id == site_id)
    return session.exec(query.where(Alert.state != AlertState.RESOLVED)).first()


def due(session: Session, now: datetime, limit: int) -> list[str]:
    """Ids of unresolved alerts that must be acted on, most overdue first."""
    query = select(Alert.id).where(Alert.state != AlertState.RESOLVED)
    query = query.where(col(Alert.next_action_at) <= now)
    return list(session.exec(query.order_by(col(Alert.next_action_at)).limit(limit)))


def unresolved(session: Session, site_id: str) -> list[Alert]:
    """A site's unresolved alerts, the most urgent tier first, then the oldest."""
    query = select(Alert).where(Alert.site_id == site_id, Alert.state != AlertState.RESOLVED)
    return list(session.exec(query.order_by(col(Alert.tier), col(Alert.opened_at))))


def events_of(session: Session, alert_id: str) -> list[AlertEvent]:
    query = select(AlertEvent).where(AlertEvent.alert_id == alert_id)
    return list(session.exec(query.order_by(col(AlertEvent.at))))


def pages_of(session: Session, alert_id: str) -> list[Page]:
    query = select(Page).where(Page.alert_id == alert_id)
    return list(session.exec(query.order_by(col(Page.paged_at))))


def open_pages_to(session: Session, contact_id: str) -> list[Page]:
    """Pages to this person whose alert is not resolved, and unanswered tests; newest first."""
    query = select(Page).outerjoin(Alert, col(Alert.id) == Page.alert_id)
    query = query.where(Page.contact_id == contact_id)
    query = query.where(
        (col(Page.is_test) & col(Page.answered_at).is_(None)) | (Alert.state != AlertState.RESOLVED)
    )
    return list(session.exec(query.order_by(col(Page.paged_at).desc())))


def note(
    session: Session,
    alert: Alert,
    kind: str,
    *,
    at: datetime,
    contact_id: str | None = None,
    staff_id: str | None = None,
    **detail: Any,
) -> AlertEvent:
    """Write down one thing that happened to an alert."""
    event = AlertEvent(
        alert_id=alert.id, at=at, kind=kind, contact_id=contact_id, staff_id=staff_id, detail=detail
    )
    session.add(event)
    return event
