"""A person takes an alert: they hold it, the others who were paged hear so, the family is told."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.queue_text import queue_staff
from portal.actions.tell_family import News, tell_family
from portal.store import alerts, sites, staff, trail
from portal.store.alerts import Alert, AlertState
from portal.store.families import Participant
from portal.store.staff import PagerContact
from portal.store.trail import Who
from study import notices, protocol
from study.escalation import delays


def acknowledge_alert(
    session: Session,
    *,
    alert: Alert,
    who: Who,
    how: str,
    now: datetime,
    contact: PagerContact | None = None,
    staff_id: str | None = None,
) -> bool:
    """True when this person now holds the alert; False when another one already does.

    Taking one's own alert again changes nothing and is True. `how` is "sms", "web" or "voice".
    """
    session.refresh(alert, with_for_update=True)
    if alert.state is not AlertState.OPEN:
        same = (contact is not None and alert.acknowledged_contact_id == contact.id) or (
            staff_id is not None and alert.acknowledged_staff_id == staff_id
        )
        return same and alert.state is AlertState.ACKNOWLEDGED
    site = sites.get(session, alert.site_id)
    alert.state, alert.acknowledged_at, alert.acknowledged_how = AlertState.ACKNOWLEDGED, now, how
    alert.acknowledged_contact_id = contact.id if contact else None
    alert.acknowledged_staff_id = staff_id
    alert.next_action_at = now + delays(site.rules(), protocol.load().defaults).follow_up
    contact_id = contact.id if contact else None
    alerts.note(
        session, alert, "acknowledged", at=now, contact_id=contact_id, staff_id=staff_id, how=how
    )
    trail.write(session, who, "acknowledged_alert", now=now, subject=alert, how=how)
    _tell_others(session, alert, staff.holder_name(session, alert), now)
    tell_family(session, alert=alert, site=site, news=News.TAKEN, now=now)
    return True


def _tell_others(session: Session, alert: Alert, holder: str, now: datetime) -> None:
    child = session.get(Participant, alert.participant_id) if alert.participant_id else None
    paged = {page.contact_id for page in alerts.pages_of(session, alert.id)}
    for contact_id in sorted(paged - {alert.acknowledged_contact_id}):
        contact = session.get(PagerContact, contact_id)
        if contact is None or contact.staff_id == (alert.acknowledged_staff_id or "-"):
            continue
        notice = notices.PageTakenByOther(participant_code=child.code if child else "", who=holder)
        queue_staff(
            session,
            contact=contact,
            notice=notice,
            now=now,
            alert_id=alert.id,
            key=f"taken:{alert.id}:{contact_id}:{now.isoformat()}",
        )
