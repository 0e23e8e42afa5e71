"""End a signed-in browser, or all of one person's."""

from datetime import datetime

from sqlmodel import Session

from portal.store import sessions, trail
from portal.store.sessions import WebSession
from portal.store.trail import Who


def sign_out(
    session: Session, *, session_id: str, who: Who, now: datetime, everywhere: bool = False
) -> None:
    """End this session; with `everywhere` every session of its person. Ending twice is harmless."""
    row = session.get(WebSession, session_id)
    if row is None:
        return
    if everywhere:
        sessions.end_all(session, now, caregiver_id=row.caregiver_id, staff_id=row.staff_id)
    elif row.ended_at is None:
        row.ended_at = now
        session.add(row)
    trail.write(session, who, "signed_out", now=now, subject=row, everywhere=everywhere)
