"""The daily question was answered: it is asked no more today. Judges nothing of the answer."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.reporter import Reporter
from portal.store import trail
from portal.store.schedules import Checkin


def answer_daily(session: Session, *, checkin: Checkin, reporter: Reporter, now: datetime) -> None:
    """Mark one daily check-in as answered, once."""
    if checkin.answered_at is not None:
        return
    checkin.answered_at, checkin.next_at = now, None
    session.add(checkin)
    trail.write(session, reporter.who, "answered_daily", now=now, subject=checkin)
