"""The rota and fallback rows of a site, as the rules of who holds the phone read them."""

from datetime import datetime, timedelta

from sqlmodel import Session

from portal.store import staff
from study import oncall


def contacts_at(session: Session, site_id: str, at: datetime) -> oncall.Contacts:
    """Who can be paged at this site at this instant, in order; removed contacts left out."""
    everyone = [contact.id for contact in staff.contacts_at(session, site_id)]
    present = set(everyone)
    shifts = staff.shifts_between(session, site_id, at, at + timedelta(microseconds=1))
    fallback = [row.contact_id for row in staff.fallbacks_at(session, site_id)]
    return oncall.contacts_at(
        [
            oncall.Shift(shift.contact_id, shift.starts_at, shift.ends_at)
            for shift in shifts
            if shift.contact_id in present
        ],
        [one for one in fallback if one in present],
        everyone,
        at,
    )
