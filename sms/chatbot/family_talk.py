"""Carry out the moves the dialogue chose for a family's text. Chooses none itself."""

from sms.chatbot import (
    checkin_talk,
    choices,
    dose_talk,
    dose_words,
    fix_talk,
    picks,
    place_talk,
    question_talk,
    texting_talk,
)
from sms.chatbot.replies import Reply
from sms.chatbot.talk import Talk
from sms.dialogue import moves
from sms.dialogue.moves import Move
from study.understand.said import Reading


def carry_out(talk: Talk, move: Move, reading: Reading) -> list[Reply]:
    """The answers to queue; some actions queue their own and leave nothing to say."""
    found = _texting(talk, move)
    if found is None:
        found = _answers(talk, move)
    if found is None:
        found = _words(talk, move, reading)
    if found is None:
        found = _questions(talk, move, reading)
    return found if found is not None else _rest(talk, move)


def _texting(talk: Talk, move: Move) -> list[Reply] | None:
    match move:
        case moves.StopTexts():
            return texting_talk.stop_texts(talk, move)
        case moves.StartTexts():
            return texting_talk.start_texts(talk, move)
        case moves.ConfirmPhone():
            return texting_talk.confirm(talk)
        case moves.GiveHelp():
            return texting_talk.give_help(talk, move)
        case moves.OfferFewer():
            return texting_talk.offer_fewer(talk)
        case moves.MarkAlert():
            return texting_talk.mark_alert(talk, move)
    return None


def _answers(talk: Talk, move: Move) -> list[Reply] | None:
    match move:
        case moves.Pick():
            return picks.pick(talk, move)
        case moves.DoseDigit():
            return dose_talk.dose_digit(talk, move)
        case moves.DailyDigit():
            return checkin_talk.daily_digit(talk, move)
        case moves.ChooseTarget():
            return choices.choose_target(talk, move)
        case moves.OfferFix():
            return fix_talk.offer_fix(talk)
        case moves.Refuse():
            return checkin_talk.refuse(talk, move)
    return None


def _words(talk: Talk, move: Move, reading: Reading) -> list[Reply] | None:
    match move:
        case moves.DoseWords():
            return dose_words.dose_words(talk, reading, yes=move.yes)
        case moves.AnswerWords():
            return dose_talk.route_words(talk, move, reading)
        case moves.SaidLater():
            return dose_words.said_later(talk)
        case moves.InHospital():
            return place_talk.in_hospital(talk)
        case moves.HomeAgain():
            return place_talk.home_again(talk)
        case moves.AskWhose():
            return checkin_talk.ask_whose(talk, reading.screen)
    return None


def _questions(talk: Talk, move: Move, reading: Reading) -> list[Reply] | None:
    match move:
        case moves.AnswerQuestion():
            return question_talk.answer_question(talk, move, reading)
        case moves.PassOn():
            return question_talk.pass_on(talk, reading)
    return None


def _rest(talk: Talk, move: Move) -> list[Reply]:
    match move:
        case moves.Note():
            talk.text.needs_person = talk.text.needs_person or move.needs_person
            return []
        case moves.AskReading():
            return checkin_talk.ask_reading(talk)
        case moves.AskSigns():
            return checkin_talk.ask_signs(talk)
        case moves.AskChild():
            return checkin_talk.ask_child_of_report(talk)
        case moves.Lost():
            return checkin_talk.lost(talk)
        case moves.Unreadable():
            return checkin_talk.unreadable(talk, move)
    return checkin_talk.thank(talk)
