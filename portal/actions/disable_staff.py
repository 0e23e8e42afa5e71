"""A person leaves the study team: signed out everywhere, off the pager, their alerts to others."""

from datetime import datetime

from sqlmodel import Session, col, select

from portal.actions.remove_contact import remove_contact
from portal.actions.reopen_alert import reopen_alert
from portal.store import alerts, sessions, trail
from portal.store.staff import PagerContact, Staff
from portal.store.trail import Who


def disable_staff(session: Session, *, member: Staff, who: Who, now: datetime) -> None:
    """From now on this account opens nothing; alerts it held are paged anew (messaging S9)."""
    if member.disabled_at is not None:
        return
    member.disabled_at = now
    session.add(member)
    sessions.end_all(session, now, staff_id=member.id)
    trail.write(session, who, "disabled_staff", now=now, subject=member)
    for contact in session.exec(
        select(PagerContact).where(
            PagerContact.staff_id == member.id, col(PagerContact.removed_at).is_(None)
        )
    ):
        remove_contact(session, contact=contact, who=who, now=now)
    for alert in alerts.unresolved(session, member.site_id):
        if alert.acknowledged_staff_id == member.id:
            reopen_alert(session, alert=alert, who=who, now=now)
