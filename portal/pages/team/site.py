"""The blanks that only the site can fill, with who filled each and when."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.set_site_blanks import set_site_blanks
from portal.pages import access
from portal.pages.access import StaffVisit
from portal.pages.showing import answer
from portal.pages.team.site_form import as_typed, read_blanks
from portal.store import sites, team_views, trail
from portal.store.blanks import missing_at
from portal.store.engine import transaction
from portal.store.staff import Role
from study.protocol import load

pages = Blueprint("team_site", __name__, url_prefix="/team/site")

Answer = tuple[str, int] | Response


@pages.get("")
@access.needs_staff()
def show(visit: StaffVisit) -> Answer:
    return _show(visit, {})


@pages.post("")
@access.needs_staff(Role.ADMIN)
def fill(visit: StaffVisit) -> Answer:
    errors: dict[str, str] = {}
    blanks = read_blanks(request.form, errors)
    if errors:
        return _show(visit, errors, 422)
    with transaction() as session:
        site = sites.get(session, visit.site_id)
        set_site_blanks(session, site=site, blanks=blanks, who=visit.who, now=clock.now())
    return redirect(url_for("team_site.show"), code=303)


def _show(visit: StaffVisit, errors: dict[str, str], status: int = 200) -> Answer:
    with transaction() as session:
        site = sites.get(session, visit.site_id)
        shown = request.form if request.method == "POST" else as_typed(site)
        names = team_views.names_at(session, site.id)
        missing = missing_at(session, site)
        filled = team_views.last_set(session, site.id, "set_blank")
        trail.write(session, visit.who, "looked_at_site", now=clock.now(), subject=site)
    return answer(
        "team/site.html",
        site=site,
        typed=shown,
        missing=missing,
        medicines=[facts.id for facts in load().tracked],
        filled=filled,
        names=names,
        errors=errors,
        status=status,
    )
