"""What a letter chose, by the question it answers."""

from collections.abc import Callable, Mapping

from portal.store.conversations import Asked
from portal.store.families import Participant
from portal.store.texts import InboundText
from sms.chatbot import (
    checkin_talk,
    choices,
    dose_booking,
    dose_slots,
    dose_talk,
    dose_words,
    fix_talk,
    place_talk,
    question_talk,
    questions,
    texting_talk,
)
from sms.chatbot.replies import Reply
from sms.chatbot.talk import Talk
from sms.dialogue import moves
from sms.dialogue.standing import Asking


def pick(talk: Talk, move: moves.Pick) -> list[Reply]:
    """Carry out a choice; METHOD and ABOUT_WHOM were the screen's."""
    return _BY_KIND[move.question.kind](talk, move)


def _child(talk: Talk, move: moves.Pick) -> list[Reply]:
    """Now the child is known: do with the earlier text what waited for that."""
    question = questions.row(talk, move.question.id)
    child = talk.child(move.value)
    questions.close_one(talk, question.id)
    if child is None:
        return []
    then = question.context.get("then")
    if then == "report":
        return checkin_talk.note_child(talk, child)
    if then == "hospital":
        return place_talk.in_hospital(talk, child)
    if then == "later":
        return _later(talk, child)
    if then == "digit":
        return _digit(talk, child, question.context["digit"])
    reading = dose_words.read_text(talk, _words(talk, question.context["inbound"]), child)
    return dose_words.words_of_child(talk, child, reading, yes=True)


def _later(talk: Talk, child: Participant) -> list[Reply]:
    question = dose_words.waiting(talk, child)
    checkin = dose_slots.checkin_of(talk, question.checkin_id) if question else None
    return dose_booking.later(talk, checkin, child) if checkin else checkin_talk.thank(talk)


def _digit(talk: Talk, child: Participant, digit: str) -> list[Reply]:
    found = choices.fitting(talk, digit, child.id)
    if len(found) == 1:
        return digit_for(talk, found[0], digit)
    if found:
        return choices.choose_target(talk, moves.ChooseTarget(found, digit))
    return checkin_talk.refuse(talk, moves.Refuse(digit, None))


def digit_for(talk: Talk, asked: Asking, digit: str) -> list[Reply]:
    """A digit whose question is known at last."""
    if asked.about_doses:
        return dose_talk.dose_digit(talk, moves.DoseDigit(asked, digit))
    return checkin_talk.daily_digit(talk, moves.DailyDigit(asked, digit))


def _slot(talk: Talk, move: moves.Pick) -> list[Reply]:
    question = questions.row(talk, move.question.id)
    questions.close_one(talk, question.id)
    if question.context.get("then") == "digit":
        standing = questions.standing(talk)
        meant = next((one for one in standing.questions if one.id == move.value), None)
        if meant is None:
            return checkin_talk.refuse(talk, moves.Refuse(question.context["digit"], None))
        return digit_for(talk, meant, question.context["digit"])
    checkin = dose_slots.checkin_of(talk, move.value)
    child = talk.child(question.participant_id)
    if checkin is None or child is None:
        return []
    reading = dose_words.read_text(talk, _words(talk, question.context["inbound"]), child)
    return dose_words.words_of_checkin(talk, child, checkin, reading, yes=True)


def _words(talk: Talk, inbound_id: str) -> str:
    return talk.session.get_one(InboundText, inbound_id).body


_BY_KIND: Mapping[Asked, Callable[[Talk, moves.Pick], list[Reply]]] = {
    Asked.WHICH_CHILD: _child,
    Asked.WHICH_SLOT: _slot,
    Asked.LABEL: dose_talk.pick_label,
    Asked.ROUTE: dose_talk.pick_route,
    Asked.SECOND_GIVEN: dose_talk.second_given,
    Asked.FIX: fix_talk.pick_fix,
    Asked.FEWER: texting_talk.choose_fewer,
    Asked.WHICH_PASSAGE: question_talk.pick_passage,
}
