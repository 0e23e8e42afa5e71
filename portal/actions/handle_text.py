"""A person has read a text that the program could not understand. It answers nobody."""

from datetime import datetime

from sqlmodel import Session

from portal.store import trail
from portal.store.texts import InboundText
from portal.store.trail import Who


def handle_text(
    session: Session, *, text: InboundText, staff_id: str, who: Who, now: datetime
) -> bool:
    """True when this marked it as read; False when somebody already had."""
    session.refresh(text, with_for_update=True)
    if text.handled_at is not None:
        return False
    text.handled_at, text.handled_by = now, staff_id
    trail.write(session, who, "handled_text", now=now, subject=text)
    return True
