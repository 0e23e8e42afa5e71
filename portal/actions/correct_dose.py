"""Correct what is booked for a dose: a new row beside the old one, with a reason."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from portal.actions.check_dose import check_dose, with_timing
from portal.actions.disagree import disagree, is_same_person
from portal.actions.dose_statement import DoseOutcome, DoseOutcomeKind, DoseStatement
from portal.actions.keep_dose import keep_dose, settle_checkin
from portal.actions.raise_dose_alarm import raise_dose_alarm
from portal.actions.reporter import Reporter
from portal.store import doses, schedules
from portal.store.doses import DoseReport
from study.doses import DoseStatus, went_in
from study.notices import Notice


def correct_dose(
    session: Session,
    *,
    report: DoseReport,
    said: DoseStatement,
    reporter: Reporter,
    reason: str,
    now: datetime,
) -> DoseOutcome:
    """The new row replaces what stands for the slot now; nothing old is changed (facts 5.6).

    One caregiver cannot turn another's "given" into "not given", or back: that is a
    disagreement, kept and given to the team. A correction to vomited or not given raises the
    same alarms as a first report; one the other way ends no alert. Raises DoseRefused.
    """
    slot = schedules.get_slot(session, report.slot_id)
    session.refresh(slot, with_for_update=True)
    check_dose(session, slot=slot, said=said, reporter=reporter, now=now)
    earlier = doses.booked(session, [slot.id]).get(slot.id) or report
    said = replace(with_timing(session, slot, said), reason=reason[:64])
    kind = DoseOutcomeKind.BOOKED
    if _contradicts(earlier, said.status, reporter):
        kind = DoseOutcomeKind.CONFLICT
    made = keep_dose(
        session, slot=slot, said=said, reporter=reporter, kind=kind, earlier=earlier, now=now
    )
    notice = raise_dose_alarm(
        session,
        participant=doses.participant_of(session, slot),
        slot=slot,
        said=said,
        reporter=reporter,
        now=now,
    )
    reply: Notice | None = None
    if kind is DoseOutcomeKind.CONFLICT:
        reply = disagree(
            session, slot=slot, report=made, earlier=earlier, reporter=reporter, now=now
        )
    settle_checkin(session, slot, now)
    return DoseOutcome(kind, made, earlier, notice, reply)


def _contradicts(earlier: DoseReport, status: DoseStatus, reporter: Reporter) -> bool:
    if reporter.caregiver is None or earlier.caregiver_id is None:
        return False
    return not is_same_person(earlier, reporter) and went_in(earlier.status) != went_in(status)
