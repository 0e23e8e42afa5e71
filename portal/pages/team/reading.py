"""What a family has read of the explained study, and what somebody should talk with them about."""

from flask import Blueprint

from portal import clock
from portal.pages import access
from portal.pages.access import StaffVisit
from portal.pages.showing import answer
from portal.pages.team.child import looked_at
from portal.store import readings, team_views
from portal.store.engine import transaction
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
        people = team_views.everyone_of(session, at.family.id)
    return answer(
        "team/reading.html",
        at=at,
        read=read,
        points=points,
        names={one.id: one.name for one in people},
        questions={one.id: one for one in passages.teach_back(ENGLISH).question},
        passages=passages.load(ENGLISH),
    )
