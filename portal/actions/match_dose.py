"""What a message says of one child's doses, where child and check-in are certain. Books nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from portal.actions import dose_slots
from portal.actions.dose_slots import Around, Line
from portal.store import schedules
from portal.store.families import Participant
from portal.store.schedules import DoseSlot
from study.dose_labels import UnclearLabel, spelled_out
from study.doses import DoseStatus
from study.medicines import Medicine, Route
from study.protocol import load
from study.understand.reading import read
from study.understand.said import DoseSaid, Reading

_TOOK_IN = (DoseStatus.GIVEN, DoseStatus.LATE, DoseStatus.PART_GIVEN)
_ASKS = "?؟？"


@dataclass(frozen=True)
class Spoken:
    """A message with who wrote it, on which clock. `waits_for`: the label that was asked about."""

    text: str
    language: str
    sender: str
    zone: str
    waits_for: str | None = None


@dataclass(frozen=True)
class Matched:
    """`lines`: what is certain; without any, something was said of a dose that is not certain.

    `missing`: labels of the same check-in that nobody spoke of yet.
    """

    lines: tuple[Line, ...] = ()
    checkin_id: str | None = None
    missing: tuple[str, ...] = ()


def match_dose(
    session: Session, *, participant: Participant, spoken: Spoken, now: datetime
) -> Matched | None:
    """None where nothing was said of a dose.

    A question books nothing as given: "I gave it, was that right?" may be about any dose. What
    was lost is told at once, also in a question (behaviour 3).
    """
    near = dose_slots.around(session, participant.id, now)
    likely = _likely(near, spoken, now)
    try:
        words = spelled_out(spoken.text)
    except UnclearLabel:
        return Matched() if _speaks(_read(spoken, spoken.text, (), likely), spoken) else None
    reading = _read(spoken, words, _asked(near, likely, spoken), likely)
    if any(one.status is DoseStatus.VOMITED for one in reading.doses.values()):
        reading = _read(spoken, words, tuple(slot.medicine for slot in likely), likely)
        if reading.only_sick and not any(slot.id in near.booked for slot in likely):
            return None  # heard as a symptom: no dose was told that can have come up
    if not _speaks(reading, spoken):
        return None
    unsure = _asks_about_given(spoken, reading) or _of_a_thermometer(reading)
    if reading.digit or reading.letter or unsure:
        return Matched()
    return _lines(session, near, reading, spoken, now)


def _read(
    spoken: Spoken, words: str, asked: tuple[Medicine, ...], likely: list[DoseSlot]
) -> Reading:
    return read(
        words,
        lang=spoken.language,
        sender=spoken.sender,
        asked=asked,
        reminder_time=likely[0].wall if likely else None,
    )


def _likely(near: Around, spoken: Spoken, now: datetime) -> list[DoseSlot]:
    """The slots of the check-in that is open now."""
    for facts in load().tracked:
        for slot in dose_slots.open_slots(near, facts.id, None, zone=spoken.zone, now=now):
            return [one for one in near.slots if one.checkin_id == slot.checkin_id]
    return []


def _asked(near: Around, likely: list[DoseSlot], spoken: Spoken) -> tuple[Medicine, ...]:
    """The label that was asked about, else what is not logged yet, else all of the check-in."""
    if spoken.waits_for:
        named = (one for one in load().tracked if one.label == spoken.waits_for)
        return tuple(one.id for one in named)
    unbooked = [slot for slot in likely if slot.id not in near.booked]
    return tuple(dict.fromkeys(slot.medicine for slot in unbooked or likely))


def _speaks(reading: Reading, spoken: Spoken) -> bool:
    """A bare yes or no is about a dose only where one was asked about."""
    if reading.reaction or (reading.bare_answer and not spoken.waits_for):
        return False
    return bool(_said(reading)) or reading.all_given


def _said(reading: Reading) -> Mapping[Medicine, DoseSaid]:
    return {
        medicine: one
        for medicine, one in reading.doses.items()
        if one.status is not DoseStatus.UNKNOWN
    }


def _asks_about_given(spoken: Spoken, reading: Reading) -> bool:
    asks = any(mark in spoken.text for mark in _ASKS)
    return asks and any(one.status in _TOOK_IN for one in _said(reading).values())


def _of_a_thermometer(reading: Reading) -> bool:
    """ "39.2 by mouth" may say where it was taken, and nothing of a dose."""
    said = _said(reading).values()
    by_mouth = any(one.route is Route.PO for one in said) and not any(one.time for one in said)
    return reading.temp is not None and reading.all_given and by_mouth


def _lines(
    session: Session, near: Around, reading: Reading, spoken: Spoken, now: datetime
) -> Matched | None:
    said = _said(reading)
    found: dict[str, list[DoseSlot]] = {}
    for medicine, one in said.items():
        for slot in dose_slots.open_slots(near, medicine, one.time, zone=spoken.zone, now=now):
            if not _only_sick(near, slot, one, now):
                found.setdefault(slot.checkin_id, []).append(slot)
    sick = bool(said) and all(one.status is DoseStatus.VOMITED for one in said.values())
    if sick and not found:
        return None  # vomiting alone: it was heard as a symptom
    (checkin_id, slots), *others = found.items() or [("", [])]
    if others or {slot.medicine for slot in slots} != set(said) or len(slots) != len(said):
        return Matched()
    lines = [
        dose_slots.by_words(slot, said[slot.medicine], reading, zone=spoken.zone, note=spoken.text)
        for slot in slots
    ]
    if not lines or any(line.ask_route for line in lines):
        return Matched()
    own = schedules.slots_of_checkin(session, checkin_id)
    open_still = [one for one in dose_slots.unbooked(session, own) if one.medicine not in said]
    missing = tuple(dose_slots.label_of(one.medicine) for one in open_still)
    return Matched(tuple(lines), checkin_id, missing)


def _only_sick(near: Around, slot: DoseSlot, said: DoseSaid, now: datetime) -> bool:
    """ "He vomited", before a dose is due and nothing of it was told: that says nothing of it."""
    told = said.time is not None or slot.id in near.booked
    return said.status is DoseStatus.VOMITED and not told and slot.due_at > now
