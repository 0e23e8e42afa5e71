"""Two steroid slots in a row that nobody answered: a person telephones (behaviour section 3)."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from portal.actions.open_task import TaskKind, open_task
from portal.actions.read_slots import read_slots
from portal.store import doses
from portal.store.families import Participant
from portal.store.schedules import DoseSlot
from portal.store.tasks import Task
from study.doses import DoseStatus, two_unknown_steroid
from study.protocol import load


def flag_unknown_steroid(
    session: Session, *, participant: Participant, slots: Sequence[DoseSlot], now: datetime
) -> Task | None:
    """Open the telephone task where one of these closed slots and the one before are unknown.

    Calls nothing missed: unknown stays unknown.
    """
    for slot in slots:
        if load().medicine(slot.medicine).steroid and _is_second(session, participant, slot):
            return open_task(
                session,
                site_id=participant.site_id,
                kind=TaskKind.STEROID_UNKNOWN,
                key=f"{TaskKind.STEROID_UNKNOWN.value}:{participant.id}",
                participant=participant,
                now=now,
                slot=slot.id,
            )
    return None


def _is_second(session: Session, participant: Participant, slot: DoseSlot) -> bool:
    last = doses.recent_slots(session, participant.id, slot.medicine, slot.due_at)[:2]
    read = read_slots(session, participant=participant, slots=last)
    statuses: list[DoseStatus] = [read[one.id] for one in reversed(last)]
    return two_unknown_steroid(statuses)
