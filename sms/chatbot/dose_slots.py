"""Which slots a dose answer means, and what it says of each. Books nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from portal.actions.dose_statement import DoseStatement
from portal.store import doses, schedules
from portal.store.families import Participant
from portal.store.schedules import Checkin, DoseSlot
from sms.chatbot.talk import Around, Talk
from study.doses import Ambiguous, DoseStatus, Match, SlotTime, nearest_slot
from study.doses import Found as FoundSlot
from study.localtime import instant, wall_clock
from study.medicines import Medicine, Route
from study.notices import DoseItem
from study.protocol import load
from study.understand.said import DoseSaid, Reading

AROUND = timedelta(hours=36)
FARTHEST = timedelta(hours=12)
BY_DIGIT = {
    "1": DoseStatus.GIVEN,
    "2": DoseStatus.MISSED,
    "4": DoseStatus.VOMITED,
    "5": DoseStatus.HELD,
    "6": DoseStatus.IN_HOSPITAL,
}
HOME = frozenset({Route.PO, Route.NG})


@dataclass(frozen=True)
class Line:
    """One statement about one slot. `ask_route`: a way was said that is neither mouth nor tube."""

    slot: DoseSlot
    said: DoseStatement
    ask_route: bool = False


def label_of(medicine: Medicine) -> str:
    return load().medicine(medicine).label or ""


def checkin_of(talk: Talk, checkin_id: str | None) -> Checkin | None:
    return talk.session.get(Checkin, checkin_id) if checkin_id else None


def unbooked(talk: Talk, slots: Sequence[DoseSlot]) -> list[DoseSlot]:
    booked = doses.booked(talk.session, [slot.id for slot in slots])
    return [slot for slot in slots if slot.id not in booked]


def by_digit(slot: DoseSlot, digit: str) -> DoseStatement:
    """What one digit says of a slot: its route is the plan's, its time was not said."""
    status = BY_DIGIT[digit]
    if status in (DoseStatus.GIVEN, DoseStatus.VOMITED):
        return DoseStatement(status, slot.route, route_assumed=True)
    return DoseStatement(status)


def by_words(talk: Talk, slot: DoseSlot, said: DoseSaid, reading: Reading) -> Line:
    """What words say of a slot. A route or time that was not said is stored as that."""
    took = said.status not in (DoseStatus.MISSED, DoseStatus.HELD)
    odd = reading.other_route and said.route is None
    route = said.route if said.route in HOME else None
    assumed = route is None and took and not odd
    statement = DoseStatement(
        status=said.status,
        route=slot.route if assumed else route,
        route_assumed=assumed,
        given_at=given_at(talk, slot, said.time),
        tube_trouble="S12" in reading.symptoms,
        note=talk.text.body,
    )
    return Line(slot, statement, ask_route=odd and took)


def given_at(talk: Talk, slot: DoseSlot, said: time | None) -> datetime | None:
    """The instant of the wall-clock time said, nearest to the slot; None where none was."""
    if said is None:
        return None
    around = [
        instant(slot.day + timedelta(days=days), said, talk.family.zone) for days in (-1, 0, 1)
    ]
    best = min(around, key=lambda at: abs(at - slot.due_at))
    return best if abs(best - slot.due_at) <= FARTHEST else None


def open_slots(
    talk: Talk, child: Participant, medicine: Medicine, at: time | None
) -> list[DoseSlot]:
    """The slot of one medicine that words mean: one, several to ask about, or none."""
    near = _around(talk, child)
    own = {_as_time(slot): slot for slot in near.slots if slot.medicine is medicine}
    known = frozenset(one for one, slot in own.items() if slot.id in near.booked)
    moment = _moment(talk, at)
    match: Match = nearest_slot(list(own), moment, talk.now, booked=known)
    if isinstance(match, FoundSlot):
        return [own[match.slot]]
    return [own[one] for one in match.slots] if isinstance(match, Ambiguous) else []


def _around(talk: Talk, child: Participant) -> Around:
    """Asked for each medicine, and again when the words are acted on: looked up once."""
    if child.id not in talk.around:
        slots = schedules.slots_between(
            talk.session, child.id, talk.now - AROUND, talk.now + AROUND
        )
        booked = doses.booked(talk.session, [slot.id for slot in slots])
        talk.around[child.id] = Around(tuple(slots), frozenset(booked))
    return talk.around[child.id]


def _moment(talk: Talk, said: time | None) -> datetime | None:
    """The last time the family's clock showed this."""
    if said is None:
        return None
    today = talk.now.date()
    around = [instant(today + timedelta(days=days), said, talk.family.zone) for days in (-2, -1, 0)]
    around.append(instant(today + timedelta(days=1), said, talk.family.zone))
    past = [at for at in around if at <= talk.now]
    return max(past)


def _as_time(slot: DoseSlot) -> SlotTime:
    return SlotTime(
        slot.schedule_id, slot.medicine, slot.day, slot.wall, slot.due_at, slot.window_ends_at
    )


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
