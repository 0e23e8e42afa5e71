"""The people and phones of a family: texting, a code by telephone, adding and removing somebody."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, redirect, request, url_for
from sqlmodel import Session
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.add_caregiver import add_caregiver
from portal.actions.enrolment import EnrolmentRefused
from portal.actions.issue_code import issue_code
from portal.actions.move_time_zone import move_time_zone
from portal.actions.remove_caregiver import remove_caregiver
from portal.pages import access
from portal.pages.access import ACTS, StaffVisit
from portal.pages.showing import answer
from portal.pages.team.child import looked_at
from portal.pages.team.custody_days import in_words
from portal.pages.team.person_form import AGREED, a_person
from portal.store import custody, families, team_views
from portal.store.engine import transaction
from portal.store.families import Caregiver, Participant
from portal.store.staff import Staff

pages = Blueprint("team_people", __name__, url_prefix="/team")

Answer = tuple[str, int] | Response


@pages.get("/participants/<participant_id>/people")
@access.needs_staff()
def show(visit: StaffVisit, participant_id: str) -> Answer:
    return _show(visit, participant_id, {})


@pages.post("/participants/<participant_id>/people")
@access.needs_staff(*ACTS)
def add(visit: StaffVisit, participant_id: str) -> Answer:
    """A new phone gets one text, to confirm it, and no other until it answers."""
    try:
        with transaction() as session:
            child = access.site_participant(session, visit, participant_id)
            everyone = families.participants_of(session, child.family_id)
            wanted = set(request.form.getlist("caregiver.cares_for"))
            add_caregiver(
                session,
                family=families.get_family(session, child.family_id),
                entry=a_person(request.form, "caregiver"),
                children=[one for one in everyone if one.code in wanted],
                staff=session.get_one(Staff, visit.staff_id),
                now=clock.now(),
            )
    except EnrolmentRefused as refused:
        said = {problem.where: problem.words for problem in refused.problems}
        return _show(visit, participant_id, said, 422)
    return redirect(url_for("team_people.show", participant_id=participant_id), code=303)


@pages.post("/participants/<participant_id>/zone")
@access.needs_staff(*ACTS)
def move(visit: StaffVisit, participant_id: str) -> Answer:
    try:
        with transaction() as session:
            child = access.site_participant(session, visit, participant_id)
            move_time_zone(
                session,
                family=families.get_family(session, child.family_id),
                zone=request.form.get("zone", "").strip(),
                staff=session.get_one(Staff, visit.staff_id),
                now=clock.now(),
            )
    except EnrolmentRefused as refused:
        return _show(visit, participant_id, {"zone": refused.problems[0].words}, 422)
    return redirect(url_for("team_people.show", participant_id=participant_id), code=303)


@pages.post("/caregivers/<caregiver_id>/code")
@access.needs_staff(*ACTS)
def code(visit: StaffVisit, caregiver_id: str) -> Answer:
    """A code to read out by telephone, shown on this one answer and never again."""
    with transaction() as session:
        person = site_caregiver(session, visit, caregiver_id)
        digits = issue_code(
            session,
            caregiver=person,
            staff_id=visit.staff_id,
            who=visit.who,
            now=clock.now(),
        )
        child = families.participants_of(session, person.family_id)[0]
    return answer("team/issued_code.html", person=person, digits=digits, child=child)


@pages.get("/caregivers/<caregiver_id>/remove")
@access.needs_staff(*ACTS)
def ask_remove(visit: StaffVisit, caregiver_id: str) -> Answer:
    with transaction() as session:
        person = site_caregiver(session, visit, caregiver_id)
        child = families.participants_of(session, person.family_id)[0]
        at = looked_at(session, visit, child.id, "people", clock.now())
        left = [one for one in families.members(session, person.family_id) if one.id != person.id]
    return answer("team/remove_person.html", person=person, at=at, left=left)


@pages.post("/caregivers/<caregiver_id>/remove")
@access.needs_staff(*ACTS)
def remove(visit: StaffVisit, caregiver_id: str) -> Answer:
    with transaction() as session:
        person = site_caregiver(session, visit, caregiver_id)
        member = session.get_one(Staff, visit.staff_id)
        remove_caregiver(session, caregiver=person, staff=member, now=clock.now())
        child = families.participants_of(session, person.family_id)[0]
    return redirect(url_for("team_people.show", participant_id=child.id), code=303)


def site_caregiver(session: Session, visit: StaffVisit, caregiver_id: str) -> Caregiver:
    """Somebody who still belongs to a family of this site, or a 404."""
    person = session.get(Caregiver, caregiver_id)
    if person is None or person.site_id != visit.site_id or person.removed_at is not None:
        access.refuse()
    return person


def _custody(
    session: Session, cares: Mapping[str, Sequence[Participant]]
) -> dict[str, list[tuple[str, str]]]:
    """Each person's days in words, child by child; one who has no pattern is left out."""
    children = {child.id: child for own in cares.values() for child in own}
    patterns = {one: custody.patterns_of(session, one) for one in children}
    return {
        person: [
            (child.code, in_words(patterns[child.id][person]))
            for child in own
            if person in patterns[child.id]
        ]
        for person, own in cares.items()
    }


def _show(
    visit: StaffVisit, participant_id: str, errors: dict[str, str], status: int = 200
) -> Answer:
    with transaction() as session:
        at = looked_at(session, visit, participant_id, "people", clock.now())
        people = team_views.everyone_of(session, at.family.id)
        cares = {one.id: families.children_of(session, one.id) for one in people}
        custody_days = _custody(session, cares)
        consents = team_views.consents_of(session, [one.id for one in people])
        names = team_views.names_at(session, visit.site_id)
    return answer(
        "team/people.html",
        at=at,
        people=people,
        cares=cares,
        custody_days=custody_days,
        consents=consents,
        names=names,
        agreed=AGREED,
        errors=errors,
        status=status,
    )
