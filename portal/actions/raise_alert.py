"""Open an alert for a red flag, or join it to the open one, and page somebody at once."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from portal.actions.escalate import escalate
from portal.store import alerts, sealed, trail
from portal.store.alerts import Alert, AlertState
from portal.store.families import Caregiver, Participant, Texting
from study.symptoms import Tier


def raise_alert(
    session: Session,
    *,
    site_id: str,
    tier: Tier,
    reasons: Sequence[str],
    now: datetime,
    participant: Participant | None = None,
    caregiver: Caregiver | None = None,
    unknown_phone: str | None = None,
) -> Alert:
    """The participant's (or unknown phone's) alert, opened, joined or made worse.

    A repeat joins the open alert; a worse tier, and any report after it was resolved, pages anew
    (behaviour section 5). The page is queued before this returns, in the caller's transaction.
    """
    standing = _standing(session, site_id, participant, unknown_phone)
    if standing is None:
        alert = _open(site_id, tier, now, participant, caregiver, unknown_phone)
        kind = "opened"
    else:
        alert, kind = standing, _join(standing, tier, now)
    if caregiver is not None and caregiver.texting is Texting.OPTED_OUT:
        alert.cannot_text = True
    session.add(alert)
    session.flush()
    alerts.note(session, alert, kind, at=now, tier=tier.value, reasons=list(reasons))
    trail.write(session, trail.CLOCK, f"alert_{kind}", now=now, subject=alert, tier=tier.value)
    if kind != "joined":
        escalate(session, alert_id=alert.id, now=now)
    return alert


def _standing(
    session: Session, site_id: str, participant: Participant | None, unknown_phone: str | None
) -> Alert | None:
    if participant is not None:
        return alerts.unresolved_of(session, participant.id)
    if unknown_phone is not None:
        return alerts.unresolved_unknown(session, site_id, sealed.index(unknown_phone))
    return None


def _open(
    site_id: str,
    tier: Tier,
    now: datetime,
    participant: Participant | None,
    caregiver: Caregiver | None,
    unknown_phone: str | None,
) -> Alert:
    return Alert(
        site_id=site_id,
        tier=tier,
        opened_at=now,
        paging_since=now,
        next_action_at=now,
        participant_id=participant.id if participant else None,
        caregiver_id=caregiver.id if caregiver else None,
        unknown_phone=unknown_phone,
        unknown_index=sealed.index(unknown_phone) if unknown_phone else None,
    )


def _join(alert: Alert, tier: Tier, now: datetime) -> str:
    if tier >= alert.tier:
        return "joined"
    alert.tier = tier
    alert.state = AlertState.OPEN
    alert.acknowledged_at = alert.acknowledged_contact_id = alert.acknowledged_staff_id = None
    alert.acknowledged_how = None
    alert.paging_since = alert.next_action_at = now
    alert.family_mark = alert.family_told_at = None
    return "worsened"
