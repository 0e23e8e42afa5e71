"""Talk about doses in words: which child, which check-in, what was said of each medicine."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from portal.store import schedules
from portal.store.conversations import Asked, OpenQuestion
from portal.store.families import Participant
from portal.store.schedules import Checkin, DoseSlot
from sms.chatbot import checkin_talk, choices, dose_booking, dose_slots
from sms.chatbot.replies import Reply
from sms.chatbot.talk import Talk
from study.dose_labels import UnclearLabel, spelled_out
from study.doses import DoseStatus
from study.medicines import Medicine
from study.protocol import load
from study.understand.reading import read
from study.understand.said import DoseSaid, Reading

# A dose given this long before a check-in was not that one.
EARLIEST = timedelta(hours=6)
_DOSE_QUESTIONS = (Asked.FIX, Asked.MEDICINE, Asked.DOSES, Asked.BACKUP)


def waiting(talk: Talk, child: Participant | None = None) -> OpenQuestion | None:
    """The one check-in that is being asked about, of this child or of any; None when several."""
    found = [
        one
        for one in talk.questions
        if one.kind in _DOSE_QUESTIONS
        and one.closed_at is None
        and child in (None, talk.child(one.participant_id))
    ]
    unanswered = [one for one in found if not one.context.get("answered")] or found
    return unanswered[0] if len({one.checkin_id for one in unanswered}) == 1 else None


def read_text(talk: Talk, body: str, child: Participant | None = None) -> Reading:
    """Read words with what they may answer: the medicines asked about and their hour.

    Words that name no medicine are about what is still to be told, except that anything of a
    check-in may have been vomited; "he threw up" alone only where a dose of it was told before.
    """
    question = waiting(talk, child)
    checkin = dose_slots.checkin_of(talk, question.checkin_id if question else _likely(talk, child))
    asked = _asked(talk, question, checkin)
    reading = _read(talk, body, asked, checkin)
    if not any(one.status is DoseStatus.VOMITED for one in reading.doses.values()):
        return reading
    reading = _read(talk, body, _asked(talk, None, checkin), checkin)
    if reading.only_sick and not _any_told(talk, checkin):
        return replace(reading, doses={})  # heard as a symptom; the check-in stays open
    return reading


def _any_told(talk: Talk, checkin: Checkin | None) -> bool:
    """Whether anything of a check-in was told, so that what came up may be its dose."""
    slots = schedules.slots_of_checkin(talk.session, checkin.id) if checkin else []
    return len(dose_slots.unbooked(talk, slots)) < len(slots)


def _read(talk: Talk, body: str, asked: tuple[Medicine, ...], checkin: Checkin | None) -> Reading:
    """With the labels as medicines; where a letter may be something else, no dose is read."""
    try:
        words = spelled_out(body, of_one_child=len(talk.living) < 2 or talk.named is not None)
    except UnclearLabel:
        return replace(_read_plain(talk, body, asked, checkin), doses={}, all_given=False)
    return _read_plain(talk, words, asked, checkin)


def _read_plain(
    talk: Talk, body: str, asked: tuple[Medicine, ...], checkin: Checkin | None
) -> Reading:
    return read(
        body,
        lang=talk.caregiver.language,
        sender=talk.sender,
        asked=asked,
        reminder_time=checkin.wall if checkin else None,
    )


def _asked(
    talk: Talk, question: OpenQuestion | None, checkin: Checkin | None
) -> tuple[Medicine, ...]:
    """The label a question names, else those not logged yet, else all of the check-in."""
    slots = schedules.slots_of_checkin(talk.session, checkin.id) if checkin else []
    label = question.context.get("label") if question else None
    if label:
        slots = [slot for slot in slots if dose_slots.label_of(slot.medicine) == label]
    elif question is not None and question.kind is not Asked.FIX:
        slots = dose_slots.unbooked(talk, slots) or slots
    return tuple(dict.fromkeys(slot.medicine for slot in slots))


def _likely(talk: Talk, child: Participant | None) -> str | None:
    """The check-in that is open now, when nothing is asked: it tells the half of the day."""
    known = child or talk.named
    for one in (known,) if known else talk.living:
        for facts in load().tracked:
            for slot in dose_slots.open_slots(talk, one, facts.id, None):
                return slot.checkin_id
    return None


def dose_words(talk: Talk, reading: Reading, *, yes: bool) -> list[Reply]:
    """Book what was said, where child and check-in are certain; else ask."""
    child = child_of(talk)
    if child is None:
        return choices.ask_child(talk, then="words")
    if len(talk.children) > 1:
        reading = read_text(talk, talk.told or talk.text.body, child)
    return words_of_child(talk, child, reading, yes=yes)


def child_of(talk: Talk) -> Participant | None:
    """The only child, the one that is named, or the one that is being asked about."""
    if talk.named is not None:
        return talk.named
    if len(talk.living) == 1:
        return talk.living[0]
    question = waiting(talk)
    return talk.child(question.participant_id) if question else None


def words_of_child(talk: Talk, child: Participant, reading: Reading, *, yes: bool) -> list[Reply]:
    question = waiting(talk, child)
    checkin = dose_slots.checkin_of(talk, question.checkin_id) if question else None
    correcting = question is not None and question.kind is Asked.FIX
    if checkin is not None and (correcting or not _long_before(talk, checkin, reading)):
        return words_of_checkin(talk, child, checkin, reading, yes=yes, correcting=correcting)
    return _search(talk, child, reading, yes=yes)


def _long_before(talk: Talk, checkin: Checkin, reading: Reading) -> bool:
    """ "Gave it at 11 pm", to a question of the next morning, is about another check-in."""
    said = [one.time for one in _said(reading).values() if one.time is not None]
    slots = schedules.slots_of_checkin(talk.session, checkin.id)
    at = [dose_slots.given_at(talk, slot, one) for slot in slots[:1] for one in said]
    return any(one is not None and checkin.due_at - one > EARLIEST for one in at)


def words_of_checkin(
    talk: Talk,
    child: Participant,
    checkin: Checkin,
    reading: Reading,
    *,
    yes: bool,
    correcting: bool = False,
) -> list[Reply]:
    """A yes without a medicine is what was asked about; never more than was said."""
    slots = schedules.slots_of_checkin(talk.session, checkin.id)
    said = _said(reading)
    if not said and yes:
        question = waiting(talk, child)
        said = {one: DoseSaid(DoseStatus.GIVEN) for one in _asked(talk, question, checkin)}
    lines = [
        dose_slots.by_words(talk, slot, said[slot.medicine], reading)
        for slot in slots
        if slot.medicine in said
    ]
    if not lines:
        return checkin_talk.lost(talk)
    return dose_booking.book(talk, checkin, child, lines, correcting=correcting)


def _said(reading: Reading) -> Mapping[Medicine, DoseSaid]:
    return {
        medicine: one
        for medicine, one in reading.doses.items()
        if one.status is not DoseStatus.UNKNOWN
    }


def _search(talk: Talk, child: Participant, reading: Reading, *, yes: bool) -> list[Reply]:
    """No single check-in is asked about: the slots that are open now or at the time said."""
    said = _said(reading) or {
        facts.id: DoseSaid(DoseStatus.GIVEN) for facts in load().tracked if yes
    }
    found: dict[str, list[DoseSlot]] = {}
    for medicine, one in said.items():
        for slot in dose_slots.open_slots(talk, child, medicine, one.time):
            if not _only_sick(talk, slot, one):
                found.setdefault(slot.checkin_id, []).append(slot)
    if len(found) > 1:
        return choices.ask_checkin(talk, child, list(found))
    for checkin_id in found:
        checkin = dose_slots.checkin_of(talk, checkin_id)
        if checkin is not None:
            return words_of_checkin(talk, child, checkin, reading, yes=yes)
    return [] if _lost_nothing(said) else checkin_talk.lost(talk)


def _only_sick(talk: Talk, slot: DoseSlot, said: DoseSaid) -> bool:
    """ "He vomited", before a dose is due and nothing of it was told: that says nothing of it.

    Booked, it would silence the reminder of a dose that nobody gave.
    """
    told = said.time is not None or not dose_slots.unbooked(talk, [slot])
    return said.status is DoseStatus.VOMITED and not told and slot.due_at > talk.said_at


def _lost_nothing(said: Mapping[Medicine, DoseSaid]) -> bool:
    """Vomiting alone: the screen has heard and answered it."""
    return bool(said) and all(one.status is DoseStatus.VOMITED for one in said.values())


def said_later(talk: Talk) -> list[Reply]:
    """Not yet: the check-in that is asked about stays open."""
    question = waiting(talk)
    child = talk.child(question.participant_id) if question else None
    checkin = dose_slots.checkin_of(talk, question.checkin_id) if question else None
    if child is None or checkin is None:
        return choices.ask_child(talk, then="later")
    return dose_booking.later(talk, checkin, child)
