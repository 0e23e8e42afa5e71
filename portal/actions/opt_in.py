"""Let texts reach a phone again after an opt-out. A phone never confirmed is confirmed instead."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.add_caregiver import CONSENT_WORDING
from portal.actions.confirm_phone import confirm_phone
from portal.actions.queue_text import queue_family
from portal.actions.reporter import Reporter
from portal.store import alerts, families, sites, trail
from portal.store.families import Caregiver, Texting, TextingConsent
from portal.store.texts import OutboundText
from study.notices import OptedIn


def opt_in(
    session: Session,
    *,
    caregiver: Caregiver,
    reporter: Reporter,
    now: datetime,
    carrier_answered: bool = False,
) -> OutboundText | None:
    """The text that says so; None where the carrier sent its own or texts were on already."""
    if caregiver.texting in (Texting.NEW, Texting.ASKED):
        return confirm_phone(session, caregiver=caregiver, reporter=reporter, now=now)
    if caregiver.texting is Texting.CONFIRMED:
        return None
    caregiver.texting = Texting.CONFIRMED
    consent = TextingConsent(
        caregiver_id=caregiver.id,
        given=True,
        wording_version=CONSENT_WORDING,
        language=caregiver.language,
        how=reporter.door.value,
        staff_id=reporter.staff_id,
        at=now,
    )
    session.add_all([caregiver, consent])
    for child in families.children_of(session, caregiver.id):
        alert = alerts.unresolved_of(session, child.id)
        if alert is not None and alert.cannot_text:
            alert.cannot_text = False
            alerts.note(session, alert, "opted_in", at=now)
    trail.write(session, reporter.who, "opted_in", now=now, subject=caregiver)
    if carrier_answered:
        return None
    site = sites.get(session, caregiver.site_id)
    return queue_family(
        session,
        caregiver=caregiver,
        notice=OptedIn(program=site.program, phone_24h=site.phone_24h or ""),
        key=f"opted-in:{consent.id}",
        now=now,
        inbound_id=reporter.inbound_id,
    )
