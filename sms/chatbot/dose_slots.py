"""Which slots a dose answer by text means, and what it says of each. Books nothing."""

from collections.abc import Sequence
from datetime import datetime, time

from portal.actions import dose_slots
from portal.actions.dose_slots import HOME, Line, label_of
from portal.actions.dose_statement import DoseStatement
from portal.store import doses
from portal.store.families import Participant
from portal.store.schedules import Checkin, DoseSlot
from sms.chatbot.talk import Talk
from study.doses import DoseStatus
from study.localtime import wall_clock
from study.medicines import Medicine
from study.notices import DoseItem
from study.understand.said import DoseSaid, Reading

__all__ = ["BY_DIGIT", "HOME", "Line", "label_of"]

BY_DIGIT = {
    "1": DoseStatus.GIVEN,
    "2": DoseStatus.MISSED,
    "4": DoseStatus.VOMITED,
    "5": DoseStatus.HELD,
    "6": DoseStatus.IN_HOSPITAL,
}


def checkin_of(talk: Talk, checkin_id: str | None) -> Checkin | None:
    return talk.session.get(Checkin, checkin_id) if checkin_id else None


def unbooked(talk: Talk, slots: Sequence[DoseSlot]) -> list[DoseSlot]:
    return dose_slots.unbooked(talk.session, slots)


def by_digit(slot: DoseSlot, digit: str) -> DoseStatement:
    """What one digit says of a slot: its route is the plan's, its time was not said."""
    status = BY_DIGIT[digit]
    if status in (DoseStatus.GIVEN, DoseStatus.VOMITED):
        return DoseStatement(status, slot.route, route_assumed=True)
    return DoseStatement(status)


def by_words(talk: Talk, slot: DoseSlot, said: DoseSaid, reading: Reading) -> Line:
    """What the words of this text say of a slot."""
    return dose_slots.by_words(slot, said, reading, zone=talk.family.zone, note=talk.text.body)


def given_at(talk: Talk, slot: DoseSlot, said: time | None) -> datetime | None:
    """The instant of the wall-clock time said, by the family's clock."""
    return dose_slots.given_at(slot, said, talk.family.zone)


def open_slots(
    talk: Talk, child: Participant, medicine: Medicine, at: time | None
) -> list[DoseSlot]:
    """The slots that words mean; asked for each medicine and again, they are looked up once."""
    if child.id not in talk.around:
        talk.around[child.id] = dose_slots.around(talk.session, child.id, talk.said_at)
    near = talk.around[child.id]
    return dose_slots.open_slots(near, medicine, at, zone=talk.family.zone, now=talk.said_at)


def items(talk: Talk, slots: Sequence[DoseSlot]) -> tuple[DoseItem, ...]:
    """What stands booked for these slots, by label, for an echo or a menu."""
    booked = doses.booked(talk.session, [slot.id for slot in slots])
    found = []
    for slot in slots:
        report = booked.get(slot.id)
        if report is not None:
            said_route = report.route if report.route and not report.route_assumed else None
            clock = _wall(talk, report.given_at)
            route = said_route.value if said_route else None
            found.append(DoseItem(label_of(slot.medicine), report.status.value, route, clock))
    return tuple(found)


def _wall(talk: Talk, at: datetime | None) -> time | None:
    return wall_clock(at, talk.family.zone).time().replace(tzinfo=None) if at else None
