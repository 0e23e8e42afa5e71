"""An alert whose holder left is nobody's again: it is paged from the start, at once."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.escalate import escalate
from portal.store import alerts, trail
from portal.store.alerts import Alert, AlertState
from portal.store.trail import Who


def reopen_alert(session: Session, *, alert: Alert, who: Who, now: datetime) -> None:
    """Take it back from whoever acknowledged it, and page. A resolved one stays resolved."""
    if alert.state is AlertState.RESOLVED:
        return
    alert.state, alert.acknowledged_at, alert.acknowledged_how = AlertState.OPEN, None, None
    alert.acknowledged_contact_id = alert.acknowledged_staff_id = None
    alert.paging_since = now
    session.add(alert)
    alerts.note(session, alert, "reopened", at=now)
    trail.write(session, who, "alert_reopened", now=now, subject=alert)
    escalate(session, alert_id=alert.id, now=now)
