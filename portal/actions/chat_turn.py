"""Keep one turn of a person's conversation with the chatbot. Understands and answers nothing."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.reporter import caregiver_by
from portal.store import trail
from portal.store.chat import ChatTurn, TurnSaid
from portal.store.families import Caregiver


def chat_turn(
    session: Session, *, caregiver: Caregiver, said: TurnSaid, now: datetime
) -> ChatTurn:
    """The turn as a new row. The trail has its kind and passages, never its words."""
    turn = ChatTurn(
        **dict(said),
        caregiver_id=caregiver.id,
        family_id=caregiver.family_id,
        site_id=caregiver.site_id,
        at=now,
    )
    session.add(turn)
    session.flush()
    trail.write(
        session,
        caregiver_by(said.door, caregiver).who,
        "chatted",
        now=now,
        subject=turn,
        kind=said.kind.value,
        boundary=said.boundary.value if said.boundary else None,
        door=said.door.value,
        passages=[one["id"] for one in said.passages if one.get("whole")],
    )
    return turn
