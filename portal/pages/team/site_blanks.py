"""What only the site can say to families: filled in by its team, with who and when."""

from collections.abc import Mapping

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.fill_blanks import BlanksRefused, fill_blanks
from portal.actions.mark_reviewed import mark_reviewed
from portal.language import ENGLISH, OFFERED
from portal.pages import access
from portal.pages.access import ACTS, StaffVisit
from portal.pages.showing import answer
from portal.store import blanks, sites, team_views, trail
from portal.store.blanks import missing_at
from portal.store.engine import transaction
from portal.store.staff import Role
from study.explained.passages import blanks as known
from study.explained.passages import load
from study.explained.shapes import BlankKind

pages = Blueprint("team_site_blanks", __name__, url_prefix="/team/site")

Answer = tuple[str, int] | Response


@pages.get("/blanks")
@access.needs_staff()
def show(visit: StaffVisit) -> Answer:
    return _show(visit, {})


@pages.post("/blanks")
@access.needs_staff(*ACTS)
def fill(visit: StaffVisit) -> Answer:
    language = _language()
    try:
        with transaction() as session:
            fill_blanks(
                session,
                site=sites.get(session, visit.site_id),
                typed=request.form,
                language=language,
                who=visit.who,
                now=clock.now(),
            )
    except BlanksRefused as error:
        return _show(visit, {name: _must_be(kind) for name, kind in error.kinds.items()}, 422)
    return redirect(url_for("team_site_blanks.show", words=language), code=303)


@pages.post("/languages")
@access.needs_staff(Role.ADMIN)
def languages(visit: StaffVisit) -> Answer:
    """Which languages a qualified translator has read; families are offered no others."""
    with transaction() as session:
        mark_reviewed(
            session,
            site=sites.get(session, visit.site_id),
            languages=[code for code in request.form.getlist("reviewed") if code in _others()],
            who=visit.who,
            now=clock.now(),
        )
    return redirect(url_for("team_site_blanks.show"), code=303)


def _others() -> dict[str, str]:
    return {code: name for code, name in OFFERED.items() if code != ENGLISH}


def _language() -> str:
    asked = request.values.get("words", ENGLISH)
    return asked if asked in OFFERED else ENGLISH


def _must_be(kind: BlankKind) -> str:
    said: dict[BlankKind, str] = {
        BlankKind.NUMBER: gettext("Enter a whole number."),
        BlankKind.DATE: gettext("Enter a date."),
        BlankKind.YES_NO: gettext("Choose yes or no."),
        BlankKind.PHONE: gettext("Enter a phone number; a name may stand beside it."),
        BlankKind.TEXT: gettext("This is too long."),
    }
    return said[kind]


def _show(visit: StaffVisit, errors: Mapping[str, str], status: int = 200) -> Answer:
    language = _language()
    with transaction() as session:
        site = sites.get(session, visit.site_id)
        standing = blanks.standing(session, site.id)
        history = blanks.history(session, site.id)
        missing = missing_at(session, site)
        names = team_views.names_at(session, site.id)
        trail.write(session, visit.who, "looked_at_site", now=clock.now(), subject=site)
    return answer(
        "team/site_blanks.html",
        site=site,
        written=language,
        languages_written=OFFERED,
        others=_others(),
        blanks={name: known()[name] for name in blanks.fillable(language)},
        standing={name: row for (name, code), row in standing.items() if code == language},
        history=history[::-1],
        missing=missing,
        used_in=_used_in(),
        names=names,
        errors=errors,
        acts=visit.role in ACTS,
        status=status,
    )


def _used_in() -> dict[str, list[tuple[str, str]]]:
    """The passages that show each blank: id and title, so that whoever fills it can look."""
    found: dict[str, list[tuple[str, str]]] = {}
    for passage in load(ENGLISH).values():
        for name in passage.blanks:
            found.setdefault(name, []).append((passage.id, passage.title))
    return found
