"""Take a phone out of paging: off the rota and the fallback list, its open pages to the next."""

from datetime import datetime

from sqlmodel import Session, col, select

from portal.actions.escalate import escalate
from portal.actions.reopen_alert import reopen_alert
from portal.store import alerts, trail
from portal.store.staff import Fallback, PagerContact, Shift
from portal.store.trail import Who


def remove_contact(session: Session, *, contact: PagerContact, who: Who, now: datetime) -> None:
    """From now on nobody is paged here. What this phone was paged for, or held, pages anew.

    Source: messaging S9, which wants it done within one tick of the clock; here it is at once.
    """
    if contact.removed_at is not None:
        return
    contact.removed_at = now
    shifts = select(Shift).where(Shift.contact_id == contact.id, col(Shift.ends_at) > now)
    for shift in session.exec(shifts.where(col(Shift.removed_at).is_(None))):
        shift.removed_at = now
    fallbacks = select(Fallback).where(Fallback.contact_id == contact.id)
    for place in session.exec(fallbacks.where(col(Fallback.removed_at).is_(None))):
        place.removed_at = now
    session.flush()
    trail.write(session, who, "removed_contact", now=now, subject=contact)
    for alert in alerts.unresolved(session, contact.site_id):
        held = alert.acknowledged_contact_id == contact.id
        if not (held or _was_paged(session, alert.id, contact.id)):
            continue
        _fail_pages(session, alert.id, contact.id, now)
        if held:
            reopen_alert(session, alert=alert, who=who, now=now)
        else:
            escalate(session, alert_id=alert.id, now=now)


def _was_paged(session: Session, alert_id: str, contact_id: str) -> bool:
    return any(page.contact_id == contact_id for page in alerts.pages_of(session, alert_id))


def _fail_pages(session: Session, alert_id: str, contact_id: str, now: datetime) -> None:
    """A page to somebody who left counts as one that did not arrive: the next is paged at once."""
    for page in alerts.pages_of(session, alert_id):
        if page.contact_id == contact_id and page.failed_at is None:
            page.failed_at, page.failed_why = now, "contact removed"
    session.flush()
