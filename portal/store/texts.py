"""Texts that came in and texts that wait to go out: the only bridge between portal and carrier."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, update
from sqlmodel import Field, Session, SQLModel, col, select

from portal.store import sealed
from portal.store.columns import id_field, instant, link, maybe_instant, word


class InboundState(StrEnum):
    """KEPT: durable, unread. SCREENED: red flags acted on. QUARANTINED: for a person."""

    KEPT = "kept"
    SCREENED = "screened"
    READ = "read"
    QUARANTINED = "quarantined"


class InboundText(SQLModel, table=True):
    """A text as the carrier gave it. Written before anybody looks at what it says.

    `received_at` is when our door opened, or when the carrier received a text that did not reach
    our door and was fetched from it later, at `fetched_at`. What a text means goes by the former.
    """

    __tablename__ = "inbound_texts"
    __table_args__ = (Index("ix_inbound_texts_unread", "state", "next_read_at"),)
    id: str = id_field()
    carrier_id: str = Field(unique=True, max_length=64)
    site_id: str | None = link("sites.id", nullable=True)
    caregiver_id: str | None = link("caregivers.id", nullable=True)
    contact_id: str | None = link("pager_contacts.id", nullable=True)
    sender: str = sealed.text("inbound_texts.sender")
    sender_index: str = Field(index=True, max_length=64)
    called: str = Field(max_length=32)
    body: str = sealed.text("inbound_texts.body")
    media_count: int = 0
    opt_out_type: str | None = Field(default=None, max_length=8)
    received_at: datetime = instant(index=True)
    fetched_at: datetime | None = maybe_instant()
    state: InboundState = word(InboundState, default=InboundState.KEPT)
    attempts: int = 0
    next_read_at: datetime | None = maybe_instant()
    screened_at: datetime | None = maybe_instant()
    read_at: datetime | None = maybe_instant()
    reading: dict[str, Any] | None = sealed.values("inbound_texts.reading", nullable=True)
    needs_person: bool = Field(default=False, index=True)
    handled_at: datetime | None = maybe_instant()
    handled_by: str | None = link("staff.id", nullable=True)


class Sender(StrEnum):
    """Which of a site's two numbers speaks: families and staff never share one."""

    FAMILY = "family"
    STAFF = "staff"


class OutboundState(StrEnum):
    PENDING = "pending"
    CLAIMED = "claimed"
    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    SUPPRESSED = "suppressed"


# A state may only be followed by one of a higher rank (messaging 3.2).
RANK = {
    OutboundState.PENDING: 0,
    OutboundState.CLAIMED: 1,
    OutboundState.UNKNOWN: 2,
    OutboundState.ACCEPTED: 3,
    OutboundState.SENT: 4,
    OutboundState.DELIVERED: 9,
    OutboundState.UNDELIVERED: 9,
    OutboundState.FAILED: 9,
    OutboundState.EXPIRED: 9,
    OutboundState.SUPPRESSED: 9,
}


class OutboundText(SQLModel, table=True):
    """A text that was decided. Its id is opaque and goes into the status-callback address."""

    __tablename__ = "outbound_texts"
    __table_args__ = (Index("ix_outbound_texts_waiting", "state", "priority", "send_after"),)
    id: str = id_field()
    site_id: str = link("sites.id")
    sender: Sender = word(Sender)
    to: str = sealed.text("outbound_texts.to")
    to_index: str = Field(index=True, max_length=64)
    caregiver_id: str | None = link("caregivers.id", nullable=True)
    contact_id: str | None = link("pager_contacts.id", nullable=True)
    participant_id: str | None = link("participants.id", nullable=True)
    alert_id: str | None = link("alerts.id", nullable=True)
    checkin_id: str | None = link("checkins.id", nullable=True)
    inbound_id: str | None = link("inbound_texts.id", nullable=True)
    purpose: str = Field(max_length=16)
    priority: int
    kind: str = Field(max_length=48)
    payload: str = sealed.text("outbound_texts.payload")
    language: str = Field(max_length=8)
    body: str | None = sealed.text("outbound_texts.body", nullable=True)
    wording_version: str | None = Field(default=None, max_length=32)
    segments: int | None = None
    unique_key: str = Field(unique=True, max_length=160)
    state: OutboundState = word(OutboundState, default=OutboundState.PENDING)
    rank: int = 0
    created_at: datetime = instant(index=True)
    send_after: datetime = instant()
    expires_at: datetime | None = maybe_instant()
    attempts: int = 0
    uncertain: bool = False
    asked_carrier: int = 0
    worker: str | None = Field(default=None, max_length=64)
    lease_until: datetime | None = maybe_instant(index=True)
    claimed_at: datetime | None = maybe_instant()
    carrier_id: str | None = Field(default=None, index=True, max_length=64)
    error_code: str | None = Field(default=None, max_length=16)
    handed_over_at: datetime | None = maybe_instant()
    finished_at: datetime | None = maybe_instant()
    poll_at: datetime | None = maybe_instant(index=True)


