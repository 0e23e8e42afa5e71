"""Let reminders go out for a slot that waited for a person of the team (messaging F20)."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.reporter import by_staff
from portal.store import trail
from portal.store.schedules import Checkin, DoseSlot
from portal.store.staff import Staff


def release_slot(session: Session, *, slot: DoseSlot, staff: Staff, now: datetime) -> None:
    """The slot is reminded of like any other; one that did not wait stays as it is."""
    if not slot.waits_for_clinic or slot.withdrawn_at is not None:
        return
    slot.waits_for_clinic = False
    session.add(slot)
    checkin = session.get(Checkin, slot.checkin_id)
    if checkin is not None and checkin.closed_at is None:
        checkin.next_at = max(now, checkin.due_at)
    trail.write(session, by_staff(staff), "released_slot", now=now, subject=slot)
