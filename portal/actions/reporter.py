"""Who says something, by which door; handed to every action that keeps a report."""

from dataclasses import dataclass

from portal.store.doses import Door
from portal.store.families import Caregiver
from portal.store.staff import Staff
from portal.store.trail import Actor, Who


@dataclass(frozen=True)
class Reporter:
    """A caregiver by text or web, or a staff member who types what a family told by telephone."""

    who: Who
    door: Door
    caregiver: Caregiver | None = None
    staff_id: str | None = None
    inbound_id: str | None = None


def by_staff(staff: Staff) -> Who:
    """A member of the team who acts on a family's record."""
    return Who(actor=Actor.STAFF, id=staff.id, site_id=staff.site_id)


def caregiver_by(door: Door, caregiver: Caregiver, inbound_id: str | None = None) -> Reporter:
    """A caregiver who reports for themselves or their child."""
    who = Who(
        actor=Actor.CAREGIVER,
        id=caregiver.id,
        site_id=caregiver.site_id,
        family_id=caregiver.family_id,
    )
    return Reporter(who, door, caregiver, None, inbound_id)


def staff_for_family(who: Who) -> Reporter:
    """A staff member who enters what a family said by telephone."""
    return Reporter(who, Door.TEAM, None, who.id, None)
