"""Send a family's question on to its study team. It answers nothing and promises no time."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.open_task import TaskKind, open_task
from portal.actions.reporter import caregiver_by
from portal.store import chat, families, trail
from portal.store.chat import ChatTurn, TeamQuestion
from portal.store.columns import new_id
from portal.store.doses import Door
from portal.store.families import Caregiver, Participant


def ask_team(
    session: Session,
    *,
    caregiver: Caregiver,
    words: str,
    language: str,
    door: Door,
    turn: ChatTurn | None,
    now: datetime,
) -> TeamQuestion:
    """The question, and a task so that it stands in the team's list; the same turn asks once.

    `turn`: what was asked and shown before, the team's context. `door`: where an answer goes.
    """
    families.lock_family(session, caregiver.family_id)
    standing = chat.question_of_turn(session, turn.id) if turn else None
    if standing is not None:
        return standing
    asked = new_id()
    child = _only_child(session, caregiver)
    task = open_task(
        session,
        site_id=caregiver.site_id,
        kind=TaskKind.QUESTION,
        key=f"question:{asked}",
        participant=child,
        caregiver=caregiver,
        now=now,
        inbound_id=turn.inbound_id if turn else None,
        question=asked,
    )
    question = TeamQuestion(
        id=asked,
        site_id=caregiver.site_id,
        family_id=caregiver.family_id,
        caregiver_id=caregiver.id,
        participant_id=child.id if child else None,
        turn_id=turn.id if turn else None,
        task_id=task.id,
        door=door,
        language=language,
        words=words,
        asked_at=now,
    )
    session.add(question)
    session.flush()
    who = caregiver_by(door, caregiver).who
    trail.write(session, who, "asked_team", now=now, subject=question, door=door.value)
    return question


def _only_child(session: Session, caregiver: Caregiver) -> Participant | None:
    children = families.children_of(session, caregiver.id)
    return children[0] if len(children) == 1 else None
