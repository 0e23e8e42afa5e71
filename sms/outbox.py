"""Takes one waiting text, words it, commits, hands it to the carrier and writes down what came.

When to look and what to do with a failure stand in `schedule` and `failures`.
"""

import logging
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from portal import clock
from portal.store import carrier_stops, delivery
from portal.store.carrier_stops import ACCOUNT
from portal.store.engine import transaction
from portal.store.texts import OutboundState, OutboundText
from sms import failures, guarantee
from sms.carrier import CarrierError
from sms.carrier_codes import Trouble
from sms.crashpoints import crashpoint
from sms.exchange import exchange
from sms.guarantee import Guarantee, of_purpose
from sms.leaving import Ready, held_back, prepared
from sms.moves import finish, in_doubt, release, took
from sms.receipts import catch_up

log = logging.getLogger(__name__)


class Lane(StrEnum):
    """Pages have a sender of their own, so that nothing slow stands before them."""

    PAGES = "pages"
    REST = "rest"


def send_next(lane: Lane, worker: str) -> bool:
    """Deal with the most urgent waiting text of this lane; False when none waits."""
    with transaction() as session:
        text = _take(session, lane, worker, clock.now())
        if text is None:
            return False
        ready = _make_ready(session, text, clock.now())
    if ready is not None:
        crashpoint("after_claim")
        _hand_over(ready, worker)
    return True


def _take(session: Session, lane: Lane, worker: str, now: datetime) -> OutboundText | None:
    stops = [stop for stop in carrier_stops.standing(session) if stop.next_try_at > now]
    if any(stop.scope == ACCOUNT for stop in stops):
        return None
    stopped = [(site, sender) for site, _, sender in (one.scope.rpartition(":") for one in stops)]
    text_id = delivery.next_to_send(
        session, pages=lane is Lane.PAGES, stopped=stopped, now=now
    )
    if text_id is None:
        return None
    lease = _lease(session, text_id)
    return delivery.claim(session, text_id, worker=worker, now=now, lease=lease)


def _lease(session: Session, text_id: str) -> timedelta:
    text = session.get(OutboundText, text_id)
    return guarantee.LEASE[of_purpose(text.purpose) if text else Guarantee.ONCE]


def _make_ready(session: Session, text: OutboundText, now: datetime) -> Ready | None:
    state = held_back(session, text, now)
    if state is not None:
        finish(text, state, now)
        session.add(text)
        return None
    try:
        return prepared(session, text, now)
    except Exception as error:  # one text without words stops no other
        log.error("text %s of kind %s: %s", text.id, text.kind, type(error).__name__)
        failures.fail(session, text, "wording", now)
        return None


def _hand_over(ready: Ready, worker: str) -> None:
    """Call the carrier outside any transaction, then keep what it said in one of its own."""
    try:
        carrier_id = exchange().carrier.send(ready.outgoing)
    except CarrierError as error:
        log.warning("text %s: carrier said %s", ready.id, error)
        with transaction() as session:
            _refused(session, ready.id, worker, error, clock.now())
        return
    crashpoint("after_send")
    with transaction() as session:
        _accepted(session, ready.id, carrier_id, clock.now())
        crashpoint("before_commit")


def _accepted(session: Session, text_id: str, carrier_id: str, now: datetime) -> None:
    text = session.get(OutboundText, text_id, with_for_update=True, populate_existing=True)
    if text is None:
        return
    took(text, carrier_id, now)
    session.add(text)
    session.flush()
    catch_up(session, text, now)
    for scope in (ACCOUNT, carrier_stops.scope_of(text.site_id, text.sender)):
        carrier_stops.end(session, scope, now)


def _refused(
    session: Session, text_id: str, worker: str, error: CarrierError, now: datetime
) -> None:
    text = session.get(OutboundText, text_id, with_for_update=True, populate_existing=True)
    # A receipt may have overtaken the answer, or another sender the lease.
    if text is None or text.state is not OutboundState.CLAIMED or text.worker != worker:
        return
    text.error_code = error.code
    session.add(text)
    if error.trouble is Trouble.CONFIGURATION:
        failures.stop_sender(session, text, error.code, now)
        text.attempts -= 1
        release(text, now)
    elif error.trouble is Trouble.UNCERTAIN:
        in_doubt(text, now)
    elif error.trouble is Trouble.NOT_SENT:
        _try_again(session, text, error, now)
    elif error.trouble is Trouble.LATER:
        failures.try_later(session, text, error.code, now)
    else:
        failures.fail(session, text, error.code, now)


def _try_again(session: Session, text: OutboundText, error: CarrierError, now: datetime) -> None:
    if now - text.created_at >= guarantee.GIVE_UP_AFTER:
        failures.fail(session, text, "gave-up", now)
        return
    wait = guarantee.wait_after_refusal(text.attempts)
    if error.retry_after is not None:
        wait = max(wait, timedelta(seconds=min(error.retry_after, 300)))
    release(text, now + wait)
