"""Keeps a text that came in, before anybody looks at what it says. Reads nothing of it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from portal.store import inbound, sealed, texts
from portal.store.texts import InboundState

# The request that kept a text reads it at once; a clock takes over when that did not happen.
READ_BY_CLOCK_AFTER = timedelta(seconds=10)
MOST_MEDIA = 10  # what the carrier allows in one text


@dataclass(frozen=True)
class Arrival:
    """A text as the carrier gave it.

    `received_at` is when our door opened; or, of a text that never came to our door and was
    fetched at `fetched_at`, when the carrier received it.
    """

    carrier_id: str
    sender: str
    called: str
    body: str
    received_at: datetime
    media_count: int = 0
    opt_out_type: str | None = None
    fetched_at: datetime | None = None

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
        called=plain(form["To"])[:32],
        body=form.get("Body", ""),
        received_at=now,
        media_count=min(int(media[:4]), MOST_MEDIA) if media.isdecimal() else 0,
        opt_out_type=plain(form.get("OptOutType", ""))[:8] or None,
    )


def plain(word: str) -> str:
    """A word of the carrier's as a column takes it: PostgreSQL keeps no NUL in plain text."""
    return word.replace("\0", "")


@dataclass(frozen=True)
class Kept:
    """A text that is in the database. `alone`: no other unread text of its phone is before it."""

    id: str
    sender_index: str
    is_unread: bool
    alone: bool


class NotOurNumber(Exception):
    """The text was sent to a number that none of our sites owns."""


def keep(
    session: Session, arrival: Arrival, *, read_at: datetime | None = None, only_ours: bool = False
) -> Kept:
    """Keep this text; one that comes again is found instead.

    `read_at`: when a clock reads it, unless the caller does so before. Raises NotOurNumber with
    `only_ours`, when no site owns the number that was texted.
    """
    who = inbound.known(session, sender=arrival.sender, called=arrival.called)
    if only_ours and who.site_id is None:
        raise NotOurNumber
    text_id = inbound.insert(
        session,
        who=who,
        next_read_at=read_at or arrival.received_at + READ_BY_CLOCK_AFTER,
        **asdict(arrival),
    )
    sender_index = sealed.index(arrival.sender)
    if text_id is not None:
        return Kept(text_id, sender_index, is_unread=True, alone=who.behind == 0)
    standing = texts.inbound_by_carrier_id(session, arrival.carrier_id)
    if standing is None:
        raise LookupError("a text that is here cannot be found")
    unread = standing.state in (InboundState.KEPT, InboundState.SCREENED)
    return Kept(standing.id, sender_index, is_unread=unread, alone=False)
