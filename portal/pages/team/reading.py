"""What a family has read of the explained study, and what somebody should talk with them about."""

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.note_talk import note_talk
from portal.pages import access
from portal.pages.access import ACTS, StaffVisit
from portal.pages.showing import answer
from portal.pages.team.child import looked_at
from portal.store import readings, team_views
from portal.store.engine import transaction
from portal.store.readings import QuestionAnswer
from portal.store.staff import Staff
from study.explained import passages
from study.explained.passages import ENGLISH

pages = Blueprint("team_reading", __name__, url_prefix="/team/participants")


@pages.get("/<participant_id>/reading")
@access.needs_staff()
def show(visit: StaffVisit, participant_id: str) -> tuple[str, int]:
    """Points to talk about come first. No page counts or grades what a family understood."""
    now = clock.now()
    with transaction() as session:
        at = looked_at(session, visit, participant_id, "reading", now)
        read = readings.of_family(session, at.family.id)
        points = readings.to_talk_about(session, at.family.id)
        talks = readings.talks_of(session, at.family.id)
        people = team_views.everyone_of(session, at.family.id)
        staff = team_views.names_at(session, visit.site_id)
    return answer(
        "team/reading.html",
        at=at,
        read=read,
        points=points,
        talks=talks,
        names={one.id: one.name for one in people} | staff,
        questions={one.id: one for one in passages.teach_back(ENGLISH).question},
        passages=passages.load(ENGLISH),
    )


@pages.post("/<participant_id>/reading/<answer_id>")
@access.needs_staff(*ACTS)
def talked(visit: StaffVisit, participant_id: str, answer_id: str) -> Response:
    """Somebody has talked with the family about this point."""
    with transaction() as session:
        child = access.site_participant(session, visit, participant_id)
        point = session.get(QuestionAnswer, answer_id)
        if point is None or point.family_id != child.family_id:
            access.refuse()
        member = session.get_one(Staff, visit.staff_id)
        note_talk(session, answer=point, staff=member, now=clock.now())
    return redirect(url_for("team_reading.show", participant_id=participant_id), code=303)
