"""A reading that is a fever only under the arm: wait for where it was taken, as by text."""

from datetime import datetime, timedelta

from sqlmodel import Session

from portal.actions.reporter import Reporter
from portal.store import conversations, trail
from portal.store.conversations import Asked, OpenQuestion
from portal.store.entries import put_aside
from portal.store.symptoms import SymptomReport
from study.notices import METHOD_LETTERS
from study.protocol import load
from study.symptoms import SymptomEntry


def ask_where_taken(
    session: Session,
    *,
    report: SymptomReport,
    entry: SymptomEntry,
    reporter: Reporter,
    now: datetime,
) -> None:
    """An open question that a tap or a text answers; silence until its deadline pages (facts 3.1).

    Asking again does not move the deadline. Without a caregiver there is nobody to ask.
    """
    if reporter.caregiver is None:
        return
    older = [
        one
        for one in conversations.open_of(session, reporter.caregiver.id, now)
        if one.kind is Asked.METHOD and one.participant_id == report.participant_id
    ]
    deadlines = [one.deadline_at for one in older if one.deadline_at is not None]
    conversations.close(older, "asked_again", now)
    wait = timedelta(minutes=load().defaults.answer_deadline_minutes)
    question = OpenQuestion(
        caregiver_id=reporter.caregiver.id,
        participant_id=report.participant_id,
        site_id=report.site_id,
        kind=Asked.METHOD,
        context={"letters": dict(METHOD_LETTERS), "entry": put_aside(entry)},
        asked_at=now,
        deadline_at=min(deadlines, default=now + wait),
    )
    session.add(question)
    trail.write(session, reporter.who, "asked_where_taken", now=now, subject=report)
