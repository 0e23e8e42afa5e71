"""One dose by itself: correct it, say what a second "given" was, and words when people disagree."""

from flask import Blueprint, request, url_for
from flask_babel import gettext
from sqlmodel import Session
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.choose_words import voice_of
from portal.actions.dose_statement import DoseRefused
from portal.actions.read_slots import read_slots
from portal.actions.resolve_second_given import SecondMeaning, resolve_second_given
from portal.pages import access
from portal.pages.access import FamilyVisit
from portal.pages.family.cards import Dose, dose_of
from portal.pages.family.dose_form import DoseForm, form_of
from portal.pages.family.dose_words import refusal_words, route_words, status_words
from portal.pages.family.log_dose import after, change_dose, words_page
from portal.pages.family.own import Own, own
from portal.pages.family.safety import shown
from portal.pages.showing import answer, moved, phone
from portal.store import doses
from portal.store.doses import DoseReport
from portal.store.engine import reading, transaction
from portal.store.schedules import Checkin, DoseSlot
from study.notices import CallTeamBeforeGiving

pages = Blueprint("doses", __name__, url_prefix="/today")

Answer = tuple[str, int] | Response


@pages.get("/doses/<slot_id>")
@access.needs_family
def edit(visit: FamilyVisit, slot_id: str) -> Answer:
    return _edit(visit, slot_id, DoseForm(), {}, 200)


@pages.post("/doses/<slot_id>")
@access.needs_family
def change(visit: FamilyVisit, slot_id: str) -> Answer:
    """A correction is a new row; the first answer stays on file."""
    form = form_of(request.form)
    now = clock.now()
    try:
        with transaction() as session:
            mine = own(session, visit)
            slot = _own_slot(session, mine, slot_id)
            outcome = change_dose(session, mine, slot, form, now)
            child = mine.child(slot.participant_id)
            address = after(session, mine, child, [outcome], now)
    except DoseRefused as refused:
        return _edit(visit, slot_id, form, {"status": refusal_words(refused.reason)}, 422)
    back = url_for("today.show", saved=slot.checkin_id, _anchor=f"checkin-{slot.checkin_id}")
    return moved(address or back)


@pages.post("/second/<report_id>")
@access.needs_family
def second(visit: FamilyVisit, report_id: str) -> Answer:
    """The same dose, given again, or not sure; the last two are words to call at once."""
    meaning = request.form.get("meaning", "")
    if meaning not in {one.value for one in SecondMeaning}:
        access.refuse()
    now = clock.now()
    with transaction() as session:
        mine = own(session, visit)
        report = session.get(DoseReport, report_id)
        if report is None:
            access.refuse()
        child = mine.child(report.participant_id)
        outcome = resolve_second_given(
            session,
            report=report,
            meaning=SecondMeaning(meaning),
            reporter=mine.reporter(),
            now=now,
        )
        address = words_page(session, mine, child, now) if outcome.notice else None
    return moved(address or url_for("today.show"))


@pages.get("/differs/<report_id>")
@access.needs_family
def differs(visit: FamilyVisit, report_id: str) -> Answer:
    """Two answers that do not fit: what is booked stays, and nothing is given on a guess."""
    with reading() as session:
        mine = own(session, visit)
        report = session.get(DoseReport, report_id)
        if report is None:
            access.refuse()
        mine.child(report.participant_id)
        slot = session.get(DoseSlot, report.slot_id)
    return answer("family/call_before.html", mine=mine, slot=slot, said=_call_before(mine))


@pages.get("/unsure/<checkin_id>")
@access.needs_family
def unsure(visit: FamilyVisit, checkin_id: str) -> Answer:
    with reading() as session:
        mine = own(session, visit)
        checkin = session.get(Checkin, checkin_id)
        if checkin is None:
            access.refuse()
        mine.child(checkin.participant_id)
    return answer("family/call_before.html", mine=mine, slot=None, said=_call_before(mine))


def _call_before(mine: Own) -> object:
    notice = CallTeamBeforeGiving(
        phone_24h=mine.site.phone_24h or "",
        fallback_minutes=mine.site.fallback_minutes,
        voice=voice_of(mine.reporter()),
    )
    return shown(notice, phone(mine.site.phone_24h), phone(mine.site.phone_day))


def _own_slot(session: Session, mine: Own, slot_id: str) -> DoseSlot:
    slot = session.get(DoseSlot, slot_id)
    if slot is None:
        access.refuse()
    mine.child(slot.participant_id)
    return slot


def _edit(
    visit: FamilyVisit, slot_id: str, form: DoseForm, errors: dict[str, str], status: int
) -> Answer:
    with reading() as session:
        mine = own(session, visit)
        dose = _dose(session, mine, _own_slot(session, mine, slot_id))
        child = mine.child(dose.slot.participant_id)
    heading = gettext("Change this entry") if dose.report else gettext("Log this one")
    return answer(
        "family/dose.html",
        mine=mine,
        dose=dose,
        child=child,
        form=form,
        errors=errors,
        heading=heading,
        status=status,
        status_words=status_words,
        route_words=route_words,
    )


def _dose(session: Session, mine: Own, slot: DoseSlot) -> Dose:
    report = doses.booked(session, [slot.id]).get(slot.id)
    child = mine.child(slot.participant_id)
    read = read_slots(session, participant=child, slots=[slot])
    return dose_of(session, mine, slot, report, read[slot.id], clock.now())
