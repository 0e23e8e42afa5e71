"""A second "given" that nobody explained heads the team's list (behaviour section 3)."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.open_task import TaskKind, open_task
from portal.store import conversations
from portal.store.conversations import Asked
from portal.store.doses import DoseReport
from portal.store.families import Participant
from portal.store.tasks import Task


def flag_second_given(session: Session, *, report: DoseReport, now: datetime) -> Task | None:
    """Open the urgent task, once; the question stays open for a late answer."""
    for question in conversations.open_about(session, report.participant_id):
        if question.kind is Asked.SECOND_GIVEN and question.context.get("report") == report.id:
            question.deadline_at = None
    participant = session.get(Participant, report.participant_id)
    if participant is None:
        return None
    return open_task(
        session,
        site_id=participant.site_id,
        kind=TaskKind.SECOND_GIVEN,
        key=f"second-given:{report.id}",
        participant=participant,
        now=now,
        urgent=True,
        report=report.id,
    )
