"""Accounts of the study team: who has one, give one, and end one when a person leaves."""

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext
from segno import make as square_code
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.add_staff import StaffEntry, StaffRefused, add_staff
from portal.actions.disable_staff import disable_staff
from portal.language import OFFERED
from portal.pages import access
from portal.pages.access import StaffVisit
from portal.pages.showing import answer
from portal.store import credentials, sites, team_views, trail
from portal.store.engine import transaction
from portal.store.staff import Role, Staff

pages = Blueprint("team_staff", __name__, url_prefix="/team/staff")

Answer = tuple[str, int] | Response


@pages.get("")
@access.needs_staff()
def show(visit: StaffVisit) -> Answer:
    return _show(visit, {})


@pages.post("")
@access.needs_staff(Role.ADMIN)
def add(visit: StaffVisit) -> Answer:
    """The first password and the authenticator's secret stand on this one answer, never again."""
    form = request.form
    if form.get("role") not in set(Role):
        return _show(visit, {"role": gettext("Choose a role.")}, 422)
    password = credentials.new_password()
    entry = StaffEntry(
        name=form.get("name", "")[:80],
        email=form.get("email", "")[:254],
        role=Role(form["role"]),
        password=password,
        language=form["language"] if form.get("language") in OFFERED else "en",
    )
    try:
        with transaction() as session:
            site = sites.get(session, visit.site_id)
            member = add_staff(session, site=site, entry=entry, who=visit.who, now=clock.now())
            address = credentials.totp_address(member.totp_secret, member.email)
    except StaffRefused as refused:
        said = {
            "name": gettext("Enter a name."),
            "email": gettext("This is no e-mail address, or it has an account already."),
        }
        return _show(visit, {refused.field: said.get(refused.field, "")}, 422)
    square = square_code(address, micro=False).svg_data_uri(scale=5, border=3, light="#fff")
    return answer("team/new_staff.html", member=member, password=password, square=square)


@pages.get("/<staff_id>/disable")
@access.needs_staff(Role.ADMIN)
def ask_disable(visit: StaffVisit, staff_id: str) -> Answer:
    with transaction() as session:
        member = session.get(Staff, staff_id)
        if member is None or member.site_id != visit.site_id or member.disabled_at is not None:
            access.refuse()
    return answer("team/disable_staff.html", member=member)


@pages.post("/<staff_id>/disable")
@access.needs_staff(Role.ADMIN)
def disable(visit: StaffVisit, staff_id: str) -> Answer:
    """Everybody but oneself: a site must not lose its last administrator by a slip."""
    with transaction() as session:
        member = session.get(Staff, staff_id)
        if member is None or member.site_id != visit.site_id or member.id == visit.staff_id:
            access.refuse()
        disable_staff(session, member=member, who=visit.who, now=clock.now())
    return redirect(url_for("team_staff.show"), code=303)


def _show(visit: StaffVisit, errors: dict[str, str], status: int = 200) -> Answer:
    with transaction() as session:
        members = team_views.staff_at(session, visit.site_id)
        site = sites.get(session, visit.site_id)
        trail.write(session, visit.who, "looked_at_staff", now=clock.now(), subject=site)
    return answer(
        "team/staff.html",
        members=sorted(members, key=lambda one: one.disabled_at is not None),
        roles=list(Role),
        form=request.form,
        errors=errors,
        status=status,
    )
