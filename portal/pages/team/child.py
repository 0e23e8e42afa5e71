"""One child of the study for the team: doses, reports, messages, and who looked at them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext
from sqlmodel import Session
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.set_fever_plan import NotAnInvestigator, set_fever_plan
from portal.pages import access
from portal.pages.access import StaffVisit
from portal.pages.showing import answer
from portal.pages.team.dose_grid import grid
from portal.pages.team.forms import a_date
from portal.pages.team.messages import threads
from portal.store import families, symptoms, team_views, trail
from portal.store.engine import transaction
from portal.store.families import Family, Participant
from portal.store.staff import Role, Staff
from study.localtime import instant

pages = Blueprint("team_child", __name__, url_prefix="/team/participants")

Answer = tuple[str, int] | Response


@dataclass(frozen=True)
class Looked:
    """The child a page is about, its family, and its brothers and sisters in the study."""

    child: Participant
    family: Family
    siblings: tuple[Participant, ...]


def looked_at(
    session: Session, visit: StaffVisit, participant_id: str, page: str, now: datetime
) -> Looked:
    """The child, if it is of this site, with the look written into the trail."""
    child = access.site_participant(session, visit, participant_id)
    who = visit.who.model_copy(update={"family_id": child.family_id})
    trail.write(session, who, "looked_at_family", now=now, subject=child, page=page)
    family = families.get_family(session, child.family_id)
    everyone = families.participants_of(session, family.id)
    return Looked(child, family, tuple(one for one in everyone if one.id != child.id))


@pages.get("/<participant_id>")
@access.needs_staff()
def show(visit: StaffVisit, participant_id: str) -> Answer:
    return _show(visit, participant_id, {})


@pages.post("/<participant_id>/fever-plan")
@access.needs_staff(Role.INVESTIGATOR)
def fever_plan(visit: StaffVisit, participant_id: str) -> Answer:
    """The plan ends with its last day on the family's clock, seven days ahead at most."""
    last = a_date(request.form.get("expires_on"))
    if last is None:
        return _show(visit, participant_id, {"expires_on": gettext("Enter a date.")}, 422)
    try:
        with transaction() as session:
            child = access.site_participant(session, visit, participant_id)
            set_fever_plan(
                session,
                participant=child,
                investigator=session.get_one(Staff, visit.staff_id),
                words=request.form.get("words", ""),
                expires_at=_end_of(last, families.get_family(session, child.family_id).zone),
                now=clock.now(),
            )
    except NotAnInvestigator:
        access.refuse()
    except (ValueError, OverflowError):
        said = gettext("A fever plan needs words, and ends within 7 days.")
        return _show(visit, participant_id, {"words": said}, 422)
    return redirect(url_for("team_child.show", participant_id=participant_id), code=303)


def _show(
    visit: StaffVisit, participant_id: str, errors: dict[str, str], status: int = 200
) -> Answer:
    now = clock.now()
    until: date | None = a_date(request.args.get("until"))
    with transaction() as session:
        at = looked_at(session, visit, participant_id, "doses", now)
        shown: dict[str, Any] = {
            "grid": grid(session, at.child, at.family.zone, until, now),
            "reports": team_views.symptoms_of(session, at.child.id),
            "alerts": team_views.alerts_of(session, at.child.id),
            "tasks": team_views.tasks_of(session, at.family.id),
            "plan": symptoms.fever_plan(session, at.child.id, now),
            "names": _names(session, visit, at.family),
        }
    return answer("team/child.html", at=at, now=now, errors=errors, status=status, **shown)


def _end_of(last: date, zone: str) -> datetime:
    return instant(last + timedelta(days=1), time(0), zone)


def _names(session: Session, visit: StaffVisit, family: Family) -> dict[str, str]:
    """What everybody who can have reported is called, by id."""
    people = {one.id: one.name for one in team_views.everyone_of(session, family.id)}
    return people | team_views.names_at(session, visit.site_id)


@pages.get("/<participant_id>/messages")
@access.needs_staff()
def messages(visit: StaffVisit, participant_id: str) -> Answer:
    now = clock.now()
    with transaction() as session:
        at = looked_at(session, visit, participant_id, "messages", now)
        people = team_views.everyone_of(session, at.family.id)
        shown = threads(session, people)
    return answer("team/messages.html", at=at, threads=shown, now=now)


@pages.get("/<participant_id>/trail")
@access.needs_staff()
def show_trail(visit: StaffVisit, participant_id: str) -> Answer:
    now = clock.now()
    with transaction() as session:
        at = looked_at(session, visit, participant_id, "trail", now)
        rows = team_views.trail_of_family(session, at.family)
        names = _names(session, visit, at.family)
    return answer("team/trail.html", at=at, rows=rows, names=names, now=now)
