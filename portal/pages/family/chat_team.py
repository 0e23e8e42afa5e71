"""Answers of the team as the chat shows them, in their place among the turns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import inf

from flask_babel import gettext
from sqlmodel import Session

from portal.pages.family.chat_shown import Turn
from portal.pages.family.own import Own
from portal.pages.showing import phone
from portal.store import chat
from portal.store.chat import TeamAnswer, TeamQuestion
from portal.store.sites import Site
from portal.store.staff import Staff
from study.notices import PHRASES, Phrase


@dataclass(frozen=True)
class TeamSaid:
    """One answer. `asked`: the question's words, "" where the person has cleared them away."""

    id: str
    asked: str
    phrase: str
    words: str
    who: str
    at: datetime
    is_new: bool


Item = Turn | TeamSaid


def of_answers(
    session: Session, mine: Own, rows: Sequence[tuple[TeamQuestion, TeamAnswer, Staff]]
) -> list[TeamSaid]:
    cleared = chat.cleared_at(session, mine.caregiver.id)
    new = {one.id for one in chat.unseen(session, mine.caregiver.id)}
    return [
        TeamSaid(
            id=answer.id,
            asked="" if cleared and question.asked_at <= cleared else question.words,
            phrase=phrase_words(answer.phrase, mine.site),
            words=answer.words,
            who=staff.name,
            at=answer.at,
            is_new=answer.id in new,
        )
        for question, answer, staff in rows
    ]


def phrase_words(phrase: str | None, site: Site) -> str:
    """An approved phrase in the reader's language, with the site's numbers."""
    if phrase is None:
        return ""
    night = phone(site.phone_24h)
    day = phone(site.phone_day) or night
    return str(gettext(PHRASES[Phrase(phrase)], phone_24h=night, phone_day=day))


def in_order(turns: Iterable[Turn], answers: Iterable[TeamSaid]) -> list[Item]:
    """By the time of each; a turn that is kept nowhere comes last."""
    items: list[Item] = [*turns, *answers]
    return sorted(items, key=lambda one: one.at.timestamp() if one.at else inf)
