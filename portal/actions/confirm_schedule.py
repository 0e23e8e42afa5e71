"""A second member of the team confirms a plan as it was entered (behaviour section 3)."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.reporter import by_staff
from portal.store import trail
from portal.store.schedules import Schedule
from portal.store.staff import Staff


class SamePerson(ValueError):
    """Who entered a plan cannot be the one who confirms it."""


def confirm_schedule(session: Session, *, schedule: Schedule, staff: Staff, now: datetime) -> None:
    """The plan's wording may be shown to the family from now on. Raises SamePerson.

    A plan that is replaced or confirmed already stays as it is. Reminders do not wait for this:
    they name a time and no amount.
    """
    if schedule.entered_by == staff.id:
        raise SamePerson("a plan is confirmed by another person than the one who entered it")
    if schedule.confirmed_at is not None or schedule.superseded_at is not None:
        return
    schedule.confirmed_by, schedule.confirmed_at = staff.id, now
    session.add(schedule)
    trail.write(session, by_staff(staff), "confirmed_schedule", now=now, subject=schedule)
