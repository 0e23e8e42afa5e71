"""An investigator's dated plan for one child's fevers. It never changes a tier."""

from datetime import datetime

from sqlmodel import Session

from portal.store import symptoms, trail
from portal.store.families import Participant
from portal.store.staff import Role, Staff
from portal.store.symptoms import FeverPlanRow
from portal.store.trail import Who
from study.fever import FeverPlan

WORDS_LENGTH = 1000


class NotAnInvestigator(PermissionError):
    """Only a named investigator may set a fever plan (behaviour 4)."""


def set_fever_plan(
    session: Session,
    *,
    participant: Participant,
    investigator: Staff,
    words: str,
    expires_at: datetime,
    now: datetime,
) -> FeverPlanRow:
    """The plan in force from now on; the one before it ends. Shown on every alert of the child.

    Raises NotAnInvestigator, and ValueError for a plan without words or of more than seven days.
    """
    if investigator.role is not Role.INVESTIGATOR or investigator.site_id != participant.site_id:
        raise NotAnInvestigator
    said = words.strip()[:WORDS_LENGTH]
    if not said:
        raise ValueError("A fever plan needs words.")
    FeverPlan(set_by=investigator.id, set_at=now, expires_at=expires_at, words=said)
    standing = symptoms.fever_plan(session, participant.id, now)
    if standing is not None:
        standing.ended_at = now
    row = FeverPlanRow(
        participant_id=participant.id,
        staff_id=investigator.id,
        wording=said,
        set_at=now,
        expires_at=expires_at,
    )
    session.add(row)
    session.flush()
    who = Who(actor=trail.Actor.STAFF, id=investigator.id, site_id=participant.site_id)
    trail.write(session, who, "set_fever_plan", now=now, subject=row, participant=participant.id)
    return row
