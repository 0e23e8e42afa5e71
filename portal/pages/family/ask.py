"""The chat: a question in one's own words, answered from the approved passages or passed on.

Anybody may ask. Without signing in nothing is kept and nothing is reported, and it says so.
"""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, g, make_response, redirect, request, url_for
from flask_babel import gettext
from sqlmodel import Session
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.chat_turn import chat_turn
from portal.actions.clear_chat import clear_chat
from portal.actions.see_answers import see_answers
from portal.language import current
from portal.pages import access
from portal.pages.access import FamilyVisit
from portal.pages.family import chat_answers, chat_shown, chat_team
from portal.pages.family.chat_listen import OnlyReported, listen
from portal.pages.family.chat_stranger import stranger_says
from portal.pages.family.chat_team import Item
from portal.pages.family.dose_words import route_words, status_words
from portal.pages.family.own import Own, own
from portal.pages.showing import answer, is_fragment, moved
from portal.store import chat
from portal.store.chat import ChatTurn
from portal.store.doses import Door
from portal.store.engine import reading, transaction

pages = Blueprint("ask", __name__, url_prefix="/ask")

Answer = tuple[str, int] | Response
LONGEST = 1600
TURNS = 50


@pages.get("")
@access.open_to_all
def show() -> Answer:
    """The conversation so far; an answer of the team that it shows is seen from now on."""
    if not isinstance(g.visit, FamilyVisit):
        return page([])
    with transaction() as session:
        mine = own(session, g.visit)
        if mine.closed:
            return answer("family/closed.html")
        items = _conversation(session, mine)
        see_answers(session, caregiver=mine.caregiver, who=g.visit.who, now=clock.now())
    return page(items, mine=mine)


@pages.post("")
@access.open_to_all
def send() -> Answer:
    """Understand, book or answer one message; what is refused stays in the box."""
    words = request.form.get("words", "").replace("\x00", " ").strip()
    problem = _problem(words)
    if problem:
        return _refused(words, problem)
    if not isinstance(g.visit, FamilyVisit):
        return page([stranger_says(words)])
    try:
        made = _listen(g.visit, words)
    except OnlyReported as only:
        return moved(url_for("reported.show", report_id=only.report_id))
    return after(g.visit, made)


@pages.post("/passage")
@access.open_to_all
def passage() -> Answer:
    """One of the passages that were offered, whole."""
    follows = request.form.get("turn") or None
    wanted = request.form.get("passage", "")
    language = request.form.get("language", "")
    language = language if language in chat_answers.languages() else current()
    if not isinstance(g.visit, FamilyVisit):
        said = chat_answers.chosen(wanted, language)
        return page([chat_shown.of_stranger(said)]) if said else access.refuse()
    with transaction() as session:
        mine = own(session, g.visit)
        before = chat.own_turn(session, mine.caregiver.id, follows) if follows else None
        said = chat_answers.chosen(wanted, language, before.id if before else None)
        if said is None or mine.closed:
            access.refuse()
        made = chat_turn(session, caregiver=mine.caregiver, said=said, now=clock.now())
    return after(g.visit, [made])


@pages.post("/clear")
@access.needs_family
def clear(visit: FamilyVisit) -> Answer:
    with transaction() as session:
        mine = own(session, visit)
        clear_chat(session, caregiver=mine.caregiver, door=Door.WEB, now=clock.now())
    return redirect(url_for("ask.show", cleared="yes"), code=303)


def _listen(visit: FamilyVisit, words: str) -> list[ChatTurn]:
    with reading() as session:
        if own(session, visit).closed:
            access.refuse()
    return listen(visit, words, clock.now())


def _problem(words: str) -> str:
    if not words:
        return str(gettext("Please write your question first."))
    if len(words) > LONGEST:
        said = gettext(
            "That is too long: %(longest)s characters at most. Please make it shorter.",
            longest=LONGEST,
        )
        return str(said)
    return ""


def _refused(words: str, problem: str) -> Answer:
    """For htmx only the problem, beside the box; what was typed stays in it."""
    if not is_fragment():
        return _whole_page(words=words[: LONGEST * 2], problem=problem, status=422)
    body, _ = answer("family/ask.html", "problem", problem=problem)
    response = make_response(body, 422)
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#problem", "outerHTML"
    return response


def _whole_page(**shown: Any) -> Answer:
    if not isinstance(g.visit, FamilyVisit):
        return page([], **shown)
    with reading() as session:
        mine = own(session, g.visit)
        items = _conversation(session, mine)
    return page(items, mine=mine, **shown)


def _conversation(session: Session, mine: Own) -> list[Item]:
    rows = chat.conversation(session, mine.caregiver.id, TURNS)
    turns = chat_shown.of_rows(session, mine, rows)
    answers = chat.answers_to(session, mine.caregiver.id, TURNS)
    return chat_team.in_order(turns, chat_team.of_answers(session, mine, answers))


def after(visit: FamilyVisit, made: list[ChatTurn]) -> Answer:
    """What was added, for htmx; else the page with all of it, at that place."""
    if not is_fragment():
        return redirect(chat_shown.address_of(made[0]), code=303)
    with reading() as session:
        mine = own(session, visit)
        turns = chat_shown.of_rows(session, mine, made)
    return page(turns, mine=mine)


def page(
    items: Sequence[Item],
    *,
    mine: Own | None = None,
    status: int = 200,
    words: str = "",
    problem: str = "",
) -> tuple[str, int]:
    """The whole page, or for htmx the turns alone."""
    return answer(
        "family/ask.html",
        "turns",
        status=status,
        mine=mine,
        items=items,
        starters=chat_answers.starters(current(), teen=mine is not None and mine.you),
        words=words,
        problem=problem,
        cleared=request.args.get("cleared") == "yes",
        longest=LONGEST,
        zone=mine.zone if mine else "UTC",
        status_words=status_words,
        route_words=route_words,
    )
