"""What was asked of the chatbot, what was shown, and questions that go on to the study team.

Rows are added, never changed. A conversation belongs to one person: nobody else in the family is
given it, the participant's own least of all (behaviour 7).
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from portal.store import sealed
from portal.store.columns import id_field, instant, link, word
from portal.store.doses import Door
from portal.store.staff import Staff
from study.answers.shapes import Boundary, Route


class TurnKind(StrEnum):
    """What became of a message: the routes of a question, and what else a message can be."""

    ANSWER = Route.ANSWER.value
    MUST_NOT_ANSWER = Route.MUST_NOT_ANSWER.value
    OUT_OF_SCOPE = Route.OUT_OF_SCOPE.value
    SYMPTOM_ESCALATE = Route.SYMPTOM_ESCALATE.value
    CHOSEN = "chosen"  # a passage that was offered, tapped
    WHOSE = "whose"  # asked back: the child's, and now?
    OTHER_PERSON = "other_person"
    UNREADABLE = "unreadable"
    DOSE = "dose"
    DOSE_UNCLEAR = "dose_unclear"
    PLACE = "place"  # in the hospital, or home again
    NOTED = "noted"


class TurnSaid(SQLModel):
    """One message and what it led to, before it is kept.

    `passages`: what was shown or offered, each with `id`, `version` and `whole`. `detail`: ids of
    what was booked or asked. `follows_id`: the turn whose button was pressed. `why`: rule and
    words, for the team. `number`: its place among the turns of one message.
    """

    words: str = sealed.text("chat_turns.words", default="")
    kind: TurnKind = word(TurnKind)
    door: Door = word(Door)
    language: str = Field(max_length=16)
    boundary: Boundary | None = word(Boundary, nullable=True)
    passages: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    words_version: str | None = Field(default=None, max_length=32)
    why: list[str] = sealed.values("chat_turns.why", default_factory=list)
    detail: dict[str, Any] = sealed.values("chat_turns.detail", default_factory=dict)
    report_id: str | None = link("symptom_reports.id", nullable=True)
    inbound_id: str | None = link("inbound_texts.id", nullable=True)
    follows_id: str | None = link("chat_turns.id", nullable=True)
    number: int = 0


class ChatTurn(TurnSaid, table=True):
    """One turn of one person's conversation."""

    __tablename__ = "chat_turns"
    id: str = id_field()
    caregiver_id: str = link("caregivers.id")
    family_id: str = link("families.id")
    site_id: str = link("sites.id", index=False)
    at: datetime = instant(index=True)


class ChatClearing(SQLModel, table=True):
    """From here on a person's earlier turns are hidden from their phone and page, not from us."""

    __tablename__ = "chat_clearings"
    id: str = id_field()
    caregiver_id: str = link("caregivers.id")
    family_id: str = link("families.id")
    site_id: str = link("sites.id", index=False)
    door: Door = word(Door)
    at: datetime = instant()


class TeamQuestion(SQLModel, table=True):
    """A question that a person of the team has to answer, to the one who asked and nobody else."""

    __tablename__ = "team_questions"
    __table_args__ = (UniqueConstraint("turn_id"),)
    id: str = id_field()
    site_id: str = link("sites.id")
    family_id: str = link("families.id")
    caregiver_id: str = link("caregivers.id")
    participant_id: str | None = link("participants.id", nullable=True)
    turn_id: str | None = link("chat_turns.id", index=False, nullable=True)
    task_id: str = link("tasks.id", index=False)
    door: Door = word(Door)
    language: str = Field(max_length=16)
    words: str = sealed.text("team_questions.words")
    asked_at: datetime = instant(index=True)


class AnswerHow(StrEnum):
    """By the family's own door, or spoken: then only the team reads the note."""

    WRITTEN = "written"
    TELEPHONE = "telephone"


class TeamAnswer(SQLModel, table=True):
    """What a named person of the team answered: an approved phrase, free words, or both."""

    __tablename__ = "team_answers"
    id: str = id_field()
    question_id: str = link("team_questions.id")
    staff_id: str = link("staff.id", index=False)
    how: AnswerHow = word(AnswerHow)
    phrase: str | None = Field(default=None, max_length=32)
    words: str = sealed.text("team_answers.words", default="")
    text_id: str | None = Field(default=None, max_length=32)
    at: datetime = instant()


class AnswerSeen(SQLModel, table=True):
    """The page with an answer on it was shown to the person who had asked."""

    __tablename__ = "answers_seen"
    id: str = id_field()
    answer_id: str = link("team_answers.id")
    caregiver_id: str = link("caregivers.id", index=False)
    at: datetime = instant()


class DraftPassage(SQLModel, table=True):
    """Words the team would like families to have as a passage; a family never sees them."""

    __tablename__ = "draft_passages"
    id: str = id_field()
    site_id: str = link("sites.id")
    question_id: str = link("team_questions.id", index=False)
    staff_id: str = link("staff.id", index=False)
    title: str = sealed.text("draft_passages.title")
    body: str = sealed.text("draft_passages.body")
    asked_as: str = sealed.text("draft_passages.asked_as", default="")
    language: str = Field(max_length=16)
    at: datetime = instant()


