"""A child's plans: what holds, what held, who confirmed it, and a new one in their place."""

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.change_schedule import change_schedule
from portal.actions.confirm_schedule import SamePerson, confirm_schedule
from portal.actions.enrolment import EnrolmentRefused
from portal.pages import access
from portal.pages.access import ACTS, StaffVisit
from portal.pages.showing import answer
from portal.pages.team.child import looked_at
from portal.pages.team.plan_form import BadPlans, PlanRow, offered, read_plans, rows_of
from portal.store import schedules, sites, team_views
from portal.store.blanks import missing_at
from portal.store.engine import transaction
from portal.store.schedules import Schedule
from portal.store.staff import Staff

pages = Blueprint("team_plan", __name__, url_prefix="/team")

Answer = tuple[str, int] | Response


@pages.get("/participants/<participant_id>/plan")
@access.needs_staff()
def show(visit: StaffVisit, participant_id: str) -> Answer:
    return _show(visit, participant_id, {})


@pages.post("/participants/<participant_id>/plan")
@access.needs_staff(*ACTS)
def change(visit: StaffVisit, participant_id: str) -> Answer:
    """All plans as they shall stand from now on; what was due already stays (facts 5.6)."""
    rows = rows_of(request.form, "plans")
    try:
        with transaction() as session:
            change_schedule(
                session,
                participant=access.site_participant(session, visit, participant_id),
                plans=read_plans(rows, "plans"),
                staff=session.get_one(Staff, visit.staff_id),
                now=clock.now(),
            )
    except BadPlans as bad:
        return _show(visit, participant_id, bad.errors, 422, rows)
    except EnrolmentRefused as refused:
        said = {problem.where: problem.words for problem in refused.problems}
        return _show(visit, participant_id, said, 422, rows)
    return redirect(url_for("team_plan.show", participant_id=participant_id), code=303)


@pages.post("/plans/<schedule_id>/confirm")
@access.needs_staff(*ACTS)
def confirm(visit: StaffVisit, schedule_id: str) -> Answer:
    try:
        with transaction() as session:
            row = session.get(Schedule, schedule_id)
            if row is None:
                access.refuse()
            participant_id = access.site_participant(session, visit, row.participant_id).id
            member = session.get_one(Staff, visit.staff_id)
            confirm_schedule(session, schedule=row, staff=member, now=clock.now())
    except SamePerson:
        said = gettext("Another person than the one who entered a plan must confirm it.")
        return _show(visit, participant_id, {"confirm": said}, 422)
    return redirect(url_for("team_plan.show", participant_id=participant_id), code=303)


def _show(
    visit: StaffVisit,
    participant_id: str,
    errors: dict[str, str],
    status: int = 200,
    typed: list[PlanRow] | None = None,
) -> Answer:
    with transaction() as session:
        at = looked_at(session, visit, participant_id, "plan", clock.now())
        current = schedules.current_schedules(session, at.child.id)
        every = team_views.schedules_of(session, at.child.id)
        names = team_views.names_at(session, visit.site_id)
        missing = missing_at(session, sites.get(session, visit.site_id))
    rows = typed or [PlanRow.of(row) for row in current]
    return answer(
        "team/plan.html",
        at=at,
        current=current,
        past=[row for row in every if row.superseded_at is not None],
        names=names,
        missing=missing,
        rows=[*[row for row in rows if not row.is_empty], PlanRow(), PlanRow()],
        offered=offered(),
        errors=errors,
        status=status,
    )
