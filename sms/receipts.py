"""What the carrier says became of a text, in whatever order it says so (messaging F14, R10, R11).

Everything said is kept; only what ranks higher is believed.
"""

from datetime import datetime

from sqlmodel import Session

from portal.store import delivery
from portal.store.families import Caregiver
from portal.store.staff import PagerContact
from portal.store.texts import DeliveryEvent, OutboundState, OutboundText
from sms import failures
from sms.carrier_codes import Trouble, meaning
from sms.moves import rise, took

# The carrier's words for how a text stands; "undelivered" is a failure. A word that is not here
# is kept and believed to mean nothing.
STATES = {
    "accepted": OutboundState.ACCEPTED,
    "scheduled": OutboundState.ACCEPTED,
    "queued": OutboundState.ACCEPTED,
    "sending": OutboundState.ACCEPTED,
    "sent": OutboundState.SENT,
    "partially_delivered": OutboundState.SENT,
    "delivered": OutboundState.DELIVERED,
    "read": OutboundState.DELIVERED,
    "undelivered": OutboundState.UNDELIVERED,
    "failed": OutboundState.FAILED,
    "canceled": OutboundState.FAILED,
}
_FAILED = (OutboundState.UNDELIVERED, OutboundState.FAILED)
_MAY_BE_OURS = (OutboundState.CLAIMED, OutboundState.UNKNOWN)


def receive(
    session: Session,
    *,
    outbound_id: str,
    carrier_id: str,
    status: str,
    error_code: str | None,
    now: datetime,
) -> None:
    """Keep one receipt, and believe it where it fits a text of ours.

    One for a text we do not know is kept; it is joined when we learn of that text.
    """
    if delivery.said_before(session, carrier_id, status):
        return
    text = session.get(OutboundText, outbound_id, with_for_update=True, populate_existing=True)
    event = DeliveryEvent(
        outbound_id=outbound_id[:64],
        carrier_id=carrier_id[:64],
        status=status[:24],
        error_code=error_code[:16] if error_code else None,
        at=now,
    )
    session.add(event)
    if text is not None and _belongs(text, carrier_id):
        _believe(session, text, event, now)


def catch_up(session: Session, text: OutboundText, now: datetime) -> None:
    """Believe what was said of this text before we knew its id at the carrier."""
    for event in delivery.events_waiting(session, text):
        if event.carrier_id == text.carrier_id:
            _believe(session, text, event, now)


def _belongs(text: OutboundText, carrier_id: str) -> bool:
    """Is this receipt about the try of this text that counts now?"""
    if text.carrier_id is not None:
        return text.carrier_id == carrier_id
    # Overtaking our own commit, or the only sign of a hand-over that was lost.
    waits_to_be_sure = text.state is OutboundState.PENDING and text.uncertain
    return text.state in _MAY_BE_OURS or waits_to_be_sure


def _believe(session: Session, text: OutboundText, event: DeliveryEvent, now: datetime) -> None:
    state = STATES.get(event.status)
    if state is None:
        return
    event.applied = text.finished_at is None
    session.add(event)
    if text.finished_at is not None:
        return  # the first final word stands; another one is in the log as an anomaly
    took(text, event.carrier_id, now)
    if state in _FAILED:
        _failed(session, text, state, event.error_code or "unknown", now)
    else:
        rise(text, state, now)
        if state is OutboundState.DELIVERED:
            _number_works(session, text)
    session.add(text)


def _number_works(session: Session, text: OutboundText) -> None:
    """A phone that was in trouble is not any more; what people were asked to do stays with them."""
    person: Caregiver | PagerContact | None = None
    if text.caregiver_id is not None:
        person = session.get(Caregiver, text.caregiver_id)
    elif text.contact_id is not None:
        person = session.get(PagerContact, text.contact_id)
    if person is not None and person.number_trouble is not None:
        person.number_trouble = None
        session.add(person)


def _failed(
    session: Session, text: OutboundText, state: OutboundState, code: str, now: datetime
) -> None:
    if meaning(code).trouble in (Trouble.LATER, Trouble.NOT_SENT):
        failures.try_later(session, text, code, now)
    else:
        failures.fail(session, text, code, now, state)
