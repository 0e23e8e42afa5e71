"""Buttons under a turn of the chat: send it to the team, say whose symptom it was."""

from flask import Blueprint, request, url_for
from sqlmodel import Session
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.ask_team import ask_team
from portal.actions.chat_turn import chat_turn
from portal.actions.settle_whose import settle_whose
from portal.language import current
from portal.pages import access
from portal.pages.access import FamilyVisit
from portal.pages.family import ask, chat_shown
from portal.pages.family.own import Own, own
from portal.pages.showing import is_fragment, moved
from portal.store import chat
from portal.store.chat import ChatTurn, TurnKind, TurnSaid
from portal.store.conversations import OpenQuestion
from portal.store.doses import Door
from portal.store.engine import reading, transaction
from study.explained import passages
from study.notices import WHOM_LETTERS

pages = Blueprint("ask_on", __name__, url_prefix="/ask")

Answer = tuple[str, int] | Response


@pages.post("/turns/<turn_id>/team")
@access.needs_family
def to_team(visit: FamilyVisit, turn_id: str) -> Answer:
    """One tap sends the question on; a second tap sends nothing more."""
    with transaction() as session:
        mine, turn = _own_turn(session, visit, turn_id)
        ask_team(
            session,
            caregiver=mine.caregiver,
            words=_asked(session, turn),
            language=mine.caregiver.language,
            door=Door.WEB,
            turn=turn,
            now=clock.now(),
        )
    if not is_fragment():
        return moved(chat_shown.address_of(turn))
    with reading() as session:
        mine = own(session, visit)
        shown = chat_shown.of_rows(session, mine, [turn])
    return ask.page(shown, mine=mine)


@pages.post("/turns/<turn_id>/whose")
@access.needs_family
def whose(visit: FamilyVisit, turn_id: str) -> Answer:
    """The child's, and now? The report that was put aside is made, or goes to the team."""
    about = request.form.get("whose", "")
    if about not in WHOM_LETTERS.values():
        access.refuse()
    now = clock.now()
    with transaction() as session:
        mine, turn = _own_turn(session, visit, turn_id)
        asked = turn.detail.get("question")
        question = session.get(OpenQuestion, asked) if asked else None
        if question is None or question.caregiver_id != visit.caregiver_id:
            access.refuse()
        if question.closed_at is not None:
            return moved(url_for("ask.show"))
        outcome = settle_whose(
            session,
            question=question,
            whose=about,
            caregiver=mine.caregiver,
            reporter=mine.reporter(),
            now=now,
        )
        worst = min(outcome.reports, key=lambda one: one.tier) if outcome else None
    with transaction() as session:
        said = TurnSaid(
            kind=TurnKind.SYMPTOM_ESCALATE if worst else TurnKind.OTHER_PERSON,
            door=Door.WEB,
            language=current(),
            report_id=worst.id if worst else None,
            follows_id=turn.id,
        )
        made = chat_turn(session, caregiver=mine.caregiver, said=said, now=now)
    return ask.after(visit, [made])


def _own_turn(session: Session, visit: FamilyVisit, turn_id: str) -> tuple[Own, ChatTurn]:
    mine = own(session, visit)
    turn = chat.own_turn(session, visit.caregiver_id, turn_id)
    if turn is None or mine.closed:
        access.refuse()
    return mine, turn


def _asked(session: Session, turn: ChatTurn) -> str:
    """The words that were asked; for a passage that was tapped those before it, or its title."""
    before = session.get(ChatTurn, turn.follows_id) if turn.follows_id else None
    if turn.words or (before and before.words):
        return turn.words or (before.words if before else "")
    titles = [
        passages.load(turn.language)[one["id"]].title
        for one in turn.passages
        if one["id"] in passages.load(turn.language)
    ]
    return titles[0] if titles else ""
