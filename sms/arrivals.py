"""Keeps a text that came in, before anybody looks at what it says. Reads nothing of it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from portal.store import families, sealed, sites, staff, texts
from portal.store.sites import Site
from portal.store.texts import InboundText

# The request that kept a text reads it at once; a clock takes over when that did not happen.
READ_BY_CLOCK_AFTER = timedelta(seconds=10)


@dataclass(frozen=True)
class Arrival:
    """A text as the carrier gave it; `received_at` is when our door opened."""

    carrier_id: str
    sender: str
    called: str
    body: str
    received_at: datetime
    media_count: int = 0
    opt_out_type: str | None = None

    def to_json(self) -> str:
        return json.dumps(asdict(self) | {"received_at": self.received_at.isoformat()})


def from_json(text: str) -> Arrival:
    """The arrival that `to_json` wrote. Raises ValueError, KeyError or TypeError."""
    arrival = Arrival(**json.loads(text))
    return replace(arrival, received_at=datetime.fromisoformat(str(arrival.received_at)))


def from_form(form: Mapping[str, str], now: datetime) -> Arrival:
    """The arrival of a webhook (messaging 5.1). Raises KeyError when it is no text."""
    media = form.get("NumMedia", "0")
    return Arrival(
        carrier_id=form["MessageSid"][:64],
        sender=form["From"],
        called=form["To"][:32],
        body=form.get("Body", ""),
        received_at=now,
        media_count=int(media) if media.isdecimal() else 0,
        opt_out_type=form.get("OptOutType", "")[:8] or None,
    )


def site_called(session: Session, called: str) -> Site | None:
    """The site that owns the number which was texted, as its families' or as its staff's."""
    return sites.by_family_sender(session, called) or sites.by_staff_sender(session, called)


def keep(session: Session, arrival: Arrival) -> InboundText:
    """The row of this text: a new one, or the one that is there when it comes again."""
    caregiver = families.caregiver_by_phone(session, arrival.sender)
    contact = None if caregiver else staff.contact_by_phone(session, arrival.sender)
    site = site_called(session, arrival.called)
    owner = caregiver or contact
    text = InboundText(
        carrier_id=arrival.carrier_id,
        site_id=site.id if site else owner.site_id if owner else None,
        caregiver_id=caregiver.id if caregiver else None,
        contact_id=contact.id if contact else None,
        sender=arrival.sender,
        sender_index=sealed.index(arrival.sender),
        called=arrival.called,
        body=arrival.body,
        media_count=arrival.media_count,
        opt_out_type=arrival.opt_out_type,
        received_at=arrival.received_at,
        next_read_at=arrival.received_at + READ_BY_CLOCK_AFTER,
    )
    try:
        with session.begin_nested():
            session.add(text)
    except IntegrityError:
        standing = texts.inbound_by_carrier_id(session, arrival.carrier_id)
        if standing is None:
            raise
        return standing
    return text
