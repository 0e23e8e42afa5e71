"""Set what a caregiver sees and is asked. The guard against a second dose works all the same."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Self

from sqlmodel import Session

from portal.actions.reporter import by_staff
from portal.store import trail
from portal.store.families import Caregiver
from portal.store.staff import Staff


@dataclass(frozen=True)
class Rights:
    """Behaviour 7. `sees_names`: who reported a dose. `sees_reports`: what others reported.

    `gets_backup`: is asked when nobody has logged a check-in.
    """

    sees_names: bool
    sees_reports: bool
    gets_backup: bool

    @classmethod
    def of(cls, caregiver: Caregiver) -> Self:
        return cls(caregiver.sees_names, caregiver.sees_reports, caregiver.gets_backup)


def set_rights(
    session: Session, *, caregiver: Caregiver, rights: Rights, staff: Staff, now: datetime
) -> None:
    """The rights as they shall stand from now; old and new are in the trail, which only grows."""
    old = Rights.of(caregiver)
    if rights == old:
        return
    caregiver.sees_names = rights.sees_names
    caregiver.sees_reports = rights.sees_reports
    caregiver.gets_backup = rights.gets_backup
    session.add(caregiver)
    trail.write(
        session,
        by_staff(staff),
        "changed_rights",
        now=now,
        subject=caregiver,
        old=asdict(old),
        new=asdict(rights),
    )
