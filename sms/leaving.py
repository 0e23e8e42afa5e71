"""May a text still go, now that it is its turn? And in which words, from which number.

The outbox asks; nothing is sent here.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from flask import current_app
from sqlmodel import Session

from portal.actions.queue_text import may_go
from portal.config import Settings
from portal.store import sealed, sites
from portal.store.alerts import Alert, AlertState
from portal.store.families import Caregiver, Participant
from portal.store.schedules import Checkin
from portal.store.texts import OutboundState, OutboundText, Sender
from sms.carrier import Outgoing
from sms.guarantee import PAGE_TIMEOUT, TIMEOUT, Guarantee, of_purpose
from sms.wording import segments, word
from study import notices, protocol
from study.lifecycle import permissions
from study.notices import Notice, Purpose

LONGEST_VALID = 36_000
_ABOUT_ALERT = frozenset({"Page", "PageUnknownSender"})
_PLANNED = (Purpose.REMINDER.value, Purpose.PROMPT.value)
# Only when the words of a page cannot be made: the person must still be woken.
BARE_PAGE = "ALERT. Sign in to the study check-in line now."


@dataclass(frozen=True)
class Ready:
    """A claimed text, its words committed, on the way to the carrier."""

    id: str
    site_id: str
    outgoing: Outgoing


def held_back(session: Session, text: OutboundText, now: datetime) -> OutboundState | None:
    """EXPIRED or SUPPRESSED when it may not go any more, else None."""
    if text.expires_at is not None and text.expires_at <= now:
        return OutboundState.EXPIRED
    if _is_silenced(session, text) or _is_overtaken(session, text):
        return OutboundState.SUPPRESSED
    return None


def _is_silenced(session: Session, text: OutboundText) -> bool:
    """Opted out, removed or turned off since it was queued; or the child's state forbids it."""
    caregiver = session.get(Caregiver, text.caregiver_id) if text.caregiver_id else None
    if caregiver is not None and not may_go(
        caregiver, text.kind, Purpose(text.purpose), text.inbound_id
    ):
        return True
    child = session.get(Participant, text.participant_id) if text.participant_id else None
    if child is None:
        return False
    allowed = permissions(child.state)
    if text.purpose == Purpose.REMINDER:
        return not allowed.reminders
    return text.purpose == Purpose.PROMPT and not allowed.prompts


def _is_overtaken(session: Session, text: OutboundText) -> bool:
    """The check-in was answered, or somebody took the alert after this page was queued."""
    if text.checkin_id is not None and text.purpose in _PLANNED:
        checkin = session.get(Checkin, text.checkin_id)
        return checkin is not None and bool(checkin.answered_at or checkin.closed_at)
    if text.alert_id is None or text.kind not in _ABOUT_ALERT:
        return False
    alert = session.get(Alert, text.alert_id)
    if alert is None or alert.state is AlertState.RESOLVED:
        return True
    taken_at = alert.acknowledged_at if alert.state is AlertState.ACKNOWLEDGED else None
    return taken_at is not None and taken_at >= text.created_at


def prepared(session: Session, text: OutboundText, now: datetime) -> Ready:
    """Word the text into its row and address it. Raises what wording raises.

    A sign-in code is made here and kept nowhere: its row stays without a body.
    """
    body = _worded(text)
    if text.purpose != Purpose.CODE:
        text.body = body
    text.segments = segments(body).count
    text.wording_version = protocol.load().version
    session.add(text)
    site = sites.get(session, text.site_id)
    family = text.sender is Sender.FAMILY
    settings: Settings = current_app.config["SETTINGS"]
    outgoing = Outgoing(
        to=text.to,
        body=body,
        sender=site.family_sender if family else site.staff_sender,
        service=site.family_service if family else site.staff_service,
        callback=f"{settings.base_url}/twilio/status/{text.id}",
        timeout=PAGE_TIMEOUT if text.purpose == Purpose.PAGE else TIMEOUT,
        valid_seconds=_valid(text, now),
    )
    return Ready(text.id, text.site_id, outgoing)


def _worded(text: OutboundText) -> str:
    try:
        return word(_notice(text), text.language)
    except Exception:
        if text.purpose == Purpose.PAGE:
            return BARE_PAGE
        raise


def _notice(text: OutboundText) -> Notice:
    notice = notices.from_json(text.kind, text.payload)
    if isinstance(notice, notices.SignInCode):
        return replace(notice, code=sealed.code(notice.challenge))
    if isinstance(notice, notices.Page | notices.PageUnknownSender) and _may_be_second(text):
        return replace(notice, repeat=True)
    return notice


def _may_be_second(text: OutboundText) -> bool:
    return text.uncertain and of_purpose(text.purpose) is Guarantee.AT_LEAST_ONCE


def _valid(text: OutboundText, now: datetime) -> int | None:
    if text.expires_at is None:
        return None
    left = int((text.expires_at - now).total_seconds())
    return max(1, min(left, LONGEST_VALID))
