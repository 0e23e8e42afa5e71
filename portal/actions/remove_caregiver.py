"""Take a person out of a family: no text, no page and no question reaches them from this moment."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.reporter import by_staff
from portal.store import conversations, sessions, texts, trail
from portal.store.families import Caregiver
from portal.store.staff import Staff


def remove_caregiver(
    session: Session, *, caregiver: Caregiver, staff: Staff, now: datetime
) -> None:
    """End sessions, questions and waiting texts at once (behaviour section 7).

    What the person reported stays; the phone number is free for somebody else. A red flag from
    the phone is heard as one from a number we do not know.
    """
    if caregiver.removed_at is not None:
        return
    caregiver.removed_at = now
    session.add(caregiver)
    sessions.end_all(session, now, caregiver_id=caregiver.id)
    waiting = texts.waiting_for(session, [caregiver.id])
    texts.suppress(session, [text.id for text in waiting], now)
    asked = conversations.open_of(session, caregiver.id, now)
    conversations.close([one for one in asked if one.deadline_at is None], "removed", now)
    trail.write(session, by_staff(staff), "removed_caregiver", now=now, subject=caregiver)
