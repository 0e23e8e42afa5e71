"""Stop every automatic text to one phone at once, and tell the team that it has no text channel."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.add_caregiver import CONSENT_WORDING
from portal.actions.open_task import TaskKind, open_task
from portal.actions.queue_text import queue_family
from portal.actions.reporter import Reporter
from portal.actions.set_state import is_in_study
from portal.store import alerts, conversations, families, sites, texts, trail
from portal.store.families import Caregiver, Texting, TextingConsent
from portal.store.texts import OutboundText
from study.notices import OptedOut


def opt_out(
    session: Session,
    *,
    caregiver: Caregiver,
    reporter: Reporter,
    now: datetime,
    carrier_answered: bool = False,
) -> OutboundText | None:
    """The one confirmation, None where the carrier sent its own or the phone was out already.

    Facts 5.2, messaging F29: what waits is held back; questions whose silence pages stay; an
    open alert of this family says "cannot text". Leaving texts is not leaving the study.
    """
    if caregiver.texting is Texting.OPTED_OUT:
        return None
    waiting = [text.id for text in texts.waiting_for(session, [caregiver.id])]
    texts.suppress(session, waiting, now)
    caregiver.texting = Texting.OPTED_OUT
    consent = TextingConsent(
        caregiver_id=caregiver.id,
        given=False,
        wording_version=CONSENT_WORDING,
        language=caregiver.language,
        how=reporter.door.value,
        staff_id=reporter.staff_id,
        at=now,
    )
    session.add_all([caregiver, consent])
    _close_questions(session, caregiver, now)
    _tell_team(session, caregiver, reporter, now)
    trail.write(session, reporter.who, "opted_out", now=now, subject=caregiver)
    if carrier_answered:
        return None
    site = sites.get(session, caregiver.site_id)
    in_study = is_in_study(session, caregiver.id)
    return queue_family(
        session,
        caregiver=caregiver,
        notice=OptedOut(program=site.program, phone_24h=site.phone_24h or "", in_study=in_study),
        key=f"opted-out:{consent.id}",
        now=now,
        inbound_id=reporter.inbound_id,
    )


def _close_questions(session: Session, caregiver: Caregiver, now: datetime) -> None:
    """A question whose silence pages the team still waits: an opt-out is no answer to it."""
    waiting = conversations.open_of(session, caregiver.id, now)
    conversations.close([one for one in waiting if one.deadline_at is None], "opted_out", now)


def _tell_team(session: Session, caregiver: Caregiver, reporter: Reporter, now: datetime) -> None:
    open_alerts = [
        alert
        for child in families.children_of(session, caregiver.id)
        if (alert := alerts.unresolved_of(session, child.id)) is not None
    ]
    for alert in open_alerts:
        alert.cannot_text = True
        alerts.note(session, alert, "opted_out", at=now)
    asked = any(one.deadline_at for one in conversations.open_of(session, caregiver.id, now))
    open_task(
        session,
        site_id=caregiver.site_id,
        kind=TaskKind.OPTED_OUT,
        key=f"opted-out:{caregiver.id}",
        caregiver=caregiver,
        now=now,
        inbound_id=reporter.inbound_id,
        urgent=bool(open_alerts) or asked,
    )
