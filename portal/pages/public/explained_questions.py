"""Did we explain this well? Short questions per part; a wrong answer explains again. No score.

It also takes "I have read this". Both are kept for signed-in families alone.
"""

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.answer_question import answer_question
from portal.actions.record_reading import record_reading
from portal.pages import access
from portal.pages.access import FamilyVisit
from portal.pages.public import explained
from portal.store.engine import transaction
from portal.store.families import Caregiver
from study.explained import passages
from study.explained.shapes import Answer, Part, Question

pages = Blueprint("explained_questions", __name__, url_prefix="/study")


@pages.get("/<lang>/questions/<part>")
@access.open_to_all
def show(lang: str, part: str) -> tuple[str, int]:
    lang = explained.in_language(lang)
    return _page(lang, part, {})


@pages.post("/<lang>/questions/<part>")
@access.open_to_all
def check(lang: str, part: str) -> tuple[str, int]:
    """What was answered, with the passage again where the answer was another one."""
    lang = explained.in_language(lang)
    chosen = {
        question.id: picked
        for question in _of_part(lang, part)
        if (picked := _picked(question, request.form.get(question.id)))
    }
    if isinstance(g.visit, FamilyVisit):
        _keep(g.visit, lang, part, chosen)
    return _page(lang, part, chosen)


@pages.post("/<lang>/<passage_id>/read")
@access.needs_family
def read(visit: FamilyVisit, lang: str, passage_id: str) -> Response:
    """The person says that they have read it, as it stands now in this language."""
    lang = explained.in_language(lang)
    passage = passages.load(lang).get(passage_id)
    if passage is None:
        access.refuse()
    with transaction() as session:
        record_reading(
            session,
            caregiver=session.get_one(Caregiver, visit.caregiver_id),
            passage=passage,
            language=lang,
            who=visit.who,
            now=clock.now(),
        )
    return redirect(url_for("explained.passage", lang=lang, passage_id=passage_id), code=303)


def _of_part(lang: str, part: str) -> list[Question]:
    found = [one for one in passages.teach_back(lang).question if str(one.part) == part]
    if not found:
        access.refuse()
    return found


def _picked(question: Question, answer_id: str | None) -> Answer | None:
    return next((one for one in question.answers if one.id == answer_id), None)


def _keep(visit: FamilyVisit, lang: str, part: str, chosen: dict[str, Answer]) -> None:
    with transaction() as session:
        caregiver = session.get_one(Caregiver, visit.caregiver_id)
        for question in _of_part(lang, part):
            if question.id in chosen:
                answer_question(
                    session,
                    caregiver=caregiver,
                    question=question,
                    answer=chosen[question.id],
                    version=passages.teach_back(lang).version,
                    language=lang,
                    now=clock.now(),
                )


def _page(lang: str, part: str, chosen: dict[str, Answer]) -> tuple[str, int]:
    everything = passages.load(lang)
    questions = _of_part(lang, part)
    return explained.page(
        "questions",
        lang,
        part=Part(part),
        questions=questions,
        chosen=chosen,
        again={one.id: explained.shown(everything[one.explain_passage]) for one in questions},
        kept=isinstance(g.visit, FamilyVisit),
        **explained.marks_of(lang),
    )
