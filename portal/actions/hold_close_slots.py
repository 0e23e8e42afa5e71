"""Keep reminders from slots that a new time brings too close to the last dose (messaging F20)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from portal.actions.open_task import TaskKind, open_task
from portal.store import doses
from portal.store.families import Participant
from portal.store.schedules import DoseSlot
from study.doses import went_in
from study.medicines import Medicine
from study.protocol import load
from study.regimens import SlotTime, held_for_confirmation


def hold_close_slots(
    session: Session, *, participant: Participant, slots: Sequence[DoseSlot], now: datetime
) -> None:
    """Such slots wait for a person of the team, who gets a task; the family is not reminded."""
    gap = load().defaults.minimum_gap_minutes
    for medicine in {slot.medicine for slot in slots}:
        own = {_as_time(slot): slot for slot in slots if slot.medicine is medicine}
        taken_at = _last_taken(session, participant, medicine, now)
        for one in held_for_confirmation(list(own), taken_at, gap):
            slot = own[one]
            slot.waits_for_clinic = True
            open_task(
                session,
                site_id=participant.site_id,
                kind=TaskKind.MOVED_TOO_CLOSE,
                key=f"too-close:{slot.id}",
                participant=participant,
                now=now,
                slot=slot.id,
            )


def _as_time(slot: DoseSlot) -> SlotTime:
    return SlotTime(slot.id, slot.medicine, slot.day, slot.wall, slot.due_at, slot.window_ends_at)


def _last_taken(
    session: Session, participant: Participant, medicine: Medicine, now: datetime
) -> datetime | None:
    """The latest time at which any report, even a doubted one, says a dose went in.

    A time that was not said counts as the latest it can have been: when it was reported.
    """
    return max(
        (
            report.given_at or report.reported_at
            for report in doses.history(session, participant.id, limit=50)
            if report.medicine is medicine
            and went_in(report.status)
            and report.reported_at > now - timedelta(days=2)
        ),
        default=None,
    )
