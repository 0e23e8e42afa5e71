"""Answer a family's question by the door it came in. Only who asked gets the answer."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from portal.actions.open_task import close_task
from portal.actions.queue_text import queue_family
from portal.actions.reporter import by_staff
from portal.store import sites, trail
from portal.store.chat import AnswerHow, TeamAnswer, TeamQuestion
from portal.store.columns import new_id
from portal.store.doses import Door
from portal.store.families import Caregiver
from portal.store.staff import Staff
from portal.store.tasks import Task
from study.notices import Notice, Phrase, StaffMessageWaiting, TeamPhrase


@dataclass(frozen=True)
class TeamReply:
    """What a person of the team says. `words` are free words: they stay behind sign-in.

    `address`: where a phone signs in to read them.
    """

    phrase: Phrase | None = None
    words: str = ""
    how: AnswerHow = AnswerHow.WRITTEN
    address: str = ""


class NothingSaid(ValueError):
    """An answer without a phrase and without a word."""


def answer_family(
    session: Session, *, question: TeamQuestion, reply: TeamReply, staff: Staff, now: datetime
) -> TeamAnswer:
    """A new row; the question's task is done. Raises NothingSaid.

    A question by text is answered by text: an approved phrase, or for free words that a message
    waits (behaviour 7). One that was answered by telephone keeps the team's note and sends
    nothing.
    """
    if reply.phrase is None and not reply.words.strip():
        raise NothingSaid
    answer = TeamAnswer(
        id=new_id(),
        question_id=question.id,
        staff_id=staff.id,
        how=reply.how,
        phrase=reply.phrase.value if reply.phrase else None,
        words=reply.words.strip(),
        at=now,
    )
    if question.door is Door.SMS and reply.how is AnswerHow.WRITTEN:
        answer.text_id = _text(session, question, answer, reply, now)
    session.add(answer)
    session.flush()
    who = by_staff(staff)
    task = session.get_one(Task, question.task_id)
    close_task(session, task=task, staff_id=staff.id, note="", who=who, now=now)
    trail.write(
        session, who, "answered_family", now=now, subject=question, answer=answer.id,
        how=reply.how.value, phrase=answer.phrase,
    )  # fmt: skip
    return answer


def _text(
    session: Session, question: TeamQuestion, answer: TeamAnswer, reply: TeamReply, now: datetime
) -> str:
    caregiver = session.get_one(Caregiver, question.caregiver_id)
    text = queue_family(
        session,
        caregiver=caregiver,
        notice=_notice(session, question, answer, reply),
        key=f"answer:{answer.id}",
        now=now,
        participant_id=question.participant_id,
    )
    return text.id


def _notice(
    session: Session, question: TeamQuestion, answer: TeamAnswer, reply: TeamReply
) -> Notice:
    """A phrase alone can be said in a text; with free words beside it all of it waits."""
    site = sites.get(session, question.site_id)
    if reply.phrase is None or answer.words:
        return StaffMessageWaiting(program=site.program, address=reply.address)
    return TeamPhrase(
        program=site.program,
        phrase=reply.phrase.value,
        phone_24h=site.phone_24h or "",
        phone_day=site.phone_day or site.phone_24h or "",
    )
