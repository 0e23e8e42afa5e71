"""Write one statement about a dose as a row, and see whether its check-in is answered by it."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.dose_statement import DoseOutcomeKind, DoseStatement
from portal.actions.reporter import Reporter
from portal.store import doses, schedules, trail
from portal.store.doses import DoseReport
from portal.store.schedules import Checkin, DoseSlot


def keep_dose(
    session: Session,
    *,
    slot: DoseSlot,
    said: DoseStatement,
    reporter: Reporter,
    kind: DoseOutcomeKind,
    earlier: DoseReport | None,
    now: datetime,
) -> DoseReport:
    """The row. It replaces `earlier` only where it is booked; any other stands beside it."""
    is_booked = kind is DoseOutcomeKind.BOOKED
    report = DoseReport(
        participant_id=slot.participant_id,
        slot_id=slot.id,
        medicine=slot.medicine,
        status=said.status,
        route=said.route,
        route_assumed=said.route_assumed,
        due_at=slot.due_at,
        given_at=said.given_at,
        tube_trouble=said.tube_trouble,
        note=said.note,
        booked=is_booked,
        reported_at=now,
        door=reporter.door,
        caregiver_id=reporter.caregiver.id if reporter.caregiver else None,
        staff_id=reporter.staff_id,
        inbound_id=reporter.inbound_id,
        replaces_id=earlier.id if earlier is not None and is_booked else None,
        reason=said.reason if is_booked else kind.value,
    )
    session.add(report)
    session.flush()
    trail.write(
        session,
        reporter.who,
        "reported_dose",
        now=now,
        subject=report,
        status=said.status.value,
        kind=kind.value,
        slot=slot.id,
        participant=slot.participant_id,
    )
    return report


def settle_checkin(session: Session, slot: DoseSlot, now: datetime) -> None:
    """A check-in whose slots are all booked is answered: nobody is reminded of it any more."""
    checkin = session.get(Checkin, slot.checkin_id)
    if checkin is None or checkin.answered_at is not None:
        return
    own = [one.id for one in schedules.slots_of_checkin(session, checkin.id)]
    if set(own) <= set(doses.booked(session, own)):
        checkin.answered_at, checkin.next_at = now, None
