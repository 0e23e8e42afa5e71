"""Hide what a person asked from their own phone and page. Nothing is deleted by it."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.reporter import caregiver_by
from portal.store import trail
from portal.store.chat import ChatClearing
from portal.store.doses import Door
from portal.store.families import Caregiver


def clear_chat(
    session: Session, *, caregiver: Caregiver, door: Door, now: datetime
) -> ChatClearing:
    """From `now` on earlier turns are hidden from this person; the record keeps them."""
    row = ChatClearing(
        caregiver_id=caregiver.id,
        family_id=caregiver.family_id,
        site_id=caregiver.site_id,
        door=door,
        at=now,
    )
    session.add(row)
    who = caregiver_by(door, caregiver).who
    trail.write(session, who, "cleared_chat", now=now, subject=row, door=door.value)
    return row
