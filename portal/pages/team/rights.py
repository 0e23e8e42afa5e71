"""One caregiver: what they see, what they are asked, and which days a child is with them."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from sqlmodel import Session
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.set_custody import set_custody
from portal.actions.set_rights import Rights, set_rights
from portal.pages import access
from portal.pages.access import ACTS, StaffVisit
from portal.pages.showing import answer
from portal.pages.team.child import looked_at
from portal.pages.team.custody_days import ahead, day_names, in_words
from portal.pages.team.people import site_caregiver
from portal.pages.team.rights_form import RightsForm, rights_form
from portal.store import custody, families, team_views
from portal.store.engine import transaction
from portal.store.families import Caregiver, Participant
from portal.store.staff import Staff
from study.custody import CustodyDays

pages = Blueprint("team_rights", __name__, url_prefix="/team/caregivers")

Answer = tuple[str, int] | Response


@pages.get("/<caregiver_id>/rights")
@access.needs_staff(*ACTS)
def show(visit: StaffVisit, caregiver_id: str) -> Answer:
    return _show(visit, caregiver_id, None)


@pages.post("/<caregiver_id>/rights")
@access.needs_staff(*ACTS)
def change(visit: StaffVisit, caregiver_id: str) -> Answer:
    now = clock.now()
    with transaction() as session:
        person = site_caregiver(session, visit, caregiver_id)
        children = _with_custody(session, person)
        form = rights_form(request.form, children)
        if not form.errors:
            staff = session.get_one(Staff, visit.staff_id)
            set_rights(session, caregiver=person, rights=form.rights, staff=staff, now=now)
            for child in children:
                days = form.days[child.id]
                set_custody(
                    session, caregiver=person, child=child, days=days, staff=staff, now=now
                )
    if form.errors:
        return _show(visit, caregiver_id, form)
    return redirect(url_for("team_rights.show", caregiver_id=caregiver_id), code=303)


def _with_custody(session: Session, person: Caregiver) -> list[Participant]:
    """The children this person answers for; a participant is with themself every day."""
    return [] if person.is_participant else families.children_of(session, person.id)


def _standing(session: Session, person: Caregiver, children: list[Participant]) -> RightsForm:
    days = {
        child.id: custody.patterns_of(session, child.id).get(person.id, CustodyDays())
        for child in children
    }
    return RightsForm(Rights.of(person), days)


def _show(visit: StaffVisit, caregiver_id: str, typed: RightsForm | None) -> Answer:
    now = clock.now()
    with transaction() as session:
        person = site_caregiver(session, visit, caregiver_id)
        first = families.participants_of(session, person.family_id)[0]
        at = looked_at(session, visit, first.id, "rights", now)
        children = _with_custody(session, person)
        shown: dict[str, Any] = {
            "form": typed or _standing(session, person, children),
            "ahead": ahead(session, at.family, children, now),
            "entries": custody.entries_of(session, person.id),
            "changes": team_views.rights_changes(session, person.id),
            "names": team_views.names_at(session, visit.site_id),
        }
    return answer(
        "team/rights.html",
        at=at,
        person=person,
        children=children,
        codes={child.id: child.code for child in children},
        week=day_names(),
        in_words=in_words,
        status=422 if typed else 200,
        **shown,
    )
