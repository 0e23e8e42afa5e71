"""FIX: choose a check-in of the last days and say what it should say (behaviour 2)."""

from datetime import timedelta

from sqlmodel import col, select

from portal.store import doses, schedules
from portal.store.conversations import Asked
from portal.store.schedules import Checkin, CheckinKind
from sms.chatbot import choices, dose_booking, dose_slots, questions
from sms.chatbot.replies import Reply
from sms.chatbot.talk import LETTERS, MENU, Talk
from sms.dialogue import moves
from study import notices

RECENT = timedelta(hours=48)


def offer_fix(talk: Talk) -> list[Reply]:
    """The logged check-ins of the last days, newest first; a single one needs no menu."""
    found = _logged(talk)
    if not found:
        return [Reply(notices.FixNothing(phone_day=talk.site.phone_day or ""))]
    if len(found) == 1:
        return _question(talk, found[0])
    questions.ask(
        talk,
        Asked.FIX,
        letters={letter: one.id for letter, one in zip(LETTERS, found, strict=False)},
    )
    return [Reply(notices.FixMenu(choices=choices.slot_choices(talk, found)))]


def _logged(talk: Talk) -> list[Checkin]:
    ids = [child.id for child in talk.children]
    query = select(Checkin).where(
        col(Checkin.participant_id).in_(ids),
        Checkin.kind == CheckinKind.DOSES,
        col(Checkin.due_at) > talk.now - RECENT,
    )
    newest = talk.session.exec(query.order_by(col(Checkin.due_at).desc()))
    return [one for one in newest if _has_report(talk, one)][:MENU]


def _has_report(talk: Talk, checkin: Checkin) -> bool:
    slots = schedules.slots_of_checkin(talk.session, checkin.id)
    return bool(doses.booked(talk.session, [slot.id for slot in slots]))


def pick_fix(talk: Talk, move: moves.Pick) -> list[Reply]:
    questions.close_one(talk, move.question.id)
    checkin = dose_slots.checkin_of(talk, move.value)
    return _question(talk, checkin) if checkin else []


def _question(talk: Talk, checkin: Checkin) -> list[Reply]:
    child = talk.child(checkin.participant_id)
    if child is None:
        return []
    questions.ask(talk, Asked.FIX, participant_id=child.id, checkin_id=checkin.id)
    words = notices.FixQuestion(**dose_booking.place(talk, checkin, child))
    return [Reply(words, child.id, checkin.id)]
