"""A new phone answered its one text: from now on it may be texted (behaviour section 7)."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.add_caregiver import CONSENT_WORDING
from portal.actions.queue_text import queue_family
from portal.actions.reporter import Reporter
from portal.store import conversations, sites, trail
from portal.store.conversations import Asked
from portal.store.families import Caregiver, Texting, TextingConsent
from portal.store.texts import OutboundText
from study.notices import SignedUp
from study.protocol import load


def confirm_phone(
    session: Session, *, caregiver: Caregiver, reporter: Reporter, now: datetime
) -> OutboundText | None:
    """The text that welcomes the phone; None where it does not wait for a confirmation."""
    if caregiver.texting not in (Texting.NEW, Texting.ASKED):
        return None
    caregiver.texting = Texting.CONFIRMED
    consent = TextingConsent(
        caregiver_id=caregiver.id,
        given=True,
        wording_version=CONSENT_WORDING,
        language=caregiver.language,
        how="replied",
        staff_id=reporter.staff_id,
        at=now,
    )
    session.add_all([caregiver, consent])
    asked = conversations.open_of(session, caregiver.id, now)
    conversations.close([one for one in asked if one.kind is Asked.CONFIRM_PHONE], "answered", now)
    trail.write(session, reporter.who, "confirmed_phone", now=now, subject=caregiver)
    site = sites.get(session, caregiver.site_id)
    return queue_family(
        session,
        caregiver=caregiver,
        notice=SignedUp(
            program=site.program,
            daily_cap=load().defaults.daily_cap,
            phone_24h=site.phone_24h or "",
        ),
        key=f"signed-up:{caregiver.id}",
        now=now,
        inbound_id=reporter.inbound_id,
    )
