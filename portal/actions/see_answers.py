"""Keep that answers of the team were shown to the person who had asked."""

from datetime import datetime

from sqlmodel import Session

from portal.store import chat, trail
from portal.store.chat import AnswerSeen
from portal.store.families import Caregiver
from portal.store.trail import Who


def see_answers(session: Session, *, caregiver: Caregiver, who: Who, now: datetime) -> int:
    """How many were new; each is seen once."""
    waiting = chat.unseen(session, caregiver.id)
    for answer in waiting:
        row = AnswerSeen(answer_id=answer.id, caregiver_id=caregiver.id, at=now)
        session.add(row)
        trail.write(session, who, "saw_answer", now=now, subject=answer)
    return len(waiting)
