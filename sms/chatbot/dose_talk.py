"""Talk about doses by digit and letter: what was meant, and which label of a check-in."""

from collections.abc import Sequence
from dataclasses import replace

from portal.actions.dose_statement import DoseStatement
from portal.actions.report_unsure import report_unsure
from portal.actions.resolve_second_given import SecondMeaning, resolve_second_given
from portal.store import doses, schedules
from portal.store.conversations import Asked, OpenQuestion
from portal.store.doses import DoseReport
from portal.store.families import Participant
from portal.store.schedules import Checkin, DoseSlot
from sms.chatbot import dose_booking, dose_slots, questions, symptom_reports
from sms.chatbot.dose_slots import Line
from sms.chatbot.replies import Reply
from sms.chatbot.talk import Talk
from sms.dialogue import moves
from study import notices
from study.medicines import Route
from study.notices import LABEL_LETTERS
from study.protocol import load
from study.symptoms import SymptomEntry
from study.understand.said import Reading

_ONE_LABEL = "245"  # may mean one label or both; 1 says all, 6 is the whole child
_LOST = {"2": frozenset({"X.steroid"}), "4": frozenset({"X.steroid", "S10"})}


def dose_digit(talk: Talk, move: moves.DoseDigit) -> list[Reply]:
    """Book what the digit says of the check-in that was asked about."""
    question = questions.row(talk, move.question.id)
    checkin = dose_slots.checkin_of(talk, question.checkin_id)
    child = talk.child(question.participant_id)
    if checkin is None or child is None:
        return []
    correcting = question.kind is Asked.FIX
    if move.digit == "9" or (move.digit == "3" and correcting):
        return _unsure(talk, question, checkin, child)
    if move.digit == "3":
        return dose_booking.later(talk, checkin, child)
    slots = _meant(talk, question, checkin, move)
    if move.digit in _ONE_LABEL and len(slots) > 1:
        return _which_label(talk, question, checkin, child, slots, move.digit)
    lines = [Line(slot, dose_slots.by_digit(slot, move.digit)) for slot in slots]
    return dose_booking.book(talk, checkin, child, lines, correcting=correcting)


def _meant(
    talk: Talk, question: OpenQuestion, checkin: Checkin, move: moves.DoseDigit
) -> list[DoseSlot]:
    """The label named or asked about; else what is not logged yet; else all of the check-in."""
    slots = schedules.slots_of_checkin(talk.session, checkin.id)
    label = move.label or question.context.get("label")
    if label:
        return [slot for slot in slots if dose_slots.label_of(slot.medicine) == label]
    if move.digit == "4" or question.kind is Asked.FIX:
        return slots
    return dose_slots.unbooked(talk, slots) or slots


def _unsure(
    talk: Talk, question: OpenQuestion, checkin: Checkin, child: Participant
) -> list[Reply]:
    """Not sure: no extra, call and ask, and a task (behaviour 3)."""
    words = report_unsure(
        talk.session, participant=child, checkin=checkin, reporter=talk.reporter, now=talk.now
    )
    questions.close_one(talk, question.id)
    return [Reply(words, child.id, checkin.id)]


def _which_label(
    talk: Talk,
    question: OpenQuestion,
    checkin: Checkin,
    child: Participant,
    slots: Sequence[DoseSlot],
    digit: str,
) -> list[Reply]:
    """Ask which; where it may be the steroid that was lost, the team is paged before the answer."""
    steroid = any(load().medicine(slot.medicine).steroid for slot in slots)
    if steroid and digit in _LOST:
        entry = SymptomEntry(codes=_LOST[digit], words=talk.text.body, about="participant")
        symptom_reports.report(talk, entry, (child,))
    questions.ask(
        talk,
        Asked.LABEL,
        participant_id=child.id,
        checkin_id=checkin.id,
        letters={letter: "".join(labels) for letter, labels in LABEL_LETTERS.items()},
        digit=digit,
        correcting=question.kind is Asked.FIX,
    )
    status = dose_slots.BY_DIGIT[digit].value
    words = notices.AskWhichLabel(status=status, **dose_booking.place(talk, checkin, child))
    return [Reply(words, child.id, checkin.id)]


def pick_label(talk: Talk, move: moves.Pick) -> list[Reply]:
    """The label that an earlier digit meant, or both."""
    question = questions.row(talk, move.question.id)
    checkin = dose_slots.checkin_of(talk, question.checkin_id)
    child = talk.child(question.participant_id)
    if checkin is None or child is None:
        return []
    questions.close_one(talk, question.id)
    digit = question.context["digit"]
    lines = [
        Line(slot, dose_slots.by_digit(slot, digit))
        for slot in schedules.slots_of_checkin(talk.session, checkin.id)
        if dose_slots.label_of(slot.medicine) in move.value
    ]
    correcting = bool(question.context.get("correcting"))
    return dose_booking.book(talk, checkin, child, lines, correcting=correcting)


def pick_route(talk: Talk, move: moves.Pick) -> list[Reply]:
    """By mouth or by tube, for a dose that was told without either."""
    return _route(talk, questions.row(talk, move.question.id), Route(move.value))


def route_words(talk: Talk, move: moves.AnswerWords, reading: Reading) -> list[Reply]:
    """The same, in words."""
    said = [one.route for one in reading.doses.values() if one.route in dose_slots.HOME]
    question = questions.row(talk, move.question.id)
    return _route(talk, question, said[0]) if said and said[0] else []


def _route(talk: Talk, question: OpenQuestion, route: Route) -> list[Reply]:
    checkin = dose_slots.checkin_of(talk, question.checkin_id)
    child = talk.child(question.participant_id)
    slot = schedules.get_slot(talk.session, question.context["slot"])
    standing = doses.booked(talk.session, [slot.id]).get(slot.id)
    if checkin is None or child is None or standing is None:
        return []
    questions.close_one(talk, question.id)
    said = replace(_again(standing), route=route)
    return dose_booking.book(talk, checkin, child, [Line(slot, said)], correcting=True)


def _again(report: DoseReport) -> DoseStatement:
    """What stands booked, to be said again with one thing changed."""
    return DoseStatement(status=report.status, given_at=report.given_at, note=report.note)


def second_given(talk: Talk, move: moves.Pick) -> list[Reply]:
    """Same, again or not sure: for every label of that check-in that was told twice."""
    meaning = SecondMeaning(move.value)
    first = questions.row(talk, move.question.id)
    for question in talk.questions:
        same = question.checkin_id == first.checkin_id and question.closed_at is None
        if same and question.kind is Asked.SECOND_GIVEN:
            resolve_second_given(
                talk.session,
                report=talk.session.get_one(DoseReport, question.context["report"]),
                meaning=meaning,
                reporter=talk.reporter,
                now=talk.now,
            )
    if meaning is not SecondMeaning.SAME:
        return []
    return _stands(talk, first)


def _stands(talk: Talk, question: OpenQuestion) -> list[Reply]:
    """The same dose: what is booked stays, and is said once more."""
    checkin = dose_slots.checkin_of(talk, question.checkin_id)
    child = talk.child(question.participant_id)
    if checkin is None or child is None:
        return []
    slots = schedules.slots_of_checkin(talk.session, checkin.id)
    words = notices.DoseBooked(
        items=dose_slots.items(talk, slots), **dose_booking.place(talk, checkin, child)
    )
    return [Reply(words, child.id, checkin.id)]
