"""Somebody wrote that a child has died: no reminder or prompt until a person decides."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.open_task import TaskKind, open_task
from portal.actions.reporter import Reporter
from portal.actions.stop_texts import stop_texts
from portal.store import trail
from portal.store.families import Participant
from study.notices import Purpose

_HELD = frozenset({Purpose.REMINDER, Purpose.PROMPT})


def hold_for_death(
    session: Session, *, participant: Participant, reporter: Reporter, now: datetime
) -> None:
    """Hold back what waits; while the urgent task is open nothing more is asked (behaviour 1).

    The child's state stays as it is: only a person sets it, or closes the task.
    """
    stop_texts(session, participant=participant, purposes=_HELD, now=now)
    open_task(
        session,
        site_id=participant.site_id,
        kind=TaskKind.WORDS_OF_DEATH,
        key=f"{TaskKind.WORDS_OF_DEATH.value}:{participant.id}",
        participant=participant,
        caregiver=reporter.caregiver,
        now=now,
        inbound_id=reporter.inbound_id,
        urgent=True,
    )
    trail.write(session, reporter.who, "held_for_death", now=now, subject=participant)
