"""The work list: who needs a person now. Alerts first, then texts, tasks and unread reports."""

from datetime import datetime

from flask import Blueprint, redirect, request, url_for
from sqlmodel import Session
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.handle_text import handle_text
from portal.actions.review_report import review_report
from portal.pages import access
from portal.pages.access import ACTS, StaffVisit
from portal.pages.showing import answer
from portal.pages.team.work_list import WorkList, gather
from portal.store import trail
from portal.store.engine import transaction
from portal.store.symptoms import SymptomReport
from portal.store.texts import InboundText

pages = Blueprint("team_work", __name__, url_prefix="/team")

Answer = tuple[str, int] | Response


@pages.get("")
@access.needs_staff()
def show(visit: StaffVisit) -> Answer:
    """The whole list, or for a poll the list alone; a look at anyone new is in the trail."""
    now = clock.now()
    with transaction() as session:
        work = gather(session, visit.site_id, now)
        if request.args.get("live") != work.seen:
            _write_look(session, visit, work, now)
    return answer("team/work.html", "live", work=work, now=now)


def _write_look(session: Session, visit: StaffVisit, work: WorkList, now: datetime) -> None:
    trail.write(
        session,
        visit.who,
        "looked_at_work_list",
        now=now,
        alerts=[one.alert.id for one in work.cards],
        texts=[one.text.id for one in work.texts],
        tasks=[one.task.id for one in work.tasks],
        reports=[one.report.id for one in work.reports],
    )


@pages.post("/texts/<text_id>/handled")
@access.needs_staff(*ACTS)
def handled(visit: StaffVisit, text_id: str) -> Answer:
    with transaction() as session:
        text = session.get(InboundText, text_id)
        if text is None or text.site_id != visit.site_id:
            access.refuse()
        handle_text(session, text=text, staff_id=visit.staff_id, who=visit.who, now=clock.now())
    return redirect(url_for("team_work.show"), code=303)


@pages.post("/reports/<report_id>/review")
@access.needs_staff(*ACTS)
def review(visit: StaffVisit, report_id: str) -> Answer:
    """Reviewed, with an adverse event considered or not; without that answer nothing is kept."""
    considered = {"yes": True, "no": False}.get(request.form.get("ae", ""))
    with transaction() as session:
        report = session.get(SymptomReport, report_id)
        if report is None or report.site_id != visit.site_id:
            access.refuse()
        if considered is not None:
            review_report(
                session,
                report=report,
                staff_id=visit.staff_id,
                ae_considered=considered,
                who=visit.who,
                now=clock.now(),
            )
    return redirect(url_for("team_work.show"), code=303)
