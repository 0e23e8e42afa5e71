"""A correction is a new row; the old one stays, and an alert it once raised is not undone."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import DatabaseError
from sqlmodel import col, select

from portal.actions.correct_dose import correct_dose
from portal.actions.dose_statement import DoseOutcome, DoseOutcomeKind, DoseRefused, DoseStatement
from portal.actions.reporter import by_staff, staff_for_family
from portal.store import alerts, doses
from portal.store.doses import DoseReport
from portal.store.families import Caregiver
from study import notices
from study.doses import DoseStatus
from tests.portal.actions.household import B, Household


def _fix(
    home: Household, report: DoseReport, status: DoseStatus, person: Caregiver | None = None
) -> DoseOutcome:
    return correct_dose(
        home.session,
        report=report,
        said=DoseStatement(status),
        reporter=home.text_from(person or home.mother),
        reason="fix",
        now=home.now,
    )


def _standing(home: Household, slot_id: str) -> DoseReport:
    return doses.booked(home.session, [slot_id])[slot_id]


def test_a_correction_stands_beside_the_row_it_replaces(home: Household) -> None:
    home.at(20, 5)
    first = home.says(DoseStatus.GIVEN, home.slot()).report
    home.at(20, 30)
    fixed = _fix(home, first, DoseStatus.MISSED)

    assert (fixed.kind, fixed.report.replaces_id) == (DoseOutcomeKind.BOOKED, first.id)
    assert fixed.report.reason == "fix"
    assert _standing(home, home.slot().id).status is DoseStatus.MISSED
    rows = home.session.exec(select(DoseReport).order_by(col(DoseReport.reported_at))).all()
    assert [row.status for row in rows] == [DoseStatus.GIVEN, DoseStatus.MISSED]


def test_a_second_correction_of_the_first_row_replaces_what_stands_now(home: Household) -> None:
    home.at(20, 5)
    first = home.says(DoseStatus.GIVEN, home.slot()).report
    second = _fix(home, first, DoseStatus.MISSED).report
    third = _fix(home, first, DoseStatus.HELD).report
    assert third.replaces_id == second.id
    assert _standing(home, home.slot().id).id == third.id


def test_a_correction_to_vomited_steroid_pages(home: Household) -> None:
    home.at(20, 5)
    first = home.says(DoseStatus.GIVEN, home.slot(medicine=B)).report
    outcome = _fix(home, first, DoseStatus.VOMITED)
    assert isinstance(outcome.notice, notices.SteroidLost)
    assert alerts.unresolved_of(home.session, home.child.id) is not None


def test_a_correction_the_other_way_ends_no_alert(home: Household) -> None:
    home.at(20, 5)
    first = home.says(DoseStatus.VOMITED, home.slot(medicine=B)).report
    _fix(home, first, DoseStatus.GIVEN)
    assert alerts.unresolved_of(home.session, home.child.id) is not None


def test_one_caregiver_cannot_turn_the_others_given_into_not_given(home: Household) -> None:
    home.at(20, 5)
    first = home.says(DoseStatus.GIVEN, home.slot()).report
    outcome = _fix(home, first, DoseStatus.MISSED, home.father)
    assert outcome.kind is DoseOutcomeKind.CONFLICT
    assert isinstance(outcome.reply, notices.CallTeamBeforeGiving)
    assert _standing(home, home.slot().id).id == first.id
    assert home.tasks() == ["caregivers_unsure"]


def test_the_team_corrects_for_either(home: Household) -> None:
    home.at(20, 5)
    first = home.says(DoseStatus.GIVEN, home.slot()).report
    outcome = correct_dose(
        home.session,
        report=first,
        said=DoseStatement(DoseStatus.MISSED),
        reporter=staff_for_family(by_staff(home.nurse)),
        reason="told by telephone",
        now=home.now,
    )
    assert outcome.kind is DoseOutcomeKind.BOOKED


def test_a_correction_with_a_time_to_come_is_refused(home: Household) -> None:
    home.at(20, 5)
    first = home.says(DoseStatus.GIVEN, home.slot()).report
    with pytest.raises(DoseRefused):
        correct_dose(
            home.session,
            report=first,
            said=DoseStatement(DoseStatus.GIVEN, given_at=home.now + timedelta(hours=1)),
            reporter=home.text_from(home.mother),
            reason="fix",
            now=home.now,
        )


def test_the_database_itself_refuses_to_change_a_report(home: Household) -> None:
    home.at(20, 5)
    report = home.says(DoseStatus.GIVEN, home.slot()).report
    report.status = DoseStatus.MISSED
    with pytest.raises(DatabaseError, match="may not be changed"), home.session.begin_nested():
        home.session.add(report)
        home.session.flush()
