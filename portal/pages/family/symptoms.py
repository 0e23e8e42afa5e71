"""Report a symptom: safety words first, then a form that a person or a rule can always read."""

from flask import Blueprint, g, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.ask_where_taken import ask_where_taken
from portal.actions.report_symptoms import report_symptoms
from portal.pages import access
from portal.pages.access import FamilyVisit
from portal.pages.family import symptom_list
from portal.pages.family.own import Own, own
from portal.pages.family.symptom_form import (
    SymptomForm,
    children_meant,
    form_of,
    report_of,
    told_when,
)
from portal.pages.showing import answer
from portal.store.engine import reading, transaction

pages = Blueprint("symptoms", __name__)

Answer = tuple[str, int] | Response


@pages.get("/symptoms")
@access.open_to_all
def show() -> Answer:
    """The form; without a session the safety words and the numbers, which never wait for one."""
    if not isinstance(g.visit, FamilyVisit):
        return answer("family/symptoms_signed_out.html", lost=False)
    with reading() as session:
        mine = own(session, g.visit)
    if mine.closed:
        return answer("family/closed.html")
    wanted = request.args.get("sign", "")
    return _form(mine, SymptomForm(codes=symptom_list.OFFERED & {wanted}), {}, 200)


@pages.post("/symptoms")
@access.open_to_all
def send() -> Answer:
    if not isinstance(g.visit, FamilyVisit):
        return answer("family/symptoms_signed_out.html", lost=True, status=401)
    form = form_of(request.form)
    now = clock.now()
    with transaction() as session:
        mine = own(session, g.visit)
        if mine.closed:
            access.refuse()
        if form.is_empty:
            return _form(mine, form, _nothing_said(), 422)
        several = len(mine.children) > 1
        report = report_of(form, mine.caregiver.language, several=several)
        entry = told_when(report.entry, form, mine.zone, now)
        outcome = report_symptoms(
            session,
            participants=children_meant(form, mine.children),
            entry=entry,
            reporter=mine.reporter(),
            now=now,
            floor=report.floor,
        )
        worst = min(outcome.reports, key=lambda kept: kept.tier)
        if outcome.ask_method:
            ask_where_taken(
                session, report=worst, entry=entry, reporter=mine.reporter(), now=now
            )
    return redirect(url_for("reported.show", report_id=worst.id), code=303)


def _nothing_said() -> dict[str, str]:
    return {"words": gettext("Tick what you see, type a temperature, or write a few words.")}


def _form(mine: Own, form: SymptomForm, errors: dict[str, str], status: int) -> tuple[str, int]:
    return answer(
        "family/symptoms.html",
        mine=mine,
        form=form,
        errors=errors,
        hot=symptom_list.HOT,
        groups=symptom_list.GROUPS,
        methods=symptom_list.METHODS,
        fever_medicine=symptom_list.FEVER_MEDICINE,
        status=status,
    )
