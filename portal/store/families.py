"""Families, their children in the study, the people who care for them, and consent to be texted."""

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, bindparam, text
from sqlmodel import Field, Session, SQLModel, col, select

from portal.store import sealed
from portal.store.columns import id_field, instant, link, maybe_instant, word
from study.lifecycle import State


class Family(SQLModel, table=True):
    """A household at one site, with its own wall clock (facts section 1: zone per family).

    `prompt_at`: when the daily question comes. `quiet_from` and `quiet_until` ("21:00") replace
    the protocol's quiet hours for this family.
    """

    __tablename__ = "families"
    id: str = id_field()
    site_id: str = link("sites.id")
    zone: str
    quiet_from: str | None = None
    quiet_until: str | None = None
    prompt_at: time = time(18, 0)
    created_at: datetime = instant()


class Participant(SQLModel, table=True):
    """A child or young person in the study. `code` is what pages and exports show."""

    __tablename__ = "participants"
    __table_args__ = (UniqueConstraint("site_id", "code"),)
    id: str = id_field()
    family_id: str = link("families.id")
    site_id: str = link("sites.id")
    code: str = Field(max_length=16)
    nickname: str = sealed.text("participants.nickname")
    birth_date: str | None = sealed.text("participants.birth_date", nullable=True)
    arm: str | None = Field(default=None, max_length=32)
    day1: date | None = None
    state: State = word(State, default=State.NOT_STARTED)
    state_since: datetime = instant()
    etoposide_on: bool = False
    created_at: datetime = instant()

    @property
    def born(self) -> date | None:
        return date.fromisoformat(self.birth_date) if self.birth_date else None


class Texting(StrEnum):
    """May this phone be texted? Only CONFIRMED may; a red flag is heard from all of them."""

    NEW = "new"
    ASKED = "asked"
    CONFIRMED = "confirmed"
    OPTED_OUT = "opted_out"


