"""Who is on call, who is next, where nobody is, and whether a page reaches each of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext
from sqlmodel import Session
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.add_contact import ContactEntry, ContactRefused, add_contact
from portal.actions.remove_contact import remove_contact
from portal.actions.send_test_page import send_test_page
from portal.actions.set_fallbacks import set_fallbacks
from portal.actions.set_rota import LOOK_AHEAD, BadShift, NewShift, set_rota
from portal.pages import access
from portal.pages.access import ACTS, StaffVisit
from portal.pages.showing import answer
from portal.pages.team.forms import a_date, a_number, a_time
from portal.store import rota, sites, staff, team_views, trail
from portal.store.engine import transaction
from portal.store.staff import PagerContact, Shift, Staff
from study import oncall
from study.localtime import instant
from study.protocol import load

pages = Blueprint("team_rota", __name__, url_prefix="/team/rota")

Answer = tuple[str, int] | Response


@dataclass(frozen=True)
class Rota:
    """What the page shows of one site, as it stands now."""

    zone: str
    contacts: tuple[PagerContact, ...]
    shifts: tuple[Shift, ...]
    gaps: tuple[tuple[datetime, datetime], ...]
    fallback_ids: tuple[str, ...]
    now_ids: tuple[str, ...]
    nobody_on_call: bool
    untested: frozenset[str]
    members: tuple[Staff, ...]


@pages.get("")
@access.needs_staff()
def show(visit: StaffVisit) -> Answer:
    return _show(visit, {})


@pages.post("/new-shift")
@access.needs_staff(*ACTS)
def add_shift(visit: StaffVisit) -> Answer:
    """A shift from a day and time to a day and time, on the site's clock."""
    try:
        with transaction() as session:
            site = sites.get(session, visit.site_id)
            contact = _site_contact(session, visit, request.form.get("contact", ""))
            new = NewShift(contact, _instant("starts", site.zone), _instant("ends", site.zone))
            set_rota(session, site=site, add=[new], who=visit.who, now=clock.now())
    except BadShift:
        said = gettext("A shift needs a start and a later end that is still to come.")
        return _show(visit, {"starts_on": said}, 422)
    return redirect(url_for("team_rota.show"), code=303)


@pages.post("/shifts/<shift_id>/remove")
@access.needs_staff(*ACTS)
def remove_shift(visit: StaffVisit, shift_id: str) -> Answer:
    with transaction() as session:
        shift = session.get(Shift, shift_id)
        if shift is None or shift.site_id != visit.site_id:
            access.refuse()
        site = sites.get(session, visit.site_id)
        set_rota(session, site=site, remove=[shift], who=visit.who, now=clock.now())
    return redirect(url_for("team_rota.show"), code=303)


@pages.post("/fallbacks")
@access.needs_staff(*ACTS)
def fallbacks(visit: StaffVisit) -> Answer:
    """The order is the number beside each name; without one a person is not in the list."""
    with transaction() as session:
        site = sites.get(session, visit.site_id)
        placed = [
            (place, contact)
            for contact in staff.contacts_at(session, site.id)
            if (place := a_number(request.form.get(f"place.{contact.id}"), 99)) is not None
        ]
        placed.sort(key=lambda pair: pair[0])
        ordered = [contact for _place, contact in placed]
        set_fallbacks(session, site=site, contacts=ordered, who=visit.who, now=clock.now())
    return redirect(url_for("team_rota.show"), code=303)


@pages.post("/new-contact")
@access.needs_staff(*ACTS)
def add(visit: StaffVisit) -> Answer:
    try:
        with transaction() as session:
            member = session.get(Staff, request.form.get("member", ""))
            ours = member if member and member.site_id == visit.site_id else None
            entry = ContactEntry(
                name=request.form.get("name", "")[:80],
                phone=request.form.get("phone", "")[:40],
                language="es" if request.form.get("language") == "es" else "en",
                member=ours,
            )
            site = sites.get(session, visit.site_id)
            add_contact(session, site=site, entry=entry, who=visit.who, now=clock.now())
    except ContactRefused as refused:
        return _show(visit, {refused.field: _why(refused)}, 422)
    return redirect(url_for("team_rota.show"), code=303)


def _why(refused: ContactRefused) -> str:
    if refused.field == "name":
        return str(gettext("Enter a name."))
    if refused.taken:
        return str(gettext("This phone number is already in use here."))
    return str(gettext("This is not a phone number we can text. A demo takes +1 202 555 01xx."))


@pages.post("/contacts/<contact_id>/remove")
@access.needs_staff(*ACTS)
def remove(visit: StaffVisit, contact_id: str) -> Answer:
    with transaction() as session:
        contact = _site_contact(session, visit, contact_id)
        remove_contact(session, contact=contact, who=visit.who, now=clock.now())
    return redirect(url_for("team_rota.show"), code=303)


@pages.post("/contacts/<contact_id>/test")
@access.needs_staff(*ACTS)
def test_page(visit: StaffVisit, contact_id: str) -> Answer:
    with transaction() as session:
        contact = _site_contact(session, visit, contact_id)
        send_test_page(session, contact=contact, who=visit.who, now=clock.now())
    return redirect(url_for("team_rota.show", sent=contact_id), code=303)


def _show(visit: StaffVisit, errors: dict[str, str], status: int = 200) -> Answer:
    now = clock.now()
    with transaction() as session:
        site = sites.get(session, visit.site_id)
        shown = _rota(session, site.id, site.zone, now)
        trail.write(session, visit.who, "looked_at_rota", now=now, subject=site)
    names = {contact.id: contact.name for contact in shown.contacts}
    return answer(
        "team/rota.html",
        rota=shown,
        names=names,
        form=request.form,
        errors=errors,
        now=now,
        status=status,
    )


def _rota(session: Session, site_id: str, zone: str, now: datetime) -> Rota:
    ends = now + LOOK_AHEAD
    contacts = staff.contacts_at(session, site_id)
    shifts = staff.shifts_between(session, site_id, now, now + timedelta(days=120))
    facts = [oncall.Shift(one.contact_id, one.starts_at, one.ends_at) for one in shifts]
    fallback_ids = tuple(row.contact_id for row in staff.fallbacks_at(session, site_id))
    current = rota.contacts_at(session, site_id, now)
    used = [*[one.contact_id for one in shifts], *fallback_ids]
    answered = {contact.id: contact.test_answered_at for contact in contacts}
    return Rota(
        zone=zone,
        contacts=tuple(contacts),
        shifts=tuple(shifts),
        gaps=oncall.gaps(facts, now, ends),
        fallback_ids=fallback_ids,
        now_ids=current.ordered,
        nobody_on_call=current.nobody_on_call,
        untested=frozenset(oncall.untested(used, answered, now, load().defaults.test_page_days)),
        members=tuple(
            one for one in team_views.staff_at(session, site_id) if one.disabled_at is None
        ),
    )


def _site_contact(session: Session, visit: StaffVisit, contact_id: str) -> PagerContact:
    contact = session.get(PagerContact, contact_id)
    if contact is None or contact.site_id != visit.site_id or contact.removed_at is not None:
        access.refuse()
    return contact


def _instant(name: str, zone: str) -> datetime:
    day = a_date(request.form.get(f"{name}_on"))
    wall = a_time(request.form.get(f"{name}_at"))
    if day is None or wall is None:
        raise BadShift
    return instant(day, wall, zone)
