"""A task that nobody took in time turns into a page. The task itself stays open."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.open_task import TaskKind
from portal.actions.raise_alert import AlertSubject, raise_alert
from portal.store import families, trail
from portal.store.alerts import Alert
from portal.store.families import Caregiver, Participant
from portal.store.tasks import Task
from study.symptoms import Tier

# A symptom for today keeps its own tier; any other task is doubt (behaviour 1 and 4).
_TIER = {TaskKind.SYMPTOM_TODAY.value: Tier.T3, TaskKind.OTHER_PERSON.value: Tier.T3}


def page_task(session: Session, *, task_id: str, now: datetime) -> tuple[Alert, ...]:
    """Raise an alert for the task's child, or for each child of its caregiver; once."""
    task = session.get(Task, task_id, with_for_update=True, populate_existing=True)
    if task is None or task.closed_at is not None or task.pages_at is None or task.pages_at > now:
        return ()
    task.pages_at = None
    session.add(task)
    trail.write(session, trail.CLOCK, "task_paged", now=now, subject=task, kind=task.kind)
    caregiver = session.get(Caregiver, task.caregiver_id) if task.caregiver_id else None
    return tuple(
        raise_alert(
            session,
            about=AlertSubject(task.site_id, child, caregiver),
            tier=_TIER.get(task.kind, Tier.T2),
            reasons=[f"nobody has taken the task in time: {task.kind}"],
            now=now,
        )
        for child in _children(session, task, caregiver) or [None]
    )


def _children(
    session: Session, task: Task, caregiver: Caregiver | None
) -> list[Participant] | list[None]:
    if task.participant_id is not None:
        child = session.get(Participant, task.participant_id)
        return [child] if child else []
    return families.children_of(session, caregiver.id) if caregiver else []
