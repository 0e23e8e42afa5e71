"""A symptom that may be the writer's own: ask whose it is, and wait as a text would wait."""

from datetime import datetime, timedelta

from sqlmodel import Session

from portal.actions.reporter import Reporter
from portal.store import conversations, trail
from portal.store.conversations import Asked, OpenQuestion
from portal.store.entries import put_aside
from portal.store.families import Caregiver, Participant
from study.notices import WHOM_LETTERS
from study.protocol import load
from study.symptoms import SymptomEntry

# How long an answer still belongs to the question, as by text.
WAITS = timedelta(hours=4)


def ask_whose(
    session: Session,
    *,
    caregiver: Caregiver,
    child: Participant | None,
    entry: SymptomEntry,
    reporter: Reporter,
    now: datetime,
) -> OpenQuestion:
    """The report is put aside in the question; silence until its deadline goes to the team.

    Asking again does not move the deadline. `child`: the only one it may be about, if there is.
    """
    older = [
        one
        for one in conversations.open_of(session, caregiver.id, now)
        if one.kind is Asked.ABOUT_WHOM
    ]
    deadlines = [one.deadline_at for one in older if one.deadline_at is not None]
    conversations.close(older, "asked_again", now)
    wait = timedelta(minutes=load().defaults.answer_deadline_minutes)
    question = OpenQuestion(
        caregiver_id=caregiver.id,
        participant_id=child.id if child else None,
        site_id=caregiver.site_id,
        kind=Asked.ABOUT_WHOM,
        context={"letters": dict(WHOM_LETTERS), "entry": put_aside(entry)},
        asked_at=now,
        deadline_at=min(deadlines, default=now + wait),
        lapses_at=now + WAITS,
    )
    session.add(question)
    session.flush()
    trail.write(session, reporter.who, "asked_whose", now=now, subject=question)
    return question
