"""Keep one dose from a form, and know which page must say what it led to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from flask import url_for
from sqlmodel import Session

from portal.actions.correct_dose import correct_dose
from portal.actions.dose_statement import (
    DoseOutcome,
    DoseOutcomeKind,
    DoseRefusal,
    DoseRefused,
    DoseStatement,
)
from portal.actions.report_dose import report_dose
from portal.pages.family.dose_form import DoseForm, statement
from portal.pages.family.own import Own
from portal.store import doses, symptoms
from portal.store.doses import DoseReport
from portal.store.families import Participant
from portal.store.schedules import DoseSlot
from study.doses import is_lost

_ABOUT_TIME = (DoseRefusal.IN_THE_FUTURE, DoseRefusal.FAR_FROM_SLOT)


def log_dose(
    session: Session, mine: Own, slot: DoseSlot, form: DoseForm, now: datetime
) -> DoseOutcome:
    """A first statement, or beside what stands there already. Raises DoseRefused."""
    try:
        said = statement(form, slot, mine.zone, now)
        return report_dose(session, slot=slot, said=said, reporter=mine.reporter(), now=now)
    except DoseRefused as refused:
        said = _without_time(form, slot, mine, now, refused)
        return report_dose(session, slot=slot, said=said, reporter=mine.reporter(), now=now)


def change_dose(
    session: Session, mine: Own, slot: DoseSlot, form: DoseForm, now: datetime
) -> DoseOutcome:
    """A correction of what stands there, or a first statement. Raises DoseRefused."""
    standing = doses.booked(session, [slot.id]).get(slot.id)
    if standing is None:
        return log_dose(session, mine, slot, form, now)
    try:
        said = statement(form, slot, mine.zone, now)
        return _correct(session, mine, standing, said, now)
    except DoseRefused as refused:
        said = _without_time(form, slot, mine, now, refused)
        return _correct(session, mine, standing, said, now)


def _correct(
    session: Session, mine: Own, standing: DoseReport, said: DoseStatement, now: datetime
) -> DoseOutcome:
    return correct_dose(
        session, report=standing, said=said, reporter=mine.reporter(), reason="family", now=now
    )


def _without_time(
    form: DoseForm, slot: DoseSlot, mine: Own, now: datetime, refused: DoseRefused
) -> DoseStatement:
    """A lost dose or a tube in trouble does not wait for a time that can be read."""
    urgent = form.tube_trouble or (form.status is not None and is_lost(form.status))
    if not urgent or refused.reason not in _ABOUT_TIME:
        raise refused
    return statement(replace(form, when="", at=""), slot, mine.zone, now)


def after(
    session: Session,
    mine: Own,
    child: Participant,
    outcomes: Sequence[DoseOutcome],
    now: datetime,
) -> str | None:
    """The page to see next: words to call first, then a disagreement, then a question."""
    if any(outcome.notice for outcome in outcomes):
        return words_page(session, mine, child, now)
    for outcome in outcomes:
        if outcome.kind is DoseOutcomeKind.CONFLICT:
            return url_for("doses.differs", report_id=outcome.report.id)
    if any(outcome.kind is DoseOutcomeKind.SECOND_GIVEN for outcome in outcomes):
        return url_for("today.show", _anchor="second")
    return None


def words_page(session: Session, mine: Own, child: Participant, now: datetime) -> str:
    """The page of the report that this very act has made, the most urgent one."""
    made = [
        report
        for report in symptoms.recent(session, child.id, now)
        if report.caregiver_id == mine.caregiver.id
    ]
    worst = min(made, key=lambda report: report.tier)
    return url_for("reported.show", report_id=worst.id)
