"""Questions that families sent to the team: the list, one question, and its answer."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, redirect, request, url_for
from flask_babel import gettext
from sqlmodel import Session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.answer_family import TeamReply, answer_family
from portal.actions.draft_passage import Draft, draft_passage
from portal.language import OFFERED
from portal.pages import access
from portal.pages.access import ACTS, StaffVisit
from portal.pages.showing import answer, phone
from portal.pages.team.question_list import answered, asked, waiting
from portal.store import sites, team_views, trail
from portal.store.chat import AnswerHow, TeamQuestion
from portal.store.engine import transaction
from portal.store.staff import Staff
from study.notices import PHRASES, Phrase

pages = Blueprint("team_questions", __name__, url_prefix="/team/questions")

Answer = tuple[str, int] | Response
LONGEST = 4000


@dataclass(frozen=True)
class ReplyForm:
    """What was picked and typed; `errors` by field."""

    phrase: str = ""
    words: str = ""
    how: str = AnswerHow.WRITTEN.value

    @property
    def errors(self) -> dict[str, str]:
        if self.words or (self.phrase and self.how == AnswerHow.WRITTEN.value):
            return {}
        return {"words": gettext("Pick a phrase or write an answer.")}

    def reply(self, address: str) -> TeamReply:
        written = self.how == AnswerHow.WRITTEN.value
        phrase = Phrase(self.phrase) if self.phrase and written else None
        return TeamReply(phrase, self.words, AnswerHow(self.how), address)


@pages.get("")
@access.needs_staff()
def show(visit: StaffVisit) -> Answer:
    now = clock.now()
    with transaction() as session:
        open_ones = waiting(session, visit.site_id, now)
        done = answered(session, visit.site_id, now)
        site = sites.get(session, visit.site_id)
        names = team_views.names_at(session, visit.site_id)
        looked = [one.question.id for one in (*open_ones, *done)]
        trail.write(session, visit.who, "looked_at_questions", now=now, questions=looked)
    return answer(
        "team/questions.html", open_ones=open_ones, done=done, site=site, names=names, now=now
    )


@pages.get("/<question_id>")
@access.needs_staff()
def one(visit: StaffVisit, question_id: str) -> Answer:
    return _show(visit, question_id)


@pages.post("/<question_id>")
@access.needs_staff(*ACTS)
def reply(visit: StaffVisit, question_id: str) -> Answer:
    """The answer goes by the door the question came in, to who asked and nobody else."""
    form = _form_of(request.form)
    if form.errors:
        return _show(visit, question_id, form=form, errors=form.errors, status=422)
    address = f"{current_app.config['SETTINGS'].base_url}{url_for('family_sign_in.ask')}"
    with transaction() as session:
        answer_family(
            session,
            question=_site_question(session, visit, question_id),
            reply=form.reply(address),
            staff=session.get_one(Staff, visit.staff_id),
            now=clock.now(),
        )
    return redirect(url_for("team_questions.one", question_id=question_id), code=303)


@pages.post("/<question_id>/draft")
@access.needs_staff(*ACTS)
def draft(visit: StaffVisit, question_id: str) -> Answer:
    """Words for a new passage. No family sees them before they stand in an approved file."""
    title = request.form.get("title", "").strip()[:200]
    body = request.form.get("body", "").strip()[:LONGEST]
    language = request.form.get("language", "")
    if not title or not body or language not in OFFERED:
        errors = {"title": gettext("A draft needs a title, its words and a language.")}
        return _show(visit, question_id, drafted=dict(request.form), errors=errors, status=422)
    asked_as = request.form.get("asked_as", "").strip()[:400]
    with transaction() as session:
        draft_passage(
            session,
            question=_site_question(session, visit, question_id),
            draft=Draft(title, body, asked_as, language),
            staff=session.get_one(Staff, visit.staff_id),
            now=clock.now(),
        )
    return redirect(url_for("team_drafts.show"), code=303)


def _form_of(posted: MultiDict[str, str]) -> ReplyForm:
    phrase, how = posted.get("phrase", ""), posted.get("how", "")
    return ReplyForm(
        phrase=phrase if phrase in set(Phrase) else "",
        words=posted.get("words", "").strip()[:LONGEST],
        how=how if how in set(AnswerHow) else AnswerHow.WRITTEN.value,
    )


def _show(
    visit: StaffVisit,
    question_id: str,
    *,
    form: ReplyForm | None = None,
    status: int = 200,
    **shown: Any,
) -> Answer:
    now = clock.now()
    with transaction() as session:
        row = _site_question(session, visit, question_id)
        trail.write(session, visit.who, "looked_at_question", now=now, subject=row)
        found = asked(session, row, now)
        names = team_views.names_at(session, visit.site_id)
        site = sites.get(session, visit.site_id)
    words = {
        one.value: gettext(said, phone_24h=phone(site.phone_24h), phone_day=phone(site.phone_day))
        for one, said in PHRASES.items()
    }
    return answer(
        "team/question.html",
        one=found,
        names=names,
        site=site,
        zone=site.zone,
        now=now,
        phrases=words,
        form=form or ReplyForm(),
        languages_written=OFFERED,
        status=status,
        **({"errors": {}, "drafted": {}} | shown),
    )


def _site_question(session: Session, visit: StaffVisit, question_id: str) -> TeamQuestion:
    row = session.get(TeamQuestion, question_id)
    if row is None or row.site_id != visit.site_id:
        access.refuse()
    return row
