"""Refuse what cannot be true of a slot before it is kept. Judges no timing and no amount."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session

from portal.actions.dose_statement import DoseRefusal, DoseRefused, DoseStatement
from portal.actions.reporter import Reporter
from portal.store import doses, families, sites
from portal.store.schedules import DoseSlot
from study.doses import DoseStatus, timing, went_in
from study.protocol import load

# A dose given further away than this is another slot's.
FARTHEST = timedelta(hours=12)


def check_dose(
    session: Session, *, slot: DoseSlot, said: DoseStatement, reporter: Reporter, now: datetime
) -> None:
    """Raises DoseRefused with the first reason that holds."""
    for broken, reason in (
        (_is_strangers(session, slot, reporter), DoseRefusal.NOT_YOURS),
        (slot.withdrawn_at is not None, DoseRefusal.WITHDRAWN),
        (said.status is DoseStatus.UNKNOWN, DoseRefusal.NO_STATUS),
        (_not_open(slot, now), DoseRefusal.NOT_OPEN_YET),
        (said.given_at is not None and said.given_at > now, DoseRefusal.IN_THE_FUTURE),
        (_is_far(slot, said), DoseRefusal.FAR_FROM_SLOT),
        (not _route_fits(slot, said), DoseRefusal.BAD_ROUTE),
    ):
        if broken:
            raise DoseRefused(reason)


def _is_strangers(session: Session, slot: DoseSlot, reporter: Reporter) -> bool:
    if reporter.caregiver is None:
        return False
    own = families.children_of(session, reporter.caregiver.id)
    return slot.participant_id not in {child.id for child in own}


def _not_open(slot: DoseSlot, now: datetime) -> bool:
    return slot.due_at - timedelta(minutes=load().defaults.early_minutes) > now


def _is_far(slot: DoseSlot, said: DoseStatement) -> bool:
    return said.given_at is not None and abs(said.given_at - slot.due_at) > FARTHEST


def _route_fits(slot: DoseSlot, said: DoseStatement) -> bool:
    """By mouth or tube at home; into a vein only where the hospital gave it (facts 2)."""
    facts = load().medicine(slot.medicine)
    in_hospital = said.status is DoseStatus.IN_HOSPITAL
    allowed = facts.routes if in_hospital else facts.home_routes
    return said.route is None or said.route in allowed


def with_timing(session: Session, slot: DoseSlot, said: DoseStatement) -> DoseStatement:
    """The statement with GIVEN turned to LATE where the time was said and the site's minutes are
    over, and without a time where nothing went in."""
    if not went_in(said.status):
        return replace(said, given_at=None)
    if said.status is not DoseStatus.GIVEN:
        return said
    rules = sites.get(session, doses.participant_of(session, slot).site_id).rules()
    late_after = rules.late_after(slot.medicine)
    return replace(said, status=timing(slot.due_at, said.given_at, late_after))
