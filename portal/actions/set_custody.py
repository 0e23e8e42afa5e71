"""Set which days a child is with a caregiver. It texts nobody and takes no report from anybody."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from portal.actions.reporter import by_staff
from portal.store import custody, trail
from portal.store.custody import CustodyEntry
from portal.store.families import Caregiver, Participant
from portal.store.staff import Staff
from study.custody import CustodyDays


def set_custody(
    session: Session,
    *,
    caregiver: Caregiver,
    child: Participant,
    days: CustodyDays,
    staff: Staff,
    now: datetime,
) -> None:
    """The days on which the child is with this caregiver, from now on, as a new row.

    On the other days no reminder, daily question or back-up question about this child goes to
    their phone; safety words, answers and follow-ups of an alert do (behaviour 7).
    """
    old = custody.patterns_of(session, child.id).get(caregiver.id, CustodyDays())
    if days == old:
        return
    row = CustodyEntry(
        caregiver_id=caregiver.id,
        participant_id=child.id,
        family_id=child.family_id,
        site_id=child.site_id,
        staff_id=staff.id,
        at=now,
        **_columns(days),
    )
    session.add(row)
    session.flush()
    trail.write(
        session,
        by_staff(staff),
        "changed_custody",
        now=now,
        subject=caregiver,
        child=child.id,
        old=_codes(old),
        new=_codes(days),
    )


def _columns(days: CustodyDays) -> dict[str, Any]:
    return {
        "weekdays": sorted(days.weekdays),
        "other_weekdays": sorted(days.other_weekdays),
        "counts_from": days.counts_from,
    }


def _codes(days: CustodyDays) -> dict[str, Any]:
    """The same as the trail can keep it."""
    first = days.counts_from.isoformat() if days.counts_from else None
    return _columns(days) | {"counts_from": first}
