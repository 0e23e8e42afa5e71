"""The family's day: the check-ins of today and yesterday, and one tap to log each."""

from dataclasses import replace

from flask import Blueprint, request, url_for
from flask_babel import gettext
from sqlmodel import Session
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.dose_statement import DoseOutcome, DoseRefused
from portal.actions.put_off import put_off
from portal.actions.report_unsure import report_unsure
from portal.pages import access
from portal.pages.access import FamilyVisit
from portal.pages.family.cards import days
from portal.pages.family.dose_form import DoseForm, Tap, form_of
from portal.pages.family.dose_words import refusal_words, route_words, status_words
from portal.pages.family.log_dose import after, log_dose
from portal.pages.family.own import Own, own
from portal.pages.showing import answer, is_fragment, moved
from portal.store import chat, schedules
from portal.store.engine import reading, transaction
from portal.store.schedules import Checkin

pages = Blueprint("today", __name__, url_prefix="/today")

Answer = tuple[str, int] | Response


class _Wrong(Exception):
    """The form of one check-in cannot be kept as it is; says why, and nothing was changed."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


@pages.get("")
@access.needs_family
def show(visit: FamilyVisit) -> Answer:
    return _page(visit, saved=request.args.get("saved", ""))


@pages.post("/checkins/<checkin_id>")
@access.needs_family
def log(visit: FamilyVisit, checkin_id: str) -> Answer:
    """One tap on a check-in; what calls for words goes to the page that says them."""
    form = form_of(request.form)
    try:
        with transaction() as session:
            mine = own(session, visit)
            checkin = session.get(Checkin, checkin_id)
            if checkin is None:
                access.refuse()
            mine.child(checkin.participant_id)
            address = _keep(session, mine, checkin, form)
    except _Wrong as wrong:
        return _page(visit, status=422, wrong=checkin_id, said=wrong.said, form=form)
    if address is not None:
        return moved(address)
    if is_fragment():
        return _page(visit, saved=checkin_id)
    return moved(url_for("today.show", saved=checkin_id, _anchor=f"checkin-{checkin_id}"))


def _keep(session: Session, mine: Own, checkin: Checkin, form: DoseForm) -> str | None:
    """Where to go next, None back to the day."""
    now = clock.now()
    if form.tap == Tap.LATER:
        put_off(session, checkin=checkin, reporter=mine.reporter(), now=now)
        return None
    child = mine.child(checkin.participant_id)
    if form.tap == Tap.UNSURE:
        report_unsure(
            session, participant=child, checkin=checkin, reporter=mine.reporter(), now=now
        )
        return url_for("doses.unsure", checkin_id=checkin.id)
    chosen = [
        slot for slot in schedules.slots_of_checkin(session, checkin.id) if slot.id in form.slots
    ]
    if not chosen:
        raise _Wrong(gettext("Please tick which one you mean."))
    outcomes: list[DoseOutcome] = []
    for slot in chosen:
        try:
            outcomes.append(log_dose(session, mine, slot, form, now))
        except DoseRefused as refused:
            raise _Wrong(refusal_words(refused.reason)) from refused
        # The tube is one tube: its trouble is told once.
        form = replace(form, tube_trouble=False)
    return after(session, mine, child, outcomes, now)


def _page(visit: FamilyVisit, *, status: int = 200, **shown: object) -> Answer:
    now = clock.now()
    with reading() as session:
        mine = own(session, visit)
        if mine.closed:
            return answer("family/closed.html")
        found = days(session, mine, now)
        new_answers = len(chat.unseen(session, mine.caregiver.id))
    context: dict[str, object] = {"saved": "", "wrong": "", "said": "", "form": DoseForm()}
    return answer(
        "family/today.html",
        "day",
        status=status,
        mine=mine,
        days=found,
        new_answers=new_answers,
        now=now,
        status_words=status_words,
        route_words=route_words,
        **(context | shown),
    )
