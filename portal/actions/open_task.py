"""Give the study team something to do, and let a person close it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from portal.store import tasks, trail
from portal.store.families import Caregiver, Participant
from portal.store.tasks import Task
from portal.store.trail import Who


class TaskKind(StrEnum):
    """Why somebody has to act. The words for each stand in the team's pages."""

    SYMPTOM_TODAY = "symptom_today"
    OTHER_PERSON = "other_person"
    READ_TEXT = "read_text"
    TEXTED_HELP = "texted_help"
    OPTED_OUT = "opted_out"
    NUMBER_TROUBLE = "number_trouble"
    SAFETY_WORDS_UNDELIVERED = "safety_words_undelivered"
    REMINDER_UNCERTAIN = "reminder_uncertain"
    SILENT_DAYS = "silent_days"
    STEROID_UNKNOWN = "steroid_unknown"
    CAREGIVERS_UNSURE = "caregivers_unsure"
    SECOND_GIVEN = "second_given"
    PLAN_ENDS = "plan_ends"
    IN_HOSPITAL = "in_hospital"
    HOME_AGAIN = "home_again"
    HELD_BY_FAMILY = "held_by_family"
    HOLD_REVIEW = "hold_review"
    MOVED_TOO_CLOSE = "moved_too_close"
    WORDS_OF_DEATH = "words_of_death"
    INTERPRETER = "interpreter"
    LOOP_STOPPED = "loop_stopped"
    CARRIER_STOPPED = "carrier_stopped"
    NOBODY_ON_CALL = "nobody_on_call"
    QUESTION = "question"
    CUSTODY_HOLE = "custody_hole"
    CUSTODY_UNREACHED = "custody_unreached"


def open_task(
    session: Session,
    *,
    site_id: str,
    kind: TaskKind,
    key: str,
    now: datetime,
    participant: Participant | None = None,
    caregiver: Caregiver | None = None,
    **more: Any,
) -> Task:
    """Open a task, or give back the open one of the same `key`.

    `more`: `inbound_id`, `urgent` (heads the list), `pages_at` (UTC; untaken by then it pages);
    everything else is kept as the task's encrypted detail.
    """
    standing = tasks.open_with_key(session, key)
    if standing is not None:
        return standing
    columns = {
        name: more.pop(name) for name in ("inbound_id", "urgent", "pages_at") if name in more
    }
    family_id = participant.family_id if participant else caregiver.family_id if caregiver else None
    task = Task(
        site_id=site_id,
        kind=kind.value,
        unique_key=key,
        opened_at=now,
        participant_id=participant.id if participant else None,
        caregiver_id=caregiver.id if caregiver else None,
        family_id=family_id,
        detail=more,
        **columns,
    )
    session.add(task)
    session.flush()
    trail.write(session, trail.CLOCK, "opened_task", now=now, subject=task, kind=kind.value)
    return task


def close_task(
    session: Session, *, task: Task, staff_id: str, note: str, who: Who, now: datetime
) -> None:
    """Close a task by a person, with what was done. A closed one stays as it is."""
    if task.closed_at is not None:
        return
    task.closed_at, task.closed_by, task.closed_note = now, staff_id, note
    task.pages_at = None
    trail.write(session, who, "closed_task", now=now, subject=task, kind=task.kind)
