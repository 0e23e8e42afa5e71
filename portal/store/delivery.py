"""Which texts are to be sent, asked about or read next, and what the carrier has said of them.

Takes and finds rows; what becomes of a text is decided by whoever sends it.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Update, update
from sqlmodel import Session, col, select

from portal.store.texts import (
    RANK,
    DeliveryEvent,
    InboundState,
    InboundText,
    OutboundState,
    OutboundText,
)

PAGE_PRIORITY = 0
_MANY = 50
_ON_THE_WAY = (OutboundState.ACCEPTED, OutboundState.SENT)


def waiting_from(session: Session, sender_index: str, now: datetime) -> list[str]:
    """Unread texts of one phone whose turn has come, oldest first."""
    query = select(InboundText.id).where(
        InboundText.sender_index == sender_index,
        col(InboundText.state).in_([InboundState.KEPT, InboundState.SCREENED]),
        (col(InboundText.attempts) == 0) | (col(InboundText.next_read_at) <= now),
    )
    return list(session.exec(query.order_by(col(InboundText.received_at))))


def next_to_send(
    session: Session, *, pages: bool, stopped: Collection[tuple[str, str]], now: datetime
) -> str | None:
    """The id of the most urgent text that may go now; rows that another process holds are left."""
    priority = col(OutboundText.priority)
    query = select(OutboundText.id).where(
        OutboundText.state == OutboundState.PENDING,
        col(OutboundText.send_after) <= now,
        priority == PAGE_PRIORITY if pages else priority > PAGE_PRIORITY,
    )
    for site_id, sender in stopped:
        query = query.where(
            (col(OutboundText.site_id) != site_id) | (col(OutboundText.sender) != sender)
        )
    order = priority, col(OutboundText.send_after), col(OutboundText.created_at)
    query = query.order_by(*order).limit(1)
    return session.exec(query.with_for_update(skip_locked=True)).first()


def claim(
    session: Session, text_id: str, *, worker: str, now: datetime, lease: timedelta
) -> OutboundText | None:
    """Take a waiting text for sending until the lease is over; None when another has it."""
    state = OutboundState.CLAIMED
    taken = session.exec(
        _moved(text_id, OutboundState.PENDING).values(
            state=state,
            rank=RANK[state],
            worker=worker,
            claimed_at=now,
            lease_until=now + lease,
            attempts=OutboundText.attempts + 1,
        )
    )
    if taken.rowcount != 1:
        return None
    return session.get(OutboundText, text_id, populate_existing=True)


def _moved(text_id: str, old: OutboundState) -> Update:
    return update(OutboundText).where(
        col(OutboundText.id) == text_id, col(OutboundText.state) == old
    )


def lease_over(session: Session, now: datetime, limit: int) -> list[str]:
    """Ids of texts that a sender took and never reported back on."""
    query = select(OutboundText.id).where(OutboundText.state == OutboundState.CLAIMED)
    query = query.where(col(OutboundText.lease_until) <= now)
    return list(session.exec(query.order_by(col(OutboundText.lease_until)).limit(limit)))


def uncertain(session: Session, now: datetime, limit: int) -> list[str]:
    """Ids of texts of which the carrier must be asked whether it has them."""
    query = select(OutboundText.id).where(OutboundText.state == OutboundState.UNKNOWN)
    query = query.where(col(OutboundText.poll_at) <= now)
    return list(session.exec(query.order_by(col(OutboundText.poll_at)).limit(limit)))


def silent(session: Session, now: datetime, limit: int) -> list[str]:
    """Ids of texts the carrier has, and has said nothing final of for some time."""
    query = select(OutboundText.id).where(col(OutboundText.state).in_(_ON_THE_WAY))
    query = query.where(col(OutboundText.poll_at) <= now)
    return list(session.exec(query.order_by(col(OutboundText.poll_at)).limit(limit)))


def safety_words_waiting(session: Session, before: datetime) -> list[str]:
    """Ids of alerts whose words to the family were due before then and have not left us."""
    query = select(OutboundText.alert_id).where(
        OutboundText.purpose == "safety",
        col(OutboundText.alert_id).is_not(None),
        col(OutboundText.state).in_(
            [OutboundState.PENDING, OutboundState.CLAIMED, OutboundState.UNKNOWN]
        ),
        col(OutboundText.created_at) <= before,
    )
    return [one for one in session.exec(query.distinct().limit(_MANY)) if one]


def carrier_ids_to(session: Session, to_index: str, since: datetime) -> set[str]:
    """The carrier's ids of texts to one phone that already belong to a row of ours."""
    query = select(OutboundText.carrier_id).where(
        OutboundText.to_index == to_index, col(OutboundText.created_at) >= since
    )
    return {one for one in session.exec(query) if one}


def events_waiting(session: Session, text: OutboundText) -> list[DeliveryEvent]:
    """What the carrier said of this text before we knew that it was this one; oldest first."""
    mine = col(DeliveryEvent.outbound_id) == text.id
    if text.carrier_id:
        mine = (col(DeliveryEvent.carrier_id) == text.carrier_id) | mine
    query = select(DeliveryEvent).where(mine, col(DeliveryEvent.applied).is_(False))
    return list(session.exec(query.order_by(col(DeliveryEvent.at))))


def said_before(session: Session, carrier_id: str, status: str) -> bool:
    """True when the carrier has told us this status of this text already."""
    query = select(DeliveryEvent.id).where(
        DeliveryEvent.carrier_id == carrier_id, DeliveryEvent.status == status
    )
    return session.exec(query).first() is not None


def handed_over_to(session: Session, to_index: str, limit: int) -> list[OutboundText]:
    """The last texts that the carrier took for one phone, oldest first."""
    query = select(OutboundText).where(
        OutboundText.to_index == to_index, col(OutboundText.handed_over_at).is_not(None)
    )
    found = session.exec(query.order_by(col(OutboundText.handed_over_at).desc()).limit(limit))
    return list(found)[::-1]


def came_from(session: Session, sender_index: str, limit: int) -> list[InboundText]:
    """The last texts that one phone sent us, oldest first."""
    query = select(InboundText).where(InboundText.sender_index == sender_index)
    found = session.exec(query.order_by(col(InboundText.received_at).desc()).limit(limit))
    return list(found)[::-1]
