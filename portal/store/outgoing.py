"""Puts a decided text into the outbox, once. Decides neither its words nor whether it goes."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import make_transient_to_detached
from sqlmodel import Session

from portal.store.texts import OutboundText

_OUTBOUND = OutboundText.__table__  # type: ignore[attr-defined]
_ADD = {
    "sqlite": sqlite.insert(_OUTBOUND).on_conflict_do_nothing(index_elements=["unique_key"]),
    "postgresql": postgresql.insert(_OUTBOUND).on_conflict_do_nothing(
        index_elements=["unique_key"]
    ),
}


def add_once(session: Session, text: OutboundText) -> bool:
    """Insert this text; False when its key is taken, also by another process at this moment."""
    if session.new:
        session.flush()  # what the text points to goes in before it
    connection = session.connection()
    values = {name: getattr(text, name) for name in _OUTBOUND.columns.keys()}
    if connection.execute(_ADD[connection.dialect.name], values).rowcount != 1:
        return False
    # From here on the session watches it like any row it has loaded.
    make_transient_to_detached(text)
    session.add(text)
    return True
