"""Move a family's wall clock to another time zone; what was due already stays where it was."""

from datetime import datetime, timedelta

from sqlmodel import Session

from portal.actions.enrolment import EnrolmentRefused, Problem, ProblemKind
from portal.actions.hold_close_slots import hold_close_slots
from portal.actions.lay_out_checkins import REPLACED, lay_out_checkins
from portal.actions.reporter import by_staff
from portal.store import doses, families, schedules, trail
from portal.store.families import Family, Participant
from portal.store.schedules import CheckinKind, DoseSlot
from portal.store.staff import Staff
from study.localtime import UnknownZone, instant, zone_named


def move_time_zone(
    session: Session, *, family: Family, zone: str, staff: Staff, now: datetime
) -> None:
    """Every slot to come keeps its wall time in the new zone, and so does the daily question.

    A slot that this brings too close to the last dose taken waits for a person of the team
    (messaging F20). Raises EnrolmentRefused for a name that is no time zone.
    """
    try:
        zone_named(zone)
    except UnknownZone as error:
        raise EnrolmentRefused([Problem(ProblemKind.BAD_ZONE, "zone")]) from error
    old, family.zone = family.zone, zone
    session.add(family)
    for child in families.participants_of(session, family.id):
        _move(session, family, child, now)
    trail.write(
        session, by_staff(staff), "moved_time_zone", now=now, subject=family, old=old, new=zone
    )


def _move(session: Session, family: Family, child: Participant, now: datetime) -> None:
    coming = schedules.slots_from(session, child.id, now)
    answered = doses.booked(session, [slot.id for slot in coming])
    moved = [slot for slot in coming if slot.id not in answered]
    days = {
        row.day
        for row in schedules.checkins_from(session, child.id, now)
        if row.kind is CheckinKind.DAILY and row.closed_why != REPLACED
    }
    for slot in moved:
        _retime(slot, family.zone)
    hold_close_slots(session, participant=child, slots=moved, now=now)
    lay_out_checkins(
        session, participant=child, family=family, slots=coming, days=sorted(days), now=now
    )


def _retime(slot: DoseSlot, zone: str) -> None:
    window = (slot.window_ends_at or slot.due_at) - slot.due_at
    slot.due_at = instant(slot.day, slot.wall, zone)
    slot.window_ends_at = slot.due_at + window if window > timedelta(0) else None
