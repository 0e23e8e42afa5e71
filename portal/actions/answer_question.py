"""Keep an answer to "did we explain this well?". A wrong one is a point to talk about, no score."""

from datetime import datetime

from sqlmodel import Session

from portal.store import trail
from portal.store.families import Caregiver
from portal.store.readings import QuestionAnswer
from portal.store.trail import Who
from study.explained.shapes import Answer, Question


def answer_question(
    session: Session,
    *,
    caregiver: Caregiver,
    question: Question,
    answer: Answer,
    version: str,
    language: str,
    now: datetime,
) -> QuestionAnswer:
    """A new row each time; the newest answer of a person to a question is the one that counts."""
    row = QuestionAnswer(
        caregiver_id=caregiver.id,
        family_id=caregiver.family_id,
        site_id=caregiver.site_id,
        question_id=question.id,
        answer_id=answer.id,
        understood=answer.right,
        version=version,
        language=language,
        at=now,
    )
    session.add(row)
    who = Who(
        actor=trail.Actor.CAREGIVER, id=caregiver.id, site_id=caregiver.site_id,
        family_id=caregiver.family_id,
    )  # fmt: skip
    trail.write(session, who, "answered_question", now=now, subject=row, question=question.id)
    return row
