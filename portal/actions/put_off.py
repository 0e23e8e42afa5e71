"""A family said "later": the check-in stays open and is asked about again (behaviour section 2)."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.reporter import Reporter
from portal.store import trail
from portal.store.schedules import Checkin


def put_off(session: Session, *, checkin: Checkin, reporter: Reporter, now: datetime) -> None:
    """Books nothing. The next question waits from now on; one that is closed stays closed."""
    if checkin.closed_at is not None or checkin.answered_at is not None:
        return
    checkin.later_at = checkin.next_at = now
    session.add(checkin)
    trail.write(session, reporter.who, "said_later", now=now, subject=checkin)
