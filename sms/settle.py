"""Finds out what became of texts whose fate is open: leases, doubts, missing receipts, lost texts.

Asks the carrier, outside any transaction; sends nothing.
"""

import logging
from datetime import datetime, timedelta

from sqlalchemy.exc import DataError
from sqlmodel import Session

from portal.actions.phone_the_family import phone_the_family
from portal.store import delivery, leases, sites
from portal.store.engine import reading, transaction
from portal.store.texts import OutboundState, OutboundText
from sms import failures, guarantee, receipts
from sms.arrivals import Arrival, keep, plain
from sms.carrier import Arrived, CarrierError, Standing
from sms.crashpoints import crashpoint
from sms.exchange import exchange
from sms.guarantee import Guarantee, of_purpose
from sms.moves import in_doubt, release, took

log = logging.getLogger(__name__)

CLOCKS_MAY_DIFFER = timedelta(minutes=2)
ASK_AGAIN = timedelta(seconds=30)
FIRST_LOOK_BACK = timedelta(hours=24)
OVERLAP = timedelta(minutes=10)


def free_lease(text_id: str, now: datetime) -> None:
    """The sender of this text died: a page goes again at once, anything else is asked about."""
    with transaction() as session:
        text = session.get(OutboundText, text_id, with_for_update=True, populate_existing=True)
        if text is None or text.state is not OutboundState.CLAIMED:
            return
        if text.lease_until is not None and text.lease_until > now:
            return
        in_doubt(text, now)
        if of_purpose(text.purpose) is Guarantee.AT_LEAST_ONCE:
            text.send_after = now
        session.add(text)


def ask_about(text_id: str, now: datetime) -> None:
    """Does the carrier have this text? Never sent again unless it twice said no (messaging 3)."""
    with reading() as session:
        text = session.get(OutboundText, text_id)
        if text is None:
            return
        since = (text.claimed_at or text.created_at) - CLOCKS_MAY_DIFFER
        ours = delivery.carrier_ids_to(session, text.to_index, since)
    try:
        listed: list[Standing] | None = exchange().carrier.sent_to(text.to)
    except CarrierError as error:
        log.warning("text %s: the carrier cannot be asked: %s", text_id, error)
        listed = None
    crashpoint("mid_reconcile")
    with transaction() as session:
        row = session.get(OutboundText, text_id, with_for_update=True, populate_existing=True)
        if row is None or row.state is not OutboundState.UNKNOWN:
            return
        session.add(row)
        found = _match(row, listed or [], ours, since)
        if found is not None:
            _found(session, row, found, now)
        else:
            _not_found(session, row, listed is not None, now)


def _match(
    text: OutboundText, listed: list[Standing], ours: set[str], since: datetime
) -> Standing | None:
    fitting = [
        one
        for one in listed
        if one.body == text.body and one.created_at >= since and one.carrier_id not in ours
    ]
    return fitting[-1] if fitting else None


def _found(session: Session, text: OutboundText, found: Standing, now: datetime) -> None:
    took(text, found.carrier_id, now)
    session.flush()
    receipts.receive(
        session,
        outbound_id=text.id,
        carrier_id=found.carrier_id,
        status=found.status,
        error_code=found.error_code,
        now=now,
    )


def _not_found(session: Session, text: OutboundText, was_answered: bool, now: datetime) -> None:
    claimed_at = text.claimed_at or text.created_at
    if was_answered:
        text.asked_carrier += 1
    if now - claimed_at >= guarantee.UNCERTAIN_FOR:
        failures.uncertain_too_long(session, text, now)
        given_up = now - claimed_at >= guarantee.POLL_UNTIL
        text.poll_at = None if given_up else now + guarantee.POLL_FIRST
    elif text.asked_carrier >= guarantee.ASK_TIMES:
        text.uncertain = False
        release(text, now)
    else:
        text.poll_at = now + ASK_AGAIN


def poll(text_id: str, now: datetime) -> None:
    """Ask how a text stands of which we have heard nothing final."""
    with reading() as session:
        text = session.get(OutboundText, text_id)
    if text is None or text.carrier_id is None:
        return
    try:
        found: Standing | None = exchange().carrier.standing(text.carrier_id)
    except CarrierError as error:
        log.warning("text %s: the carrier cannot be asked: %s", text_id, error)
        found = None
    with transaction() as session:
        row = session.get(OutboundText, text_id, with_for_update=True, populate_existing=True)
        if row is None or row.poll_at is None:
            return
        waited = now - (row.handed_over_at or row.created_at)
        row.poll_at = now + max(waited, guarantee.POLL_FIRST)
        if waited >= guarantee.POLL_UNTIL:
            row.poll_at = None
        session.add(row)
        if found is not None:
            _found(session, row, found, now)


def phone_families(now: datetime) -> None:
    """Words of safety that have not left us after two minutes: somebody telephones instead."""
    with reading() as session:
        stuck = delivery.safety_words_waiting(session, now - guarantee.SAFETY_STUCK_AFTER)
    for alert_id in stuck:
        with transaction() as session:
            phone_the_family(session, alert_id=alert_id, why="not-sent", now=now)


def drain_spool(now: datetime) -> None:
    """Move into the database what it would not take at the door; each text once."""
    spool = exchange().spool
    for path, arrival in spool.waiting():
        try:
            with transaction() as session:
                keep(session, arrival, read_at=now)
        except DataError as error:  # one text that no column takes holds up no other
            log.critical("a spooled text is refused: %s", type(error).__name__)
            continue
        spool.forget(path)


def fetch_inbound(now: datetime) -> None:
    """Keep what came in while nobody was at the door: the carrier retries for 15 seconds only.

    Each number on its own: one of which the carrier says nothing keeps no other from being heard.
    It is looked back upon from its own last whole round, so nothing is lost by that.
    """
    with reading() as session:
        numbers = sites.numbers(session)
    for number in numbers:
        whole = _fetched(number, now)
        with transaction() as session:
            if whole:
                leases.finish(session, leases.fetching(number), "", now)
            else:
                leases.fail(session, leases.fetching(number))


def _fetched(number: str, now: datetime) -> bool:
    """Keep what came in for one of our numbers; False where anything of it may be missing."""
    try:
        arrived = exchange().carrier.arrived(number, _since(number, now))
    except Exception as error:  # the other numbers go on, and this one is asked again
        log.error("what came in for a number is not known: %s", type(error).__name__)
        return False
    refused = [one for place, one in enumerate(arrived) if not _is_kept(one, place, now)]
    return not refused


def _since(number: str, now: datetime) -> datetime:
    with transaction() as session:
        leases.ensure(session, leases.fetching(number), now)
        lease = session.get_one(leases.Lease, leases.fetching(number))
    # Nobody takes this work, so `until` is still when the number was first looked after.
    return lease.finished_at - OVERLAP if lease.finished_at else lease.until - FIRST_LOOK_BACK


def _is_kept(one: Arrived, place: int, now: datetime) -> bool:
    # The carrier counts in whole seconds: within one, its order is kept all the same.
    received_at = (one.received_at or now) + timedelta(microseconds=place)
    arrival = Arrival(
        carrier_id=one.carrier_id,
        sender=one.sender,
        called=plain(one.called),
        body=one.body,
        received_at=min(received_at, now),
        media_count=one.media_count,
        fetched_at=now,
    )
    try:
        with transaction() as session:
            keep(session, arrival, read_at=now)
    except Exception as error:
        log.critical("a fetched text is refused: %s", type(error).__name__)
        return False
    return True
