"""People of the study team, the people who carry the pager, and who holds it when."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, Session, SQLModel, col, select

from portal.store import sealed
from portal.store.alerts import Alert
from portal.store.columns import id_field, instant, link, maybe_instant, word


class Role(StrEnum):
    """What a staff member may do. A monitor looks; a coordinator acts; an admin also sets up."""

    MONITOR = "monitor"
    COORDINATOR = "coordinator"
    INVESTIGATOR = "investigator"
    ADMIN = "admin"


class Staff(SQLModel, table=True):
    """A member of one site's study team who signs in with a password and TOTP."""

    __tablename__ = "staff"
    id: str = id_field()
    site_id: str = link("sites.id")
    name: str = sealed.text("staff.name")
    email: str = sealed.text("staff.email")
    email_index: str = Field(unique=True, max_length=64)
    role: Role = word(Role)
    language: str = Field(default="en", max_length=8)
    password_hash: str
    totp_secret: str = sealed.text("staff.totp_secret")
    totp_last_step: int = 0
    disabled_at: datetime | None = maybe_instant()
    created_at: datetime = instant()


class PagerContact(SQLModel, table=True):
    """A phone that can be paged: a staff member's, an operator's line, a person with no account."""

    __tablename__ = "pager_contacts"
    id: str = id_field()
    site_id: str = link("sites.id")
    staff_id: str | None = link("staff.id", nullable=True)
    name: str = sealed.text("pager_contacts.name")
    phone: str = sealed.text("pager_contacts.phone")
    phone_index: str = Field(index=True, unique=True, max_length=64)
    language: str = Field(default="en", max_length=8)
    number_trouble: str | None = Field(default=None, max_length=64)
    test_answered_at: datetime | None = maybe_instant()
    removed_at: datetime | None = maybe_instant()
    created_at: datetime = instant()


class Shift(SQLModel, table=True):
    """Who holds the pager from when until when."""

    __tablename__ = "shifts"
    id: str = id_field()
    site_id: str = link("sites.id")
    contact_id: str = link("pager_contacts.id")
    starts_at: datetime = instant(index=True)
    ends_at: datetime = instant(index=True)
    removed_at: datetime | None = maybe_instant()


class Fallback(SQLModel, table=True):
    """Who is paged after the one on call, in this order, and when nobody is on call."""

    __tablename__ = "fallbacks"
    id: str = id_field()
    site_id: str = link("sites.id")
    contact_id: str = link("pager_contacts.id")
    place: int
    removed_at: datetime | None = maybe_instant()


def by_email(session: Session, email: str) -> Staff | None:
    query = select(Staff).where(Staff.email_index == sealed.index(email.strip().lower()))
    return session.exec(query.where(col(Staff.disabled_at).is_(None))).first()


def working_at(session: Session, site_id: str) -> list[Staff]:
    """Everyone whose account at the site is open."""
    query = select(Staff).where(Staff.site_id == site_id, col(Staff.disabled_at).is_(None))
    return list(session.exec(query.order_by(col(Staff.created_at))))


def contact_by_phone(session: Session, phone: str) -> PagerContact | None:
    query = select(PagerContact).where(PagerContact.phone_index == sealed.index(phone))
    return session.exec(query.where(col(PagerContact.removed_at).is_(None))).first()


def contacts_at(session: Session, site_id: str) -> list[PagerContact]:
    query = select(PagerContact).where(PagerContact.site_id == site_id)
    query = query.where(col(PagerContact.removed_at).is_(None))
    return list(session.exec(query.order_by(col(PagerContact.created_at))))


def shifts_between(session: Session, site_id: str, first: datetime, last: datetime) -> list[Shift]:
    query = select(Shift).where(Shift.site_id == site_id, col(Shift.removed_at).is_(None))
    query = query.where(col(Shift.starts_at) < last, col(Shift.ends_at) > first)
    return list(session.exec(query.order_by(col(Shift.starts_at))))


def fallbacks_at(session: Session, site_id: str) -> list[Fallback]:
    query = select(Fallback).where(Fallback.site_id == site_id)
    query = query.where(col(Fallback.removed_at).is_(None))
    return list(session.exec(query.order_by(col(Fallback.place))))


def holder_name(session: Session, alert: Alert) -> str:
    """Who holds an acknowledged alert, as staff know them; empty when nobody does."""
    if alert.acknowledged_contact_id is not None:
        return session.get_one(PagerContact, alert.acknowledged_contact_id).name
    if alert.acknowledged_staff_id is not None:
        return session.get_one(Staff, alert.acknowledged_staff_id).name
    return ""
