"""What a person has read of the explained study, what they answered, and what was talked about.

Rows are added, never changed. It keeps no score, and nothing about visitors without an account.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select

from portal.store.columns import id_field, instant, link


class PassageReading(SQLModel, table=True):
    """A person said that they have read a passage, in this version and language."""

    __tablename__ = "passage_readings"
    id: str = id_field()
    caregiver_id: str = link("caregivers.id")
    family_id: str = link("families.id")
    site_id: str = link("sites.id", index=False)
    passage_id: str = Field(max_length=64)
    version: str = Field(max_length=32)
    language: str = Field(max_length=16)
    at: datetime = instant()


class QuestionAnswer(SQLModel, table=True):
    """An answer to "did we explain this well?". A wrong one is a point to talk about."""

    __tablename__ = "question_answers"
    id: str = id_field()
    caregiver_id: str = link("caregivers.id")
    family_id: str = link("families.id")
    site_id: str = link("sites.id", index=False)
    question_id: str = Field(max_length=64)
    answer_id: str = Field(max_length=16)
    understood: bool
    version: str = Field(max_length=32)
    language: str = Field(max_length=16)
    at: datetime = instant()


class Talk(SQLModel, table=True):
    """Somebody of the team talked with the family about what an answer had shown."""

    __tablename__ = "talks"
    id: str = id_field()
    answer_id: str = link("question_answers.id")
    family_id: str = link("families.id")
    site_id: str = link("sites.id", index=False)
    staff_id: str = link("staff.id", index=False)
    at: datetime = instant()


def read_by(session: Session, caregiver_id: str) -> Mapping[str, PassageReading]:
    """The newest reading of each passage by one person, by passage."""
    query = select(PassageReading).where(PassageReading.caregiver_id == caregiver_id)
    return {row.passage_id: row for row in session.exec(query.order_by(col(PassageReading.at)))}


def of_family(session: Session, family_id: str) -> list[PassageReading]:
    """Everything a family has read, newest first."""
    query = select(PassageReading).where(PassageReading.family_id == family_id)
    return list(session.exec(query.order_by(col(PassageReading.at).desc())))


def to_talk_about(session: Session, family_id: str) -> list[QuestionAnswer]:
    """Each person's newest answer to a question, where it was a wrong one; newest first.

    One that somebody has talked about is left out, until the person answers wrong anew.
    """
    done = {talk.answer_id for talk, _ in talks_of(session, family_id)}
    query = select(QuestionAnswer).where(QuestionAnswer.family_id == family_id)
    rows = session.exec(query.order_by(col(QuestionAnswer.at)))
    newest = {(row.caregiver_id, row.question_id): row for row in rows}
    wrong = [row for row in newest.values() if not (row.understood or row.id in done)]
    return sorted(wrong, key=lambda row: row.at, reverse=True)


def talks_of(session: Session, family_id: str) -> list[tuple[Talk, QuestionAnswer]]:
    """What was talked about with a family, with the answer it was about; newest first."""
    query = select(Talk, QuestionAnswer).join(QuestionAnswer).where(Talk.family_id == family_id)
    return list(session.exec(query.order_by(col(Talk.at).desc())))
