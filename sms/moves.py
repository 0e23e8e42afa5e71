"""The steps a text can take from state to state, upward in rank (messaging 3.2).

Why it takes one is decided elsewhere.
"""

from datetime import datetime

from portal.store.texts import RANK, OutboundState, OutboundText
from sms import guarantee
from sms.guarantee import Guarantee, of_purpose


def release(text: OutboundText, send_after: datetime) -> None:
    """Let a claimed text wait again, until `send_after`."""
    text.state, text.rank = OutboundState.PENDING, RANK[OutboundState.PENDING]
    text.send_after, text.lease_until, text.worker, text.poll_at = send_after, None, None, None


def finish(text: OutboundText, state: OutboundState, now: datetime) -> None:
    """Nothing more will happen to this text."""
    text.state, text.rank = state, RANK[state]
    text.finished_at, text.lease_until, text.poll_at = now, None, None


def in_doubt(text: OutboundText, now: datetime) -> None:
    """The carrier may or may not have it: send again, ask first, or leave it (messaging 3.1)."""
    text.uncertain = True
    wanted = of_purpose(text.purpose)
    if wanted is Guarantee.AT_LEAST_ONCE:
        release(text, now + guarantee.wait_after_doubt(text.attempts))
        return
    text.state, text.rank = OutboundState.UNKNOWN, RANK[OutboundState.UNKNOWN]
    text.lease_until, text.poll_at = None, None
    if wanted is Guarantee.ONCE:
        text.asked_carrier = 0
        text.poll_at = (text.claimed_at or now) + guarantee.ASK_AFTER


def took(text: OutboundText, carrier_id: str, now: datetime) -> None:
    """The carrier has it under this id. A state it reached already, by a receipt, stays."""
    text.carrier_id = text.carrier_id or carrier_id
    text.handed_over_at = text.handed_over_at or now
    text.uncertain, text.lease_until, text.worker = False, None, None
    if text.finished_at is None:
        text.error_code = None
    rise(text, OutboundState.ACCEPTED, now)


def rise(text: OutboundText, state: OutboundState, now: datetime) -> bool:
    """Move up to `state`; False when the text stands as high or higher already."""
    if RANK[state] <= text.rank:
        return False
    text.state, text.rank = state, RANK[state]
    if RANK[state] == RANK[OutboundState.DELIVERED]:
        text.finished_at, text.poll_at = now, None
    else:
        text.poll_at = now + guarantee.POLL_FIRST
    return True
