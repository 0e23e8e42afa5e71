"""Who wrote a text: a family, somebody who is paged, or a number that we do not know."""

from dataclasses import dataclass

from sqlmodel import Session

from portal.store import families, sites, staff
from portal.store.families import Caregiver
from portal.store.sites import Site
from portal.store.staff import PagerContact
from portal.store.texts import InboundText


@dataclass(frozen=True)
class Writer:
    """At most one of the two; neither for a number that belongs to nobody.

    `site`: that of the number which was called, else of the person; None where neither is known.
    """

    caregiver: Caregiver | None
    contact: PagerContact | None
    site: Site | None


def writer_of(session: Session, text: InboundText) -> Writer:
    """Who holds this phone now. To the staff number a pager's voice comes before a parent's."""
    called = sites.by_sender(session, text.called)
    as_staff = called is not None and called.staff_sender == text.called
    caregiver = families.caregiver_by_phone(session, text.sender)
    contact = None
    if as_staff or caregiver is None:
        contact = staff.contact_by_phone(session, text.sender)
    if contact is not None:
        caregiver = None
    person = caregiver or contact
    site = called or (sites.get(session, person.site_id) if person else None)
    text.site_id = text.site_id or (site.id if site else None)
    text.caregiver_id = caregiver.id if caregiver else None
    text.contact_id = contact.id if contact else None
    return Writer(caregiver, contact, site)
