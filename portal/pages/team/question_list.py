"""Questions of families as the team needs them: who waits, for how long, and what was shown."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from portal.store import chat, families, sites
from portal.store.chat import ChatTurn, TeamAnswer, TeamQuestion
from portal.store.families import Caregiver, Participant
from portal.store.sites import Site
from portal.store.texts import OutboundText
from study.explained import passages
from study.review_hours import review_ends

ANSWERED = 50


@dataclass(frozen=True)
class Given:
    """One answer, with what became of its text and when its page was shown."""

    answer: TeamAnswer
    text: OutboundText | None
    seen_at: datetime | None


@dataclass(frozen=True)
class Asked:
    """One question. `old`: a whole time of review hours has passed over it. `shown`: titles."""

    question: TeamQuestion
    caregiver: Caregiver
    children: tuple[Participant, ...]
    turn: ChatTurn | None
    shown: tuple[tuple[str, str, bool], ...]
    old: bool
    given: tuple[Given, ...] = ()


def waiting(session: Session, site_id: str, now: datetime) -> list[Asked]:
    """Those that nobody has answered, the longest wait first."""
    return [asked(session, one, now) for one in chat.waiting(session, site_id)]


def answered(session: Session, site_id: str, now: datetime) -> list[Asked]:
    """The last ones that were answered, each once, the newest answer first."""
    found = dict.fromkeys(
        question.id for question, _ in chat.answered(session, site_id, ANSWERED)
    )
    rows = [session.get_one(TeamQuestion, one) for one in found]
    return [asked(session, one, now) for one in rows]


def asked(session: Session, question: TeamQuestion, now: datetime) -> Asked:
    caregiver = session.get_one(Caregiver, question.caregiver_id)
    turn = session.get(ChatTurn, question.turn_id) if question.turn_id else None
    site = sites.get(session, question.site_id)
    return Asked(
        question=question,
        caregiver=caregiver,
        children=tuple(families.children_of(session, caregiver.id)),
        turn=turn,
        shown=_shown(turn),
        old=_is_old(site, question, now),
        given=tuple(
            Given(
                one,
                session.get(OutboundText, one.text_id) if one.text_id else None,
                chat.seen_at(session, one.id),
            )
            for one in chat.answers_of(session, question.id)
        ),
    )


def _shown(turn: ChatTurn | None) -> tuple[tuple[str, str, bool], ...]:
    """Title, version and whether it was shown, whole or in short, of each passage of the turn."""
    if turn is None:
        return ()
    known = passages.load("en")
    return tuple(
        (known[one["id"]].title if one["id"] in known else one["id"], one["version"],
         bool(one.get("whole") or one.get("short")))
        for one in turn.passages
    )  # fmt: skip


def _is_old(site: Site, question: TeamQuestion, now: datetime) -> bool:
    """Old at the second end of review hours since it came, as a report that nobody read."""
    first_end = review_ends(site.rules(), question.asked_at, site.zone)
    return now > review_ends(site.rules(), first_end + timedelta(seconds=1), site.zone)
