"""The daily question, and two taps about where a child is: in the hospital, home again."""

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.answer_daily import answer_daily
from portal.actions.come_home import come_home
from portal.actions.report_symptoms import report_symptoms
from portal.actions.set_state import set_state
from portal.pages import access
from portal.pages.access import FamilyVisit
from portal.pages.family.own import own
from portal.pages.showing import moved
from portal.store import conversations
from portal.store.conversations import Asked
from portal.store.engine import transaction
from portal.store.schedules import Checkin, CheckinKind
from study.lifecycle import State
from study.symptoms import SymptomEntry

pages = Blueprint("daily", __name__, url_prefix="/today")

# The digits of the texts (behaviour section 2): each button says what its digit says.
_CODES = {
    "0": frozenset[str](),
    "7": frozenset({"F.said"}),
    "8": frozenset({"N.new"}),
    "9": frozenset({"X.unwell"}),
}


@pages.post("/daily/<checkin_id>")
@access.needs_family
def tell(visit: FamilyVisit, checkin_id: str) -> Response:
    """The report is made at once; what exactly it is can be told after the words to call."""
    digit = request.form.get("digit", "")
    if digit not in _CODES:
        access.refuse()
    now = clock.now()
    with transaction() as session:
        mine = own(session, visit)
        checkin = session.get(Checkin, checkin_id)
        if checkin is None or checkin.kind is not CheckinKind.DAILY:
            access.refuse()
        child = mine.child(checkin.participant_id)
        entry = SymptomEntry(codes=_CODES[digit], denied=digit == "0", about="participant")
        outcome = report_symptoms(
            session, participants=[child], entry=entry, reporter=mine.reporter(), now=now
        )
        answer_daily(session, checkin=checkin, reporter=mine.reporter(), now=now)
        waiting = [
            one
            for one in conversations.open_about(session, child.id)
            if one.kind is Asked.DAILY and one.checkin_id == checkin.id
        ]
        conversations.close(waiting, "answered", now)
    return moved(url_for("reported.show", report_id=outcome.reports[0].id))


@pages.post("/children/<participant_id>/hospital")
@access.needs_family
def hospital(visit: FamilyVisit, participant_id: str) -> Response:
    with transaction() as session:
        child = own(session, visit).child(participant_id)
        set_state(
            session,
            participant=child,
            state=State.IN_HOSPITAL,
            who=visit.who,
            now=clock.now(),
            reason="family",
        )
    return moved(url_for("today.show"))


@pages.post("/children/<participant_id>/home")
@access.needs_family
def home(visit: FamilyVisit, participant_id: str) -> Response:
    """The team checks the plan first; until then the day says to ask for the current one."""
    with transaction() as session:
        mine = own(session, visit)
        come_home(
            session,
            participant=mine.child(participant_id),
            reporter=mine.reporter(),
            now=clock.now(),
        )
    return moved(url_for("today.show"))
