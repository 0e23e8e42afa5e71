"""Keeps a text that came in, in two statements and no more: this is what must never be slow.

Looks up whose phone it is; reads nothing of what it says.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlalchemy import BindParameter, Select, bindparam, or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, func, select

from portal.store import sealed
from portal.store.columns import UTCDateTime, new_id
from portal.store.families import Caregiver
from portal.store.sites import Site
from portal.store.staff import PagerContact
from portal.store.texts import InboundState, InboundText

_UNREAD = (InboundState.KEPT, InboundState.SCREENED)


@dataclass(frozen=True)
class Known:
    """What is known of a text before it is kept. `site_id` owns the number that was texted.

    `behind`: how many unread texts of this phone it stands behind.
    """

    site_id: str | None
    caregiver_id: str | None
    contact_id: str | None
    home_site_id: str | None
    behind: int


def _known() -> Select[Any]:
    """One statement for everything, so that a webhook asks the database once."""
    called: BindParameter[str] = bindparam("called")
    index: BindParameter[str] = bindparam("sender_index")
    mine = col(Caregiver.phone_index) == index, col(Caregiver.removed_at).is_(None)
    pager = col(PagerContact.phone_index) == index, col(PagerContact.removed_at).is_(None)
    waiting = col(InboundText.sender_index) == index, col(InboundText.state).in_(_UNREAD)
    site = or_(col(Site.family_sender) == called, col(Site.staff_sender) == called)
    home = func.coalesce(
        select(Caregiver.site_id).where(*mine).scalar_subquery(),
        select(PagerContact.site_id).where(*pager).scalar_subquery(),
    )
    return sqlalchemy.select(
        select(Site.id).where(site).limit(1).scalar_subquery(),
        select(Caregiver.id).where(*mine).scalar_subquery(),
        select(PagerContact.id).where(*pager).scalar_subquery(),
        home,
        select(func.count(col(InboundText.id))).where(*waiting).scalar_subquery(),
    )


_KNOWN = _known()
_TABLE = InboundText.__table__  # type: ignore[attr-defined]
# Never check, then insert: two processes may get the same text at the same moment (messaging T2).
_INSERT = {
    "sqlite": sqlite.insert(_TABLE).on_conflict_do_nothing(index_elements=["carrier_id"]),
    "postgresql": postgresql.insert(_TABLE).on_conflict_do_nothing(index_elements=["carrier_id"]),
}


def known(session: Session, *, sender: str, called: str) -> Known:
    """Whose phone it is and whose number was texted."""
    asked = {"called": called, "sender_index": sealed.index(sender)}
    return Known(*session.connection().execute(_KNOWN, asked).one())


def insert(
    session: Session, *, who: Known, next_read_at: datetime, sender: str, **given: Any
) -> str | None:
    """Keep one text; its id, or None when this id of the carrier is here already.

    `given`: the other columns of InboundText as the carrier gave them.
    """
    text_id = new_id()
    values = {
        "id": text_id,
        "site_id": who.site_id or who.home_site_id,
        "caregiver_id": who.caregiver_id,
        "contact_id": None if who.caregiver_id else who.contact_id,
        "sender": sender,
        "sender_index": sealed.index(sender),
        "state": InboundState.KEPT,
        "attempts": 0,
        "needs_person": False,
        "next_read_at": next_read_at,
    }
    connection = session.connection()
    done = connection.execute(_INSERT[connection.dialect.name], values | given)
    return text_id if done.rowcount == 1 else None


# Built once: nearly every text asks this.
_READINGS = (
    sqlalchemy.select(col(InboundText.reading))
    .where(
        col(InboundText.sender_index) == bindparam("sender"),
        func.coalesce(col(InboundText.fetched_at), col(InboundText.received_at))
        > bindparam("since", type_=UTCDateTime()),
        col(InboundText.id) != bindparam("but"),
    )
    .order_by(col(InboundText.received_at).desc())
)


def readings_since(session: Session, text: InboundText, since: datetime) -> list[dict[str, Any]]:
    """What was made of the other texts of this phone that reached us since then, newest first."""
    asked = {"sender": text.sender_index, "since": since, "but": text.id}
    found = session.connection().execute(_READINGS, asked)
    return [reading or {} for (reading,) in found]
