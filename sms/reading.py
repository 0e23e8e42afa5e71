"""Has a kept text read: red flags first, then the rest; and what happens when that fails.

What a text means is decided in `chatbot`.
"""

import logging
from datetime import datetime, timedelta

from sqlmodel import Session

from portal.actions.queue_text import queue_family
from portal.actions.raise_alert import AlertSubject, raise_alert
from portal.store import delivery, families, sites, trail
from portal.store.engine import reading, transaction
from portal.store.families import Caregiver, Participant
from portal.store.texts import InboundState, InboundText
from sms.arrivals import Kept
from sms.exchange import exchange
from study import notices
from study.notices import Voice
from study.symptoms import Tier

log = logging.getLogger(__name__)

TRIES = 3
TRY_AGAIN_AFTER = timedelta(seconds=10)


def read_from(kept: Kept, now: datetime) -> None:
    """Read a text that was just kept; what waits before it from the same phone goes first."""
    with exchange().turns.of(kept.sender_index):
        waiting = [kept.id]
        if not kept.alone:
            with reading() as session:
                waiting = delivery.waiting_from(session, kept.sender_index, now)
        for inbound_id in waiting:
            _read(inbound_id, now)


def read_one(inbound_id: str, now: datetime) -> None:
    """Read one kept text when its turn comes round again."""
    with reading() as session:
        text = session.get(InboundText, inbound_id)
    if text is not None:
        with exchange().turns.of(text.sender_index):
            _read(inbound_id, now)


def _read(inbound_id: str, now: datetime) -> None:
    """Both steps, each in its own transaction; a failure of the second leaves the first."""
    reader = exchange().reader
    for step in (reader.screen, reader.read):
        try:
            if step(inbound_id, now=now):
                return
        except Exception as error:  # a bug in reading must not lose a family's words
            log.error("text %s: %s failed with %s", inbound_id, step.__name__, type(error).__name__)
            with transaction() as session:
                _try_again_or_give_to_a_person(session, inbound_id, now)
            return


def _try_again_or_give_to_a_person(session: Session, inbound_id: str, now: datetime) -> None:
    """After some tries a person reads it, the family hears so, and an unscreened text pages."""
    text = session.get(InboundText, inbound_id, with_for_update=True, populate_existing=True)
    if text is None or text.state not in (InboundState.KEPT, InboundState.SCREENED):
        return
    text.attempts += 1
    text.next_read_at = now + TRY_AGAIN_AFTER * text.attempts
    if text.attempts < TRIES:
        return
    unscreened = text.state is InboundState.KEPT
    text.state, text.needs_person, text.next_read_at = InboundState.QUARANTINED, True, None
    trail.write(session, trail.CLOCK, "quarantined_text", now=now, subject=text)
    caregiver = session.get(Caregiver, text.caregiver_id) if text.caregiver_id else None
    if unscreened:
        _page_in_doubt(session, text, caregiver, now)
    if caregiver is not None:
        _tell(session, text, caregiver, now)


def _page_in_doubt(
    session: Session, text: InboundText, caregiver: Caregiver | None, now: datetime
) -> None:
    """Nobody has looked for a red flag in it, so it counts as one (behaviour 1, messaging F32)."""
    if text.contact_id is not None or text.site_id is None:
        return
    children: list[Participant | None] = []
    if caregiver is not None:
        children += families.children_of(session, caregiver.id)
    for child in children or [None]:
        raise_alert(
            session,
            about=AlertSubject(
                text.site_id, child, caregiver, unknown_phone=None if child else text.sender
            ),
            tier=Tier.T2,
            reasons=["the program could not read this text"],
            now=now,
        )


def _tell(session: Session, text: InboundText, caregiver: Caregiver, now: datetime) -> None:
    phone = sites.get(session, caregiver.site_id).phone_24h
    voice = Voice.PARTICIPANT if caregiver.is_participant else Voice.CAREGIVER
    queue_family(
        session,
        caregiver=caregiver,
        notice=notices.UnreadYet(phone_24h=phone or "", voice=voice),
        key=f"unread:{text.id}",
        now=now,
        inbound_id=text.id,
    )
