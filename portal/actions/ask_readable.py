"""Words that nobody could read: ask once what is going on, and wait as a text would wait."""

from datetime import datetime, timedelta

from sqlmodel import Session

from portal.actions.reporter import Reporter
from portal.store import conversations, trail
from portal.store.conversations import Asked, OpenQuestion
from portal.store.entries import put_aside
from portal.store.families import Caregiver
from study.protocol import load
from study.symptoms import SymptomEntry


def ask_readable(
    session: Session, *, caregiver: Caregiver, words: str, reporter: Reporter, now: datetime
) -> OpenQuestion:
    """The question that stands, or a new one; silence until its deadline pages (behaviour 1)."""
    for one in conversations.open_of(session, caregiver.id, now):
        if one.kind is Asked.READABLE:
            return one
    entry = SymptomEntry(doubt=True, words=words, about="participant")
    question = OpenQuestion(
        caregiver_id=caregiver.id,
        site_id=caregiver.site_id,
        kind=Asked.READABLE,
        context={"letters": {}, "entry": put_aside(entry)},
        asked_at=now,
        deadline_at=now + timedelta(minutes=load().defaults.answer_deadline_minutes),
    )
    session.add(question)
    session.flush()
    trail.write(session, reporter.who, "asked_readable", now=now, subject=question)
    return question
