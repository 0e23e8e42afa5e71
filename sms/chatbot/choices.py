"""Which child, which check-in: asked when several fit, and what follows from the letter."""

from collections.abc import Sequence

from portal.store import schedules
from portal.store.conversations import Asked
from portal.store.families import Participant
from portal.store.schedules import Checkin
from sms.chatbot import checkin_talk, dose_slots, questions
from sms.chatbot.replies import Reply
from sms.chatbot.talk import LETTERS, MENU, Talk
from sms.dialogue import moves
from sms.dialogue.standing import Asking
from study import notices
from study.notices import SlotChoice


def ask_child(talk: Talk, *, then: str) -> list[Reply]:
    """Which child? `then`: what is done with this very text once it is known."""
    questions.ask(
        talk,
        Asked.WHICH_CHILD,
        letters={letter: child.id for letter, child in talk.by_letter.items()},
        then=then,
    )
    return [Reply(checkin_talk.which_child(talk))]


def ask_checkin(talk: Talk, child: Participant, checkin_ids: Sequence[str]) -> list[Reply]:
    """Which check-in do these words mean?"""
    found = _by_time(talk, checkin_ids)
    questions.ask(
        talk,
        Asked.WHICH_SLOT,
        participant_id=child.id,
        letters={letter: one.id for letter, one in zip(LETTERS, found, strict=False)},
        then="words",
    )
    return [Reply(notices.AskWhichSlot(choices=slot_choices(talk, found)), child.id)]


def choose_target(talk: Talk, move: moves.ChooseTarget) -> list[Reply]:
    """A digit fits several open questions: first the child, then the check-in."""
    children = {one.participant_id for one in move.questions}
    if len(children) > 1:
        return _which_child(talk, move)
    rows = {one.checkin_id: one for one in move.questions if one.checkin_id}
    found = _by_time(talk, list(rows))
    questions.ask(
        talk,
        Asked.WHICH_SLOT,
        participant_id=move.questions[0].participant_id,
        letters={letter: rows[one.id].id for letter, one in zip(LETTERS, found, strict=False)},
        then="digit",
        digit=move.digit,
    )
    return [Reply(notices.AskWhichSlot(choices=slot_choices(talk, found)))]


def _which_child(talk: Talk, move: moves.ChooseTarget) -> list[Reply]:
    among = frozenset(one.participant_id for one in move.questions if one.participant_id)
    questions.ask(
        talk,
        Asked.WHICH_CHILD,
        letters={letter: child.id for letter, child in talk.by_letter.items() if child.id in among},
        then="digit",
        digit=move.digit,
    )
    return [Reply(checkin_talk.which_child(talk, among))]


def fitting(talk: Talk, digit: str, participant_id: str) -> tuple[Asking, ...]:
    """The child's open questions that the digit answers, one for each check-in."""
    found: dict[str | None, Asking] = {}
    for one in questions.standing(talk).questions:
        if one.takes(digit) and one.participant_id == participant_id:
            found.setdefault(one.checkin_id, one)
    unanswered = tuple(one for one in found.values() if not one.answered)
    return unanswered or tuple(found.values())


def slot_choices(talk: Talk, checkins: Sequence[Checkin]) -> tuple[SlotChoice, ...]:
    several = len(talk.children) > 1
    rows = []
    for letter, one in zip(LETTERS, checkins, strict=False):
        child = talk.child(one.participant_id)
        slots = schedules.slots_of_checkin(talk.session, one.id)
        nickname = child.nickname if several and child else ""
        items = dose_slots.items(talk, slots)
        rows.append(SlotChoice(letter, one.day, one.wall, nickname, items))
    return tuple(rows)


def _by_time(talk: Talk, checkin_ids: Sequence[str]) -> list[Checkin]:
    found = [talk.session.get(Checkin, one) for one in checkin_ids]
    known = [one for one in found if one is not None]
    return sorted(known, key=lambda one: one.due_at, reverse=True)[:MENU]
