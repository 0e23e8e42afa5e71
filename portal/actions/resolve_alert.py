"""A person closes an alert, with a reason. Nothing else ever does."""

from datetime import datetime

from sqlmodel import Session

from portal.store import alerts, trail
from portal.store.alerts import Alert, AlertState
from portal.store.trail import Who

REASON_LENGTH = 1000


class NoReason(ValueError):
    """An alert cannot be closed without saying what happened."""


def resolve_alert(
    session: Session, *, alert: Alert, staff_id: str, reason: str, who: Who, now: datetime
) -> None:
    """Close the alert for good; a later report opens a new one. Raises NoReason on empty words."""
    said = reason.strip()[:REASON_LENGTH]
    if not said:
        raise NoReason
    session.refresh(alert, with_for_update=True)
    if alert.state is AlertState.RESOLVED:
        return
    alert.state, alert.resolved_at, alert.resolved_by = AlertState.RESOLVED, now, staff_id
    alert.resolve_reason, alert.next_action_at = said, None
    alerts.note(session, alert, "resolved", at=now, staff_id=staff_id)
    trail.write(session, who, "resolved_alert", now=now, subject=alert)
