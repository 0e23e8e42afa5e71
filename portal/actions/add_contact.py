"""Add a phone that can be paged: a staff member's, an operator's line, a person with no account."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from portal.phone_numbers import BadNumber, e164
from portal.store import families, sealed, sites, trail
from portal.store.sites import Site
from portal.store.staff import PagerContact, Staff
from portal.store.trail import Who


class ContactRefused(ValueError):
    """The entry cannot be kept; `field` names the part that is wrong: "name" or "phone"."""

    def __init__(self, field: str, taken: bool = False) -> None:
        super().__init__(field)
        self.field = field
        self.taken = taken


@dataclass(frozen=True)
class ContactEntry:
    """What was typed; `member` is the account of this person, if there is one."""

    name: str
    phone: str
    language: str = "en"
    member: Staff | None = None


def add_contact(
    session: Session, *, site: Site, entry: ContactEntry, who: Who, now: datetime
) -> PagerContact:
    """The contact. A number that was removed earlier comes back as the same row.

    Raises ContactRefused for a missing name, a number that is none, and one that is taken: a
    family's phone can never be paged, or its red flags would be read as answers to a page.
    """
    if not entry.name.strip():
        raise ContactRefused("name")
    try:
        phone = e164(entry.phone, demo=sites.is_demo(session))
    except BadNumber as error:
        raise ContactRefused("phone") from error
    index = sealed.index(phone)
    row = session.exec(select(PagerContact).where(PagerContact.phone_index == index)).first()
    elsewhere = row is not None and (row.removed_at is None or row.site_id != site.id)
    if elsewhere or families.caregiver_by_phone(session, phone) is not None:
        raise ContactRefused("phone", taken=True)
    if row is None:
        row = PagerContact(site_id=site.id, name="", phone=phone, phone_index=index, created_at=now)
    row.name, row.language = entry.name.strip(), entry.language
    row.staff_id = entry.member.id if entry.member else None
    row.removed_at = row.number_trouble = row.test_answered_at = None
    session.add(row)
    session.flush()
    trail.write(session, who, "added_contact", now=now, subject=row)
    return row