class Caregiver(SQLModel, table=True):
    """A person with a phone: a parent, a grandparent, or the participant. One row per phone.

    A phone belongs to one person at a time: removing the person frees it.
    """

    __tablename__ = "caregivers"
    __table_args__ = (
        Index(
            "uq_caregivers_phone_in_use",
            "phone_index",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
    )
    id: str = id_field()
    family_id: str = link("families.id")
    site_id: str = link("sites.id")
    name: str = sealed.text("caregivers.name")
    phone: str = sealed.text("caregivers.phone")
    phone_index: str = Field(index=True, max_length=64)
    language: str = Field(max_length=8)
    is_participant: bool = False
    shared_phone: bool = False
    contact_order: int = 1
    sees_names: bool = True
    sees_reports: bool = True
    gets_backup: bool = True
    wants_reminders: bool = True
    wants_prompts: bool = True
    texting: Texting = word(Texting, default=Texting.NEW)
    number_trouble: str | None = Field(default=None, max_length=64)
    removed_at: datetime | None = maybe_instant()
    created_at: datetime = instant()


class Care(SQLModel, table=True):
    """Which caregiver answers for which participant."""

    __tablename__ = "care"
    caregiver_id: str = Field(
        foreign_key="caregivers.id", primary_key=True, max_length=32, ondelete="RESTRICT"
    )
    participant_id: str = Field(
        foreign_key="participants.id",
        primary_key=True,
        index=True,
        max_length=32,
        ondelete="RESTRICT",
    )


class TextingConsent(SQLModel, table=True):
    """Append-only: what was agreed to or taken back for a phone, in which words (facts 5.1)."""

    __tablename__ = "texting_consents"
    id: str = id_field()
    caregiver_id: str = link("caregivers.id")
    given: bool
    wording_version: str = Field(max_length=32)
    language: str = Field(max_length=8)
    how: str = Field(max_length=32)
    staff_id: str | None = link("staff.id", nullable=True)
    at: datetime = instant()


class StateChange(SQLModel, table=True):
    """Append-only: where a participant stood in the study, from when, and who said so."""

    __tablename__ = "state_changes"
    id: str = id_field()
    participant_id: str = link("participants.id")
    state: State = word(State)
    staff_id: str | None = link("staff.id", nullable=True)
    caregiver_id: str | None = link("caregivers.id", nullable=True)
    reason: str = Field(default="", max_length=64)
    at: datetime = instant()


# Built once: every text asks these (layout, budgets).
_BY_PHONE = select(Caregiver).where(
    col(Caregiver.phone_index) == bindparam("phone"), col(Caregiver.removed_at).is_(None)
)
_CHILDREN = (
    select(Participant)
    .join(Care)
    .where(col(Care.caregiver_id) == bindparam("caregiver"))
    .order_by(col(Participant.created_at), col(Participant.code))
)
_LOCKED = (
    select(Family)
    .where(col(Family.id) == bindparam("family"))
    .with_for_update()
    .execution_options(populate_existing=True)
)


def caregiver_by_phone(session: Session, phone: str) -> Caregiver | None:
    """The caregiver who holds this E.164 number and has not been removed."""
    return session.exec(_BY_PHONE, params={"phone": sealed.index(phone)}).first()


def children_of(session: Session, caregiver_id: str) -> list[Participant]:
    """The participants a caregiver answers for, in a steady order (it names them A, B, …)."""
    return list(session.exec(_CHILDREN, params={"caregiver": caregiver_id}))


def caregivers_of(session: Session, participant_id: str) -> list[Caregiver]:
    """Everyone who answers for a participant, first caregiver first; removed people left out."""
    query = select(Caregiver).join(Care).where(Care.participant_id == participant_id)
    query = query.where(col(Caregiver.removed_at).is_(None))
    return list(
        session.exec(query.order_by(col(Caregiver.contact_order), col(Caregiver.created_at)))
    )


def participants_of(session: Session, family_id: str) -> list[Participant]:
    query = select(Participant).where(Participant.family_id == family_id)
    return list(session.exec(query.order_by(col(Participant.created_at), col(Participant.code))))


def get_family(session: Session, family_id: str) -> Family:
    """The family of that id. Raises LookupError."""
    family = session.get(Family, family_id)
    if family is None:
        raise LookupError("no such family")
    return family


def lock_family(session: Session, family_id: str) -> Family:
    """The family of that id, which nobody else changes until this transaction ends."""
    return session.exec(_LOCKED, params={"family": family_id}).one()


def get_participant(session: Session, participant_id: str) -> Participant:
    """The participant of that id. Raises LookupError."""
    participant = session.get(Participant, participant_id)
    if participant is None:
        raise LookupError("no such participant")
    return participant


def members(session: Session, family_id: str) -> list[Caregiver]:
    """Everyone with a phone in a family, first caregiver first; removed people left out."""
    query = select(Caregiver).where(Caregiver.family_id == family_id)
    query = query.where(col(Caregiver.removed_at).is_(None))
    return list(session.exec(query.order_by(col(Caregiver.contact_order))))


def code_taken(session: Session, site_id: str, code: str) -> bool:
    query = select(Participant.id).where(Participant.site_id == site_id, Participant.code == code)
    return session.exec(query).first() is not None


def state_at(session: Session, participant: Participant, at: datetime) -> State:
    """Where a participant stood at an instant; NOT_STARTED before anything was said of it."""
    if at >= participant.state_since:
        return participant.state
    changes = [change for change in state_changes(session, participant.id) if change.at <= at]
    return changes[-1].state if changes else State.NOT_STARTED


def state_changes(session: Session, participant_id: str) -> list[StateChange]:
    """Everything a participant's state ever was, oldest first."""
    query = select(StateChange).where(StateChange.participant_id == participant_id)
    return list(session.exec(query.order_by(col(StateChange.at))))