class DeliveryEvent(SQLModel, table=True):
    """Append-only: each status the carrier told us, also for texts we do not know (yet)."""

    __tablename__ = "delivery_events"
    id: str = id_field()
    outbound_id: str | None = Field(default=None, index=True, max_length=64)
    carrier_id: str = Field(index=True, max_length=64)
    status: str = Field(max_length=24)
    error_code: str | None = Field(default=None, max_length=16)
    at: datetime = instant()
    applied: bool = False


def inbound_by_carrier_id(session: Session, carrier_id: str) -> InboundText | None:
    return session.exec(select(InboundText).where(InboundText.carrier_id == carrier_id)).first()


def unread(session: Session, now: datetime, limit: int) -> list[str]:
    """Ids of texts kept or screened but not read, whose turn has come; oldest first."""
    waiting = col(InboundText.state).in_([InboundState.KEPT, InboundState.SCREENED])
    query = select(InboundText.id).where(waiting, col(InboundText.next_read_at) <= now)
    return list(session.exec(query.order_by(col(InboundText.received_at)).limit(limit)))


def needing_person(session: Session, site_id: str) -> list[InboundText]:
    """Texts that a person of the team still has to read, oldest first."""
    query = select(InboundText).where(InboundText.site_id == site_id, col(InboundText.needs_person))
    query = query.where(col(InboundText.handled_at).is_(None))
    return list(session.exec(query.order_by(col(InboundText.received_at))))


def thread(
    session: Session, caregiver_id: str, limit: int = 100
) -> tuple[list[InboundText], list[OutboundText]]:
    """The last texts from and to one caregiver, oldest first. Sign-in codes are not in it."""
    came = select(InboundText).where(InboundText.caregiver_id == caregiver_id)
    went = select(OutboundText).where(OutboundText.caregiver_id == caregiver_id)
    went = went.where(OutboundText.purpose != "code")
    inbound = session.exec(came.order_by(col(InboundText.received_at).desc()).limit(limit))
    outbound = session.exec(went.order_by(col(OutboundText.created_at).desc()).limit(limit))
    return list(inbound)[::-1], list(outbound)[::-1]


def outbound_with_key(session: Session, unique_key: str) -> OutboundText | None:
    return session.exec(select(OutboundText).where(OutboundText.unique_key == unique_key)).first()


def of_checkin(session: Session, checkin_id: str) -> list[OutboundText]:
    """The texts that asked about a check-in, in the order they were decided."""
    query = select(OutboundText).where(OutboundText.checkin_id == checkin_id)
    return list(session.exec(query.order_by(col(OutboundText.created_at))))


def nudges_since(session: Session, phone_index: str, since: datetime) -> int:
    """How many reminders and prompts were decided for a phone from `since` on, held ones not."""
    query = select(OutboundText.id).where(
        OutboundText.to_index == phone_index,
        col(OutboundText.purpose).in_(["reminder", "prompt"]),
        col(OutboundText.created_at) >= since,
        OutboundText.state != OutboundState.SUPPRESSED,
    )
    return len(session.exec(query).all())


def suppress(session: Session, text_ids: Collection[str], now: datetime) -> None:
    """Hold these back for good, unless a sender has taken them up in the meantime."""
    held = OutboundState.SUPPRESSED
    session.exec(
        update(OutboundText)
        .where(col(OutboundText.id).in_(text_ids), col(OutboundText.state) == OutboundState.PENDING)
        .values(state=held, rank=RANK[held], finished_at=now)
    )


def waiting_for(session: Session, caregiver_ids: Collection[str]) -> list[OutboundText]:
    """Texts to these people that nobody has taken up for sending yet."""
    query = select(OutboundText).where(
        col(OutboundText.caregiver_id).in_(caregiver_ids),
        OutboundText.state == OutboundState.PENDING,
    )
    return list(session.exec(query))
