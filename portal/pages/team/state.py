"""Where a child stands in life and in the study, as the team says it. A death takes two taps."""

from datetime import date

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.open_task import TaskKind, close_task
from portal.actions.set_state import set_state
from portal.pages import access
from portal.pages.access import ACTS, StaffVisit
from portal.pages.showing import answer
from portal.pages.team.child import looked_at
from portal.pages.team.forms import a_date
from portal.store import families, tasks, team_views, trail
from portal.store.engine import transaction
from study.lifecycle import State

pages = Blueprint("team_state", __name__, url_prefix="/team/participants")

Answer = tuple[str, int] | Response


@pages.get("/<participant_id>/state")
@access.needs_staff()
def show(visit: StaffVisit, participant_id: str) -> Answer:
    return _show(visit, participant_id, {})


@pages.post("/<participant_id>/state")
@access.needs_staff(*ACTS)
def change(visit: StaffVisit, participant_id: str) -> Answer:
    """Every state but a death, which has its own page."""
    typed = request.form.get("state", "")
    if typed not in set(State) - {State.DIED}:
        return _show(visit, participant_id, {"state": gettext("Choose a state.")}, 422)
    review_on: date | None = a_date(request.form.get("review_on"))
    if typed == State.HELD and review_on is None:
        said = gettext("A hold needs the day on which it is reviewed.")
        return _show(visit, participant_id, {"review_on": said}, 422)
    with transaction() as session:
        set_state(
            session,
            participant=access.site_participant(session, visit, participant_id),
            state=State(typed),
            who=visit.who,
            reason=request.form.get("reason", "").strip(),
            review_on=review_on,
            now=clock.now(),
        )
    return redirect(url_for("team_state.show", participant_id=participant_id), code=303)


@pages.post("/<participant_id>/state/still-in-hospital")
@access.needs_staff(*ACTS)
def still_in_hospital(visit: StaffVisit, participant_id: str) -> Answer:
    """Confirmed for another 24 hours; the clock asks again (behaviour section 6)."""
    now = clock.now()
    with transaction() as session:
        child = access.site_participant(session, visit, participant_id)
        for task in tasks.open_about(session, child.id, TaskKind.IN_HOSPITAL.value):
            note = "Still in the hospital"
            close_task(
                session, task=task, staff_id=visit.staff_id, note=note, who=visit.who, now=now
            )
        trail.write(session, visit.who, "confirmed_in_hospital", now=now, subject=child)
    return redirect(url_for("team_state.show", participant_id=participant_id), code=303)


@pages.get("/<participant_id>/state/died")
@access.needs_staff(*ACTS)
def ask_died(visit: StaffVisit, participant_id: str) -> Answer:
    """The first tap leads here: what would stop, before anything does."""
    with transaction() as session:
        at = looked_at(session, visit, participant_id, "state", clock.now())
        people = families.caregivers_of(session, at.child.id)
    return answer("team/died.html", at=at, people=people)


@pages.post("/<participant_id>/state/died")
@access.needs_staff(*ACTS)
def died(visit: StaffVisit, participant_id: str) -> Answer:
    """The second tap: all automatic texts about this child stop in one transaction."""
    with transaction() as session:
        set_state(
            session,
            participant=access.site_participant(session, visit, participant_id),
            state=State.DIED,
            who=visit.who,
            now=clock.now(),
        )
    return redirect(url_for("team_state.show", participant_id=participant_id), code=303)


def _show(
    visit: StaffVisit, participant_id: str, errors: dict[str, str], status: int = 200
) -> Answer:
    now = clock.now()
    with transaction() as session:
        at = looked_at(session, visit, participant_id, "state", now)
        people = {one.id: one.name for one in team_views.everyone_of(session, at.family.id)}
        names = people | team_views.names_at(session, visit.site_id)
        changes = families.state_changes(session, at.child.id)
        waiting = bool(tasks.open_about(session, at.child.id, TaskKind.IN_HOSPITAL.value))
    return answer(
        "team/state.html",
        at=at,
        names=names,
        changes=changes,
        waiting=waiting,
        states=[state for state in State if state is not State.DIED],
        errors=errors,
        status=status,
    )
