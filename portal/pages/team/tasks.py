"""One task of the team: what it is about, and closing it with what was done."""

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext
from sqlmodel import Session
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.open_task import close_task
from portal.pages import access
from portal.pages.access import ACTS, StaffVisit
from portal.pages.showing import answer
from portal.pages.team.carrier_words import advice_of
from portal.pages.team.work_list import waiting_task
from portal.store import sites, team_views, trail
from portal.store.engine import transaction
from portal.store.tasks import Task

pages = Blueprint("team_tasks", __name__, url_prefix="/team/tasks")

Answer = tuple[str, int] | Response
NOTE_LENGTH = 1000


@pages.get("/<task_id>")
@access.needs_staff()
def show(visit: StaffVisit, task_id: str) -> Answer:
    return _show(visit, task_id, {})


@pages.post("/<task_id>")
@access.needs_staff(*ACTS)
def close(visit: StaffVisit, task_id: str) -> Answer:
    note = request.form.get("note", "").strip()[:NOTE_LENGTH]
    if not note:
        return _show(visit, task_id, {"note": gettext("Say what was done.")}, status=422)
    with transaction() as session:
        close_task(
            session,
            task=_site_task(session, visit, task_id),
            staff_id=visit.staff_id,
            note=note,
            who=visit.who,
            now=clock.now(),
        )
    return redirect(url_for("team_work.show"), code=303)


def _show(visit: StaffVisit, task_id: str, errors: dict[str, str], status: int = 200) -> Answer:
    now = clock.now()
    with transaction() as session:
        row = _site_task(session, visit, task_id)
        trail.write(session, visit.who, "looked_at_task", now=now, subject=row)
        shown = waiting_task(session, row)
        names = team_views.names_at(session, visit.site_id)
        zone = sites.get(session, visit.site_id).zone
    return answer(
        "team/task.html",
        one=shown,
        advice=advice_of(row.detail),
        names=names,
        zone=zone,
        errors=errors,
        now=now,
        status=status,
    )


def _site_task(session: Session, visit: StaffVisit, task_id: str) -> Task:
    row = session.get(Task, task_id)
    if row is None or row.site_id != visit.site_id:
        access.refuse()
    return row
