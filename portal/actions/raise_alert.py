"""Open an alert for a red flag, or join it to the open one, and page somebody at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from portal.actions.escalate import escalate
from portal.store import alerts, sealed, trail
from portal.store.alerts import Alert, AlertState
from portal.store.families import Caregiver, Participant, Texting
from study.symptoms import SYMPTOMS, Tier


@dataclass(frozen=True)
class AlertSubject:
    """Whose red flag it is: a participant's, told by a caregiver, or an unknown phone's."""

    site_id: str
    participant: Participant | None = None
    caregiver: Caregiver | None = None
    unknown_phone: str | None = None


def raise_alert(
    session: Session, *, about: AlertSubject, tier: Tier, reasons: Sequence[str], now: datetime
) -> Alert:
    """The subject's alert, opened, joined or made worse.

    A repeat joins the open alert; a worsening, and any report after it was resolved, pages anew
    (behaviour section 5). A sign that nobody heard of before is a worsening too once somebody
    holds the alert, for that person acts on what was known. The page is queued before this
    returns, in the caller's transaction.
    """
    standing = _standing(session, about)
    if standing is None:
        alert, kind = _open(about, tier, now), "opened"
    else:
        # Locked, so that somebody who takes it at this very moment does not hide a worsening.
        session.refresh(standing, with_for_update=True)
        alert, kind = standing, _join(session, standing, tier, reasons, now)
    if about.caregiver is not None and about.caregiver.texting is Texting.OPTED_OUT:
        alert.cannot_text = True
    session.add(alert)
    session.flush()
    alerts.note(session, alert, kind, at=now, tier=tier.value, reasons=list(reasons))
    trail.write(session, trail.CLOCK, f"alert_{kind}", now=now, subject=alert, tier=tier.value)
    if kind != "joined":
        escalate(session, alert_id=alert.id, now=now)
    return alert


def _standing(session: Session, about: AlertSubject) -> Alert | None:
    if about.participant is not None:
        return alerts.unresolved_of(session, about.participant.id)
    if about.unknown_phone is not None:
        index = sealed.index(about.unknown_phone)
        return alerts.unresolved_unknown(session, about.site_id, index)
    return None


def _open(about: AlertSubject, tier: Tier, now: datetime) -> Alert:
    return Alert(
        site_id=about.site_id,
        tier=tier,
        opened_at=now,
        paging_since=now,
        next_action_at=now,
        participant_id=about.participant.id if about.participant else None,
        caregiver_id=about.caregiver.id if about.caregiver else None,
        unknown_phone=about.unknown_phone,
        unknown_index=sealed.index(about.unknown_phone) if about.unknown_phone else None,
    )


def _join(session: Session, alert: Alert, tier: Tier, reasons: Sequence[str], now: datetime) -> str:
    taken = alert.state is not AlertState.OPEN
    if tier > alert.tier or (tier is alert.tier and not (taken and _new(session, alert, reasons))):
        return "joined"
    alert.tier = tier
    alert.state = AlertState.OPEN
    alert.acknowledged_at = alert.acknowledged_contact_id = alert.acknowledged_staff_id = None
    alert.acknowledged_how = None
    alert.paging_since = alert.next_action_at = now
    alert.family_mark = alert.family_told_at = None
    return "worsened"


def _new(session: Session, alert: Alert, reasons: Sequence[str]) -> bool:
    """Whether a sign is among them that was not told yet; the same fever again is none."""
    told = {
        reason
        for event in alerts.events_of(session, alert.id)
        for reason in event.detail.get("reasons", ())
    }
    return bool((set(reasons) & _SIGNS) - told)


_SIGNS = frozenset(one.name_en for one in SYMPTOMS.values() if one.group != "fever")
