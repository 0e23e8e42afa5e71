"""Turn off reminders or prompts for one person; the safety channel stays (behaviour section 3)."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from portal.actions.queue_text import queue_family
from portal.actions.reporter import Reporter
from portal.store import sites, texts, trail
from portal.store.families import Caregiver
from portal.store.texts import OutboundText
from study.notices import FewerNoted, Purpose


class Fewer(StrEnum):
    """What is turned off; the values of `notices.FEWER_LETTERS`."""

    REMINDERS = "reminders"
    PROMPTS = "prompts"
    BOTH = "both"


def fewer_texts(
    session: Session, *, caregiver: Caregiver, stop: Fewer, reporter: Reporter, now: datetime
) -> OutboundText:
    """The text that says what was turned off; what waits of that kind is held back."""
    stopped = set()
    if stop in (Fewer.REMINDERS, Fewer.BOTH):
        caregiver.wants_reminders = caregiver.gets_backup = False
        stopped.add(Purpose.REMINDER.value)
    if stop in (Fewer.PROMPTS, Fewer.BOTH):
        caregiver.wants_prompts = False
        stopped.add(Purpose.PROMPT.value)
    session.add(caregiver)
    waiting = texts.waiting_for(session, [caregiver.id])
    texts.suppress(session, [text.id for text in waiting if text.purpose in stopped], now)
    trail.write(
        session, reporter.who, "fewer_texts", now=now, subject=caregiver, stopped=stop.value
    )
    site = sites.get(session, caregiver.site_id)
    return queue_family(
        session,
        caregiver=caregiver,
        notice=FewerNoted(program=site.program, stopped=stop.value, phone_24h=site.phone_24h or ""),
        key=f"fewer:{caregiver.id}:{reporter.inbound_id or now.isoformat()}",
        now=now,
        inbound_id=reporter.inbound_id,
    )
