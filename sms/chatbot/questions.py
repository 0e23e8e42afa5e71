"""Questions put to a family and what stands open: rows to values and back. Decides nothing."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from portal.store import conversations
from portal.store.alerts import Alert
from portal.store.conversations import Asked, OpenQuestion
from sms.chatbot.talk import Talk, alerts_of
from sms.dialogue import Asking, Screened, Standing
from study.notices import SECOND_LETTERS
from study.protocol import load

# How long an answer still belongs to a question of the conversation.
WAITS = timedelta(hours=4)
_SILENCE_SPEAKS = frozenset({Asked.METHOD, Asked.READABLE, Asked.ABOUT_WHOM})
# Put by an action, which keeps no letters of its own.
_LETTERS: Mapping[Asked, Mapping[str, str]] = {Asked.SECOND_GIVEN: SECOND_LETTERS}


def ask(
    talk: Talk,
    kind: Asked,
    *,
    participant_id: str | None = None,
    checkin_id: str | None = None,
    letters: Mapping[str, str] | None = None,
    silence: bool = True,
    **context: Any,
) -> OpenQuestion:
    """Put a question, in place of an older one of its kind.

    `silence`: no answer becomes one after the protocol's minutes, where the kind has that; asking
    again does not move that moment.
    """
    older = [one for one in talk.questions if one.kind is kind and one.closed_at is None]
    older = [one for one in older if one.participant_id in (None, participant_id)]
    deadlines = [one.deadline_at for one in older if one.deadline_at is not None]
    conversations.close(older, "asked_again", talk.now)
    question = OpenQuestion(
        caregiver_id=talk.caregiver.id,
        participant_id=participant_id,
        site_id=talk.site.id,
        kind=kind,
        checkin_id=checkin_id,
        context={"letters": dict(letters or {}), "inbound": talk.text.id, **context},
        asked_at=talk.now,
        deadline_at=min(deadlines, default=_deadline(kind, talk.now) if silence else None),
        lapses_at=talk.now + WAITS,
    )
    talk.session.add(question)
    talk.session.flush()
    return question


def _deadline(kind: Asked, now: datetime) -> datetime | None:
    if kind not in _SILENCE_SPEAKS:
        return None
    return now + timedelta(minutes=load().defaults.answer_deadline_minutes)


def close(talk: Talk, *kinds: Asked, why: str = "answered") -> None:
    """These kinds of question wait no longer."""
    found = [one for one in talk.questions if one.kind in kinds and one.closed_at is None]
    conversations.close(found, why, talk.now)


def close_one(talk: Talk, question_id: str, why: str = "answered") -> None:
    conversations.close([row(talk, question_id)], why, talk.now)


def row(talk: Talk, question_id: str) -> OpenQuestion:
    """The stored question; it is one of those that were open when the text came."""
    return next(one for one in talk.questions if one.id == question_id)


def mark_answered(talk: Talk, question_id: str) -> None:
    """It stays open for what happens next, behind every question that still waits."""
    question = row(talk, question_id)
    question.context = question.context | {"answered": True}
    talk.session.add(question)


def standing(talk: Talk, screened: Screened | None = None) -> Standing:
    """Where the conversation stands, as the dialogue sees it."""
    found = [_asking(one) for one in talk.questions if one.closed_at is None]
    return Standing(
        texting=talk.caregiver.texting,
        questions=tuple(sorted(found, key=lambda one: one.answered)),
        children={letter: child.id for letter, child in talk.by_letter.items()},
        nobody_answered=unanswered_alert(talk) is not None,
        screened=screened or Screened(),
    )


def _asking(question: OpenQuestion) -> Asking:
    return Asking(
        id=question.id,
        kind=question.kind,
        participant_id=question.participant_id,
        checkin_id=question.checkin_id,
        letters=question.context.get("letters") or _LETTERS.get(question.kind, {}),
        answered=bool(question.context.get("answered")),
    )


def unanswered_alert(talk: Talk) -> Alert | None:
    """The alert of which this phone was told that nobody has answered, and to text R or E."""
    told = [
        alert
        for alert in talk.alerts
        if alert.family_told_at is not None and alert.caregiver_id in (None, talk.caregiver.id)
    ]
    return max(told, key=lambda alert: alert.opened_at, default=None)


def open_alerts(talk: Talk) -> list[Alert]:
    """The unresolved alerts of this phone's children, with those that this text raised."""
    return alerts_of(talk.session, talk.children)
