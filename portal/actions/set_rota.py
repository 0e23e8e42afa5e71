"""Put people on call and take them off. Says where nobody is, and refuses to guess who could be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from portal.store import staff, trail
from portal.store.sites import Site
from portal.store.staff import PagerContact, Shift
from portal.store.trail import Who
from study import oncall

LOOK_AHEAD = timedelta(days=14)
LONGEST = timedelta(days=92)


class BadShift(ValueError):
    """A shift that ends before it begins, is over, lasts too long, or is another site's person."""


@dataclass(frozen=True)
class NewShift:
    """`contact` holds the pager from `starts_at` up to, not including, `ends_at` (UTC)."""

    contact: PagerContact
    starts_at: datetime
    ends_at: datetime


def set_rota(
    session: Session,
    *,
    site: Site,
    add: Sequence[NewShift] = (),
    remove: Sequence[Shift] = (),
    who: Who,
    now: datetime,
) -> tuple[tuple[datetime, datetime], ...]:
    """Change the rota; returns the spans of the next 14 days in which nobody is on call.

    A gap is shown, never refused: at run time it falls to the fallback list at once (messaging
    F28). Raises BadShift, and then nothing is changed.
    """
    for new in add:
        _check(site, new, now)
    for shift in remove:
        if shift.site_id == site.id and shift.removed_at is None:
            shift.removed_at = now
            trail.write(session, who, "removed_shift", now=now, subject=shift)
    for new in add:
        row = Shift(
            site_id=site.id,
            contact_id=new.contact.id,
            starts_at=new.starts_at,
            ends_at=new.ends_at,
        )
        session.add(row)
        session.flush()
        trail.write(session, who, "added_shift", now=now, subject=row, contact=new.contact.id)
    session.flush()
    shifts = [
        oncall.Shift(row.contact_id, row.starts_at, row.ends_at)
        for row in staff.shifts_between(session, site.id, now, now + LOOK_AHEAD)
    ]
    return oncall.gaps(shifts, now, now + LOOK_AHEAD)


def _check(site: Site, new: NewShift, now: datetime) -> None:
    backwards = new.ends_at <= new.starts_at
    if backwards or new.ends_at <= now or new.ends_at - new.starts_at > LONGEST:
        raise BadShift
    if new.contact.site_id != site.id or new.contact.removed_at is not None:
        raise BadShift
