"""One planned dose for the team: all that was said of it, and what the family told by telephone."""

from datetime import datetime, time
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlmodel import Session
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.correct_dose import correct_dose
from portal.actions.dose_statement import DoseRefusal, DoseRefused, DoseStatement
from portal.actions.release_slot import release_slot
from portal.actions.report_dose import report_dose
from portal.actions.reporter import staff_for_family
from portal.actions.resolve_second_given import SecondMeaning, resolve_second_given
from portal.pages import access
from portal.pages.access import ACTS, StaffVisit
from portal.pages.showing import answer
from portal.pages.team.child import looked_at
from portal.pages.team.dose_grid import cell, unanswered
from portal.pages.team.forms import a_date, a_time
from portal.store import doses, families, sites, team_views
from portal.store.engine import transaction
from portal.store.schedules import DoseSlot
from portal.store.staff import Staff
from study.doses import DoseStatus
from study.localtime import instant
from study.medicines import Route
from study.protocol import load

pages = Blueprint("team_doses", __name__, url_prefix="/team/slots")

Answer = tuple[str, int] | Response
# What a person can say of a dose; late follows from the time, unknown is what nobody said.
OFFERED = (
    DoseStatus.GIVEN,
    DoseStatus.PART_GIVEN,
    DoseStatus.MISSED,
    DoseStatus.VOMITED,
    DoseStatus.HELD,
    DoseStatus.IN_HOSPITAL,
)
_REFUSALS = {
    DoseRefusal.NOT_OPEN_YET: _("This dose is not due yet."),
    DoseRefusal.IN_THE_FUTURE: _("The time lies in the future."),
    DoseRefusal.FAR_FROM_SLOT: _("The time lies more than 12 hours from this dose."),
    DoseRefusal.WITHDRAWN: _("This dose is no longer in the plan."),
    DoseRefusal.BAD_ROUTE: _("This medicine is not given by this route."),
}


class BadForm(ValueError):
    """`field` of the form cannot be read; `words` say what is wrong."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field)
        self.field = field
        self.words = words


@pages.get("/<slot_id>")
@access.needs_staff()
def show(visit: StaffVisit, slot_id: str) -> Answer:
    return _show(visit, slot_id, {})


@pages.post("/<slot_id>")
@access.needs_staff(*ACTS)
def enter(visit: StaffVisit, slot_id: str) -> Answer:
    """What the family told by telephone; where something stands already, a correction with why."""
    reporter, now = staff_for_family(visit.who), clock.now()
    reason = request.form.get("reason", "").strip()
    try:
        with transaction() as session:
            slot = _site_slot(session, visit, slot_id)
            said = _said(session, slot)
            standing = doses.booked(session, [slot.id]).get(slot.id)
            if standing is None:
                report_dose(session, slot=slot, said=said, reporter=reporter, now=now)
            elif not reason:
                raise BadForm("reason", gettext("Say why it is corrected."))
            else:
                correct_dose(
                    session,
                    report=standing,
                    said=said,
                    reporter=reporter,
                    reason=reason,
                    now=now,
                )
    except BadForm as bad:
        return _show(visit, slot_id, {bad.field: bad.words}, 422)
    except DoseRefused as refused:
        said_words = str(_REFUSALS.get(refused.reason, _("This cannot be kept.")))
        return _show(visit, slot_id, {"status": said_words}, 422)
    return redirect(url_for("team_doses.show", slot_id=slot_id), code=303)


@pages.post("/<slot_id>/second")
@access.needs_staff(*ACTS)
def second(visit: StaffVisit, slot_id: str) -> Answer:
    """What a second "given" was, as the family told it by telephone."""
    with transaction() as session:
        slot = _site_slot(session, visit, slot_id)
        said = team_views.reports_of_slots(session, [slot.id]).get(slot.id, [])
        waiting = {report.id: report for report in unanswered(said)}
        report = waiting.get(request.form.get("report", ""))
        meaning = request.form.get("meaning", "")
        if report is not None and meaning in set(SecondMeaning):
            resolve_second_given(
                session,
                report=report,
                meaning=SecondMeaning(meaning),
                reporter=staff_for_family(visit.who),
                now=clock.now(),
            )
    return redirect(url_for("team_doses.show", slot_id=slot_id), code=303)


@pages.post("/<slot_id>/release")
@access.needs_staff(*ACTS)
def release(visit: StaffVisit, slot_id: str) -> Answer:
    with transaction() as session:
        slot = _site_slot(session, visit, slot_id)
        member = session.get_one(Staff, visit.staff_id)
        release_slot(session, slot=slot, staff=member, now=clock.now())
    return redirect(url_for("team_doses.show", slot_id=slot_id), code=303)


def _show(visit: StaffVisit, slot_id: str, errors: dict[str, str], status: int = 200) -> Answer:
    now = clock.now()
    with transaction() as session:
        slot = _site_slot(session, visit, slot_id)
        at = looked_at(session, visit, slot.participant_id, "dose", now)
        said = team_views.reports_of_slots(session, [slot.id]).get(slot.id, [])
        booked = doses.booked(session, [slot.id]).get(slot.id)
        people = {one.id: one.name for one in team_views.everyone_of(session, at.family.id)}
        shown: dict[str, Any] = {
            "cell": cell(session, at.child, slot, booked, said, now),
            "names": people | team_views.names_at(session, visit.site_id),
            "rules": sites.get(session, visit.site_id).rules(),
        }
    return answer(
        "team/slot.html",
        at=at,
        slot=slot,
        offered=OFFERED,
        routes=load().medicine(slot.medicine).routes,
        errors=errors,
        now=now,
        status=status,
        **shown,
    )


def _site_slot(session: Session, visit: StaffVisit, slot_id: str) -> DoseSlot:
    slot = session.get(DoseSlot, slot_id)
    if slot is None:
        access.refuse()
    access.site_participant(session, visit, slot.participant_id)
    return slot


def _said(session: Session, slot: DoseSlot) -> DoseStatement:
    form = request.form
    if form.get("status") not in {one.value for one in OFFERED}:
        raise BadForm("status", gettext("Choose what happened."))
    route = form.get("route") or None
    if route is not None and route not in set(Route):
        raise BadForm("route", gettext("Choose a route."))
    return DoseStatement(
        status=DoseStatus(form["status"]),
        route=Route(route) if route else None,
        given_at=_given_at(session, slot),
        tube_trouble=form.get("tube_trouble") == "yes",
        note=form.get("note", "").strip()[:500] or None,
    )


def _given_at(session: Session, slot: DoseSlot) -> datetime | None:
    """The time said, on the family's clock; None where none was said."""
    typed = request.form.get("given_at", "").strip()
    if not typed:
        return None
    wall: time | None = a_time(typed)
    if wall is None:
        raise BadForm("given_at", gettext("Enter a time such as 8:10."))
    day = a_date(request.form.get("given_on")) or slot.day
    child = doses.participant_of(session, slot)
    return instant(day, wall, families.get_family(session, child.family_id).zone)
