"""Keep what was said of doses and answer it: the doubt that came up, the echo, what is open."""

from collections.abc import Sequence
from datetime import date, time
from typing import TypedDict

from portal.actions.correct_dose import correct_dose
from portal.actions.dose_statement import DoseOutcome, DoseOutcomeKind, DoseRefusal, DoseRefused
from portal.actions.put_off import put_off
from portal.actions.report_dose import report_dose
from portal.store import doses, schedules
from portal.store.conversations import Asked
from portal.store.families import Participant
from portal.store.schedules import Checkin, DoseSlot
from sms.chatbot import dose_slots, questions
from sms.chatbot.dose_slots import Line
from sms.chatbot.replies import Reply
from sms.chatbot.talk import Talk
from study import notices
from study.doses import DoseStatus
from study.notices import ROUTE_LETTERS, Notice, Voice

_BOOKED = (DoseOutcomeKind.BOOKED, DoseOutcomeKind.UNCHANGED)
_Kept = Sequence[tuple[Line, DoseOutcome]]


class Place(TypedDict):
    """Which check-in a text speaks of, and in which voice."""

    wall: time
    day: date
    nickname: str
    voice: Voice


def place(talk: Talk, checkin: Checkin, child: Participant) -> Place:
    return Place(wall=checkin.wall, day=checkin.day, nickname=child.nickname, voice=talk.voice)


def book(
    talk: Talk,
    checkin: Checkin,
    child: Participant,
    lines: Sequence[Line],
    *,
    correcting: bool = False,
) -> list[Reply]:
    """Keep each statement about one check-in; nothing is kept that the slot refuses."""
    done = [(line, _keep(talk, line, correcting=correcting)) for line in lines]
    talk.around.clear()
    kept = [(line, outcome) for line, outcome in done if isinstance(outcome, DoseOutcome)]
    if not kept:
        refused = [outcome for _, outcome in done if isinstance(outcome, DoseRefusal)]
        return _refused(talk, checkin, child, refused)
    _settle(talk, checkin, correcting=correcting)
    words = _answer(talk, checkin, child, kept, correcting=correcting)
    return [Reply(each, child.id, checkin.id) for each in words]


def _keep(talk: Talk, line: Line, *, correcting: bool) -> DoseOutcome | DoseRefusal:
    standing = doses.booked(talk.session, [line.slot.id]).get(line.slot.id)
    try:
        if correcting and standing is not None:
            return correct_dose(
                talk.session,
                report=standing,
                said=line.said,
                reporter=talk.reporter,
                reason="family_fix",
                now=talk.now,
            )
        return report_dose(
            talk.session, slot=line.slot, said=line.said, reporter=talk.reporter, now=talk.now
        )
    except DoseRefused as refused:
        return refused.reason


def _refused(
    talk: Talk, checkin: Checkin, child: Participant, refused: Sequence[DoseRefusal]
) -> list[Reply]:
    """A dose that is still to come is "later"; at anything else a person looks."""
    if DoseRefusal.IN_THE_FUTURE in refused:
        return later(talk, checkin, child)
    talk.text.needs_person = True
    return [Reply(notices.NotUnderstood(phone_24h=talk.phone_24h, voice=talk.voice))]


def later(talk: Talk, checkin: Checkin, child: Participant) -> list[Reply]:
    """Nothing is booked; the check-in stays open (behaviour 2)."""
    put_off(talk.session, checkin=checkin, reporter=talk.reporter, now=talk.now)
    words = notices.LaterNoted(phone_24h=talk.phone_24h, **place(talk, checkin, child))
    return [Reply(words, child.id, checkin.id)]


def _settle(talk: Talk, checkin: Checkin, *, correcting: bool) -> None:
    """The check-in's question stays for what comes next (a dose vomited); follow-ups close."""
    for question in talk.questions:
        if question.checkin_id != checkin.id or question.closed_at is not None:
            continue
        if question.kind in (Asked.DOSES, Asked.BACKUP):
            questions.mark_answered(talk, question.id)
        elif question.kind in (Asked.MEDICINE, Asked.LABEL) or correcting:
            questions.close_one(talk, question.id)


def _answer(
    talk: Talk, checkin: Checkin, child: Participant, kept: _Kept, *, correcting: bool
) -> list[Notice]:
    """Each kind of doubt that came up; then what stands booked now and what is still to be told."""
    doubts = {outcome.reply.kind: outcome.reply for _, outcome in kept if outcome.reply}
    words: list[Notice] = list(doubts.values())
    booked = [line.slot for line, outcome in kept if outcome.kind in _BOOKED]
    question = None if words or correcting else _still_open(talk, checkin, child, kept)
    if question is not None:
        words.append(question)
    elif booked:
        words.append(_echo(talk, checkin, child, booked, correcting=correcting))
    return words


def _echo(
    talk: Talk, checkin: Checkin, child: Participant, slots: Sequence[DoseSlot], *, correcting: bool
) -> Notice:
    items = dose_slots.items(talk, slots)
    where = place(talk, checkin, child)
    if correcting:
        return notices.Corrected(items=items, **where)
    statuses = {item.status for item in items}
    if statuses == {DoseStatus.HELD.value}:
        return notices.HeldNoted(phone_24h=talk.phone_24h, **where)
    if statuses == {DoseStatus.IN_HOSPITAL.value}:
        return notices.HospitalNoted(phone_24h=talk.phone_24h, **where)
    return notices.DoseBooked(items=items, **where)


def _still_open(talk: Talk, checkin: Checkin, child: Participant, kept: _Kept) -> Notice | None:
    """One question: a way that is neither mouth nor tube, else the label nobody spoke of."""
    where = place(talk, checkin, child)
    saved = dose_slots.items(talk, [line.slot for line, _ in kept])
    for line, _ in kept:
        if line.ask_route:
            questions.ask(
                talk,
                Asked.ROUTE,
                participant_id=child.id,
                checkin_id=checkin.id,
                letters=ROUTE_LETTERS,
                slot=line.slot.id,
            )
            label = dose_slots.label_of(line.slot.medicine)
            return notices.AskRoute(label=label, saved=saved, **where)
    own = schedules.slots_of_checkin(talk.session, checkin.id)
    missing = dose_slots.unbooked(talk, own)
    if not missing:
        return None
    label = dose_slots.label_of(missing[0].medicine)
    questions.ask(talk, Asked.MEDICINE, participant_id=child.id, checkin_id=checkin.id, label=label)
    return notices.AskMedicine(label=label, saved=saved, **where)