def cleared_at(session: Session, caregiver_id: str) -> datetime | None:
    """When a person last cleared their chat."""
    query = select(ChatClearing.at).where(ChatClearing.caregiver_id == caregiver_id)
    return session.exec(query.order_by(col(ChatClearing.at).desc())).first()


def conversation(session: Session, caregiver_id: str, limit: int) -> list[ChatTurn]:
    """The newest turns of one person that they have not cleared away, oldest first."""
    query = select(ChatTurn).where(ChatTurn.caregiver_id == caregiver_id)
    cleared = cleared_at(session, caregiver_id)
    if cleared is not None:
        query = query.where(col(ChatTurn.at) > cleared)
    query = query.order_by(col(ChatTurn.at).desc(), col(ChatTurn.number).desc())
    newest = session.exec(query.limit(limit))
    return list(newest)[::-1]


def own_turn(session: Session, caregiver_id: str, turn_id: str) -> ChatTurn | None:
    """A turn of this very person, cleared or not."""
    turn = session.get(ChatTurn, turn_id)
    return turn if turn is not None and turn.caregiver_id == caregiver_id else None


def question_of_turn(session: Session, turn_id: str) -> TeamQuestion | None:
    query = select(TeamQuestion).where(TeamQuestion.turn_id == turn_id)
    return session.exec(query).first()


def questions_of_turns(session: Session, turn_ids: Iterable[str]) -> dict[str, TeamQuestion]:
    """The question that each turn was sent on as, by turn."""
    query = select(TeamQuestion).where(col(TeamQuestion.turn_id).in_(list(turn_ids)))
    return {str(one.turn_id): one for one in session.exec(query)}


def waiting(session: Session, site_id: str) -> list[TeamQuestion]:
    """A site's questions that nobody has answered, the longest wait first."""
    answered = select(TeamAnswer.question_id)
    query = select(TeamQuestion).where(TeamQuestion.site_id == site_id)
    query = query.where(col(TeamQuestion.id).not_in(answered))
    return list(session.exec(query.order_by(col(TeamQuestion.asked_at))))


def answered(session: Session, site_id: str, limit: int) -> list[tuple[TeamQuestion, TeamAnswer]]:
    """A site's questions with each answer, the newest answer first."""
    query = select(TeamQuestion, TeamAnswer).join(
        TeamAnswer, col(TeamAnswer.question_id) == TeamQuestion.id
    )
    query = query.where(TeamQuestion.site_id == site_id)
    return list(session.exec(query.order_by(col(TeamAnswer.at).desc()).limit(limit)))


def answers_of(session: Session, question_id: str) -> list[TeamAnswer]:
    """What was answered to a question, oldest first."""
    query = select(TeamAnswer).where(TeamAnswer.question_id == question_id)
    return list(session.exec(query.order_by(col(TeamAnswer.at))))


def answers_to(
    session: Session, caregiver_id: str, limit: int
) -> list[tuple[TeamQuestion, TeamAnswer, Staff]]:
    """Written answers to one person that came after they last cleared, oldest first."""
    query = (
        select(TeamQuestion, TeamAnswer, Staff)
        .join(TeamAnswer, col(TeamAnswer.question_id) == TeamQuestion.id)
        .join(Staff, col(Staff.id) == TeamAnswer.staff_id)
        .where(
            TeamQuestion.caregiver_id == caregiver_id,
            TeamAnswer.how == AnswerHow.WRITTEN,
        )
    )
    cleared = cleared_at(session, caregiver_id)
    if cleared is not None:
        query = query.where(col(TeamAnswer.at) > cleared)
    newest = session.exec(query.order_by(col(TeamAnswer.at).desc()).limit(limit))
    return list(newest)[::-1]


def unseen(session: Session, caregiver_id: str) -> list[TeamAnswer]:
    """Written answers to one person that no page has shown them yet."""
    seen = select(AnswerSeen.answer_id)
    query = select(TeamAnswer).join(TeamQuestion)
    query = query.where(
        TeamQuestion.caregiver_id == caregiver_id,
        TeamAnswer.how == AnswerHow.WRITTEN,
        col(TeamAnswer.id).not_in(seen),
    )
    return list(session.exec(query.order_by(col(TeamAnswer.at))))


def seen_at(session: Session, answer_id: str) -> datetime | None:
    query = select(AnswerSeen.at).where(AnswerSeen.answer_id == answer_id)
    return session.exec(query.order_by(col(AnswerSeen.at))).first()


def drafts_at(session: Session, site_id: str) -> list[DraftPassage]:
    """A site's drafts, newest first."""
    query = select(DraftPassage).where(DraftPassage.site_id == site_id)
    return list(session.exec(query.order_by(col(DraftPassage.at).desc())))
