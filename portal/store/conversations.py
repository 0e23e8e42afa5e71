"""Questions we asked and wait for. What an answer means is decided elsewhere."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from portal.store import sealed
from portal.store.columns import id_field, instant, link, maybe_instant, word


class Asked(StrEnum):
    """What a question was about."""

    DOSES = "doses"
    BACKUP = "backup"
    DAILY = "daily"
    ROUTE = "route"
    MEDICINE = "medicine"
    LABEL = "label"
    WHICH_CHILD = "which_child"
    WHICH_SLOT = "which_slot"
    SECOND_GIVEN = "second_given"
    FIX = "fix"
    FEWER = "fewer"
    METHOD = "method"
    TEMPERATURE = "temperature"
    ABOUT_WHOM = "about_whom"
    READABLE = "readable"
    CONFIRM_PHONE = "confirm_phone"
    WHICH_PASSAGE = "which_passage"


class OpenQuestion(SQLModel, table=True):
    """One question to one caregiver. `deadline_at` is when silence itself becomes an answer."""

    __tablename__ = "open_questions"
    id: str = id_field()
    caregiver_id: str = link("caregivers.id")
    participant_id: str | None = link("participants.id", nullable=True)
    site_id: str = link("sites.id")
    kind: Asked = word(Asked)
    checkin_id: str | None = link("checkins.id", nullable=True)
    context: dict[str, Any] = sealed.values("open_questions.context", default_factory=dict)
    asked_at: datetime = instant()
    deadline_at: datetime | None = maybe_instant(index=True)
    lapses_at: datetime | None = maybe_instant()
    closed_at: datetime | None = maybe_instant()
    closed_by: str | None = Field(default=None, max_length=32)


# Built once: every text asks this.
_OPEN = (
    select(OpenQuestion)
    .where(
        col(OpenQuestion.caregiver_id) == bindparam("caregiver"),
        col(OpenQuestion.closed_at).is_(None),
        col(OpenQuestion.lapses_at).is_(None) | (col(OpenQuestion.lapses_at) > bindparam("now")),
    )
    .order_by(col(OpenQuestion.asked_at).desc())
)


def open_of(session: Session, caregiver_id: str, now: datetime) -> list[OpenQuestion]:
    """A caregiver's questions that still wait and have not lapsed, newest first."""
    return list(session.exec(_OPEN, params={"caregiver": caregiver_id, "now": now}))


def overdue(session: Session, now: datetime, limit: int) -> list[str]:
    """Ids of questions whose deadline passed in silence, oldest first."""
    query = select(OpenQuestion.id).where(
        col(OpenQuestion.deadline_at) <= now, col(OpenQuestion.closed_at).is_(None)
    )
    return list(session.exec(query.order_by(col(OpenQuestion.deadline_at)).limit(limit)))


def open_about(session: Session, participant_id: str) -> list[OpenQuestion]:
    """Questions about one participant that still wait, put to anybody; newest first."""
    query = select(OpenQuestion).where(
        OpenQuestion.participant_id == participant_id, col(OpenQuestion.closed_at).is_(None)
    )
    return list(session.exec(query.order_by(col(OpenQuestion.asked_at).desc())))


def close(questions: Iterable[OpenQuestion], why: str, now: datetime) -> None:
    """These wait no longer; `why` is a short word."""
    for question in questions:
        question.closed_at, question.closed_by = now, why
