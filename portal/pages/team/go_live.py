"""Going live: everything that is missing, and the one button of an administrator."""

from collections.abc import Sequence

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.go_live import NotReadyToGoLive, go_live
from portal.actions.live_pieces import Lack, lacking
from portal.language import ENGLISH, OFFERED
from portal.pages import access
from portal.pages.access import StaffVisit
from portal.pages.showing import answer
from portal.store import sites, team_views, trail
from portal.store.blanks import OF_THE_SITE
from portal.store.engine import transaction
from portal.store.staff import Role, Staff
from study.explained.passages import blanks, load
from study.explained.shapes import Status

pages = Blueprint("team_go_live", __name__, url_prefix="/team/site")

Answer = tuple[str, int] | Response


@pages.get("/live")
@access.needs_staff()
def show(visit: StaffVisit) -> Answer:
    return _show(visit, None)


@pages.post("/live")
@access.needs_staff(Role.ADMIN)
def go(visit: StaffVisit) -> Answer:
    try:
        with transaction() as session:
            go_live(
                session,
                site_id=visit.site_id,
                languages_checked=request.form.get("languages_checked") == "yes",
                staff=session.get_one(Staff, visit.staff_id),
                now=clock.now(),
            )
    except NotReadyToGoLive as refused:
        return _show(visit, refused.lacks)
    return redirect(url_for("team_go_live.show"), code=303)


def _show(visit: StaffVisit, refused: Sequence[Lack] | None) -> Answer:
    now = clock.now()
    with transaction() as session:
        site = sites.get(session, visit.site_id)
        lacks = lacking(session, site, now) if refused is None else refused
        went = team_views.newest(session, site.id, "went_live")
        names = team_views.names_at(session, site.id)
        trail.write(session, visit.who, "looked_at_site", now=now, subject=site)
    return answer(
        "team/go_live.html",
        site=site,
        lacks=lacks,
        refused=refused is not None,
        went=went,
        names=names,
        languages=[(name, code in site.reviewed_languages) for code, name in _others()],
        drafts=sum(one.status is Status.DRAFT for one in load(ENGLISH).values()),
        words=frozenset(blanks()) - frozenset(OF_THE_SITE),
        status=422 if refused is not None else 200,
    )


def _others() -> list[tuple[str, str]]:
    return [(code, name) for code, name in OFFERED.items() if code != ENGLISH]
