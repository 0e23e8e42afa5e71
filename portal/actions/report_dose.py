"""Keep what somebody says about one dose, and book it where it fits. Gives no advice on doses."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlmodel import Session

from portal.actions.ask_about_second import ask_about_second
from portal.actions.check_dose import check_dose, with_timing
from portal.actions.disagree import disagree, is_same_person
from portal.actions.dose_statement import DoseOutcome, DoseOutcomeKind, DoseStatement
from portal.actions.keep_dose import keep_dose, settle_checkin
from portal.actions.open_task import TaskKind, open_task
from portal.actions.raise_dose_alarm import raise_dose_alarm
from portal.actions.reporter import Reporter
from portal.actions.set_state import set_state
from portal.store import doses, trail
from portal.store.doses import Door, DoseReport
from portal.store.families import Participant
from portal.store.schedules import DoseSlot
from study.doses import DoseStatus, is_second_given, went_in
from study.lifecycle import State
from study.notices import Notice

# A form sent twice by one finger, not a dose given twice.
DOUBLE_TAP = timedelta(seconds=30)
_REPLIES: dict[DoseOutcomeKind, Callable[..., Notice]] = {
    DoseOutcomeKind.SECOND_GIVEN: ask_about_second,
    DoseOutcomeKind.CONFLICT: disagree,
}


def report_dose(
    session: Session, *, slot: DoseSlot, said: DoseStatement, reporter: Reporter, now: datetime
) -> DoseOutcome:
    """Every statement becomes a row; what the slot counts as changes only when it is BOOKED.

    A second "given" is kept and asked about, a statement that does not fit what is booked is
    kept and given to the team (behaviour section 3). The same text again changes nothing.
    Raises DoseRefused.
    """
    session.refresh(slot, with_for_update=True)
    check_dose(session, slot=slot, said=said, reporter=reporter, now=now)
    participant = doses.participant_of(session, slot)
    earlier = doses.booked(session, [slot.id]).get(slot.id)
    again = doses.of_text(session, slot.id, reporter.inbound_id)
    if again is not None:
        return DoseOutcome(DoseOutcomeKind.UNCHANGED, again, earlier)
    said = with_timing(session, slot, said)
    kind = _kind(earlier, said, reporter, now)
    if kind is DoseOutcomeKind.UNCHANGED and earlier is not None:
        report = earlier
        trail.write(session, reporter.who, "repeated_dose", now=now, subject=report)
    else:
        report = keep_dose(
            session, slot=slot, said=said, reporter=reporter, kind=kind, earlier=earlier, now=now
        )
    notice = raise_dose_alarm(
        session, participant=participant, slot=slot, said=said, reporter=reporter, now=now
    )
    reply = None
    if kind in _REPLIES and earlier is not None:
        reply = _REPLIES[kind](
            session, slot=slot, report=report, earlier=earlier, reporter=reporter, now=now
        )
    _follow_up(session, participant, slot, said.status, reporter, now)
    settle_checkin(session, slot, now)
    return DoseOutcome(kind, report, earlier, notice, reply)


def _kind(
    earlier: DoseReport | None, said: DoseStatement, reporter: Reporter, now: datetime
) -> DoseOutcomeKind:
    if earlier is None:
        return DoseOutcomeKind.BOOKED
    if is_second_given(earlier.status, said.status):
        tapped_twice = _is_double_tap(earlier, said, reporter, now)
        return DoseOutcomeKind.UNCHANGED if tapped_twice else DoseOutcomeKind.SECOND_GIVEN
    if said.status is earlier.status:
        return DoseOutcomeKind.UNCHANGED
    if said.status is DoseStatus.VOMITED and went_in(earlier.status):
        return DoseOutcomeKind.BOOKED
    # "Not given" and later "given" by one person is a day going on; by two it is a disagreement.
    if earlier.status is DoseStatus.MISSED and is_same_person(earlier, reporter):
        return DoseOutcomeKind.BOOKED
    return DoseOutcomeKind.CONFLICT


def _is_double_tap(
    earlier: DoseReport, said: DoseStatement, reporter: Reporter, now: datetime
) -> bool:
    same = (earlier.status, earlier.route, earlier.given_at, earlier.door)
    return (
        reporter.door is Door.WEB
        and same == (said.status, said.route, said.given_at, reporter.door)
        and is_same_person(earlier, reporter)
        and now - earlier.reported_at <= DOUBLE_TAP
    )


def _follow_up(
    session: Session,
    participant: Participant,
    slot: DoseSlot,
    status: DoseStatus,
    reporter: Reporter,
    now: datetime,
) -> None:
    """What a family says of the ward or of a hold, the team checks (behaviour section 6)."""
    if reporter.caregiver is None:
        return
    is_over = slot.window_ends_at is not None and slot.window_ends_at <= now
    if status is DoseStatus.IN_HOSPITAL and not is_over:
        set_state(
            session,
            participant=participant,
            state=State.IN_HOSPITAL,
            who=reporter.who,
            now=now,
            reason="family",
        )
    if status is DoseStatus.HELD:
        open_task(
            session,
            site_id=participant.site_id,
            kind=TaskKind.HELD_BY_FAMILY,
            key=f"held:{slot.checkin_id}",
            participant=participant,
            caregiver=reporter.caregiver,
            now=now,
            inbound_id=reporter.inbound_id,
        )
