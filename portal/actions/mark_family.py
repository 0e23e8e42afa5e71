"""The family says R (we reached them) or E (we are going). It closes nothing."""

from datetime import datetime

from sqlmodel import Session

from portal.store import alerts, trail
from portal.store.alerts import Alert, FamilyMark
from portal.store.trail import Who


def mark_family(
    session: Session, *, alert: Alert, mark: FamilyMark, who: Who, now: datetime
) -> None:
    """Show on the alert what the family said of itself."""
    alert.family_mark = mark
    session.add(alert)
    alerts.note(session, alert, f"family_says_{mark.value}", at=now)
    trail.write(session, who, f"family_says_{mark.value}", now=now, subject=alert)
