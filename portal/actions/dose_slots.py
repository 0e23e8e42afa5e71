"""Which slots words about a dose mean, and what they say of each; both doors ask here.

Books nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlmodel import Session

from portal.actions.dose_statement import DoseStatement
from portal.store import doses, schedules
from portal.store.schedules import DoseSlot
from study.doses import Ambiguous, DoseStatus, Found, Match, SlotTime, nearest_slot
from study.localtime import instant
from study.medicines import Medicine, Route
from study.protocol import load
from study.understand.said import DoseSaid, Reading

AROUND = timedelta(hours=36)
FARTHEST = timedelta(hours=12)
HOME = frozenset({Route.PO, Route.NG})


@dataclass(frozen=True)
class Around:
    """A child's slots of these hours, and the ids of those that have a standing report."""

    slots: tuple[DoseSlot, ...]
    booked: frozenset[str]


@dataclass(frozen=True)
class Line:
    """One statement about one slot. `ask_route`: a way was said that is neither mouth nor tube."""

    slot: DoseSlot
    said: DoseStatement
    ask_route: bool = False


def label_of(medicine: Medicine) -> str:
    """A or B, as texts and pages call it."""
    return load().medicine(medicine).label or ""


def around(session: Session, participant_id: str, now: datetime) -> Around:
    """What words said at `now` may be about."""
    slots = schedules.slots_between(session, participant_id, now - AROUND, now + AROUND)
    return Around(tuple(slots), frozenset(doses.booked(session, [slot.id for slot in slots])))


def unbooked(session: Session, slots: Sequence[DoseSlot]) -> list[DoseSlot]:
    booked = doses.booked(session, [slot.id for slot in slots])
    return [slot for slot in slots if slot.id not in booked]


def by_words(slot: DoseSlot, said: DoseSaid, reading: Reading, *, zone: str, note: str) -> Line:
    """What words say of a slot. A route or time that was not said is stored as that."""
    took = said.status not in (DoseStatus.MISSED, DoseStatus.HELD)
    odd = reading.other_route and said.route is None
    route = said.route if said.route in HOME else None
    assumed = route is None and took and not odd
    statement = DoseStatement(
        status=said.status,
        route=slot.route if assumed else route,
        route_assumed=assumed,
        given_at=given_at(slot, said.time, zone),
        tube_trouble="S12" in reading.symptoms,
        note=note,
    )
    return Line(slot, statement, ask_route=odd and took)


def given_at(slot: DoseSlot, said: time | None, zone: str) -> datetime | None:
    """The instant of the wall-clock time said, nearest to the slot; None where none was."""
    if said is None:
        return None
    days = [instant(slot.day + timedelta(days=days), said, zone) for days in (-1, 0, 1)]
    best = min(days, key=lambda at: abs(at - slot.due_at))
    return best if abs(best - slot.due_at) <= FARTHEST else None


def open_slots(
    near: Around, medicine: Medicine, at: time | None, *, zone: str, now: datetime
) -> list[DoseSlot]:
    """The slot of one medicine that words mean: one, several to ask about, or none."""
    own = {_as_time(slot): slot for slot in near.slots if slot.medicine is medicine}
    known = frozenset(one for one, slot in own.items() if slot.id in near.booked)
    match: Match = nearest_slot(list(own), _moment(at, zone, now), now, booked=known)
    if isinstance(match, Found):
        return [own[match.slot]]
    return [own[one] for one in match.slots] if isinstance(match, Ambiguous) else []


def _moment(said: time | None, zone: str, now: datetime) -> datetime | None:
    """The last time the family's clock showed this."""
    if said is None:
        return None
    days = [instant(now.date() + timedelta(days=days), said, zone) for days in (-2, -1, 0, 1)]
    return max(at for at in days if at <= now)


def _as_time(slot: DoseSlot) -> SlotTime:
    return SlotTime(
        slot.schedule_id, slot.medicine, slot.day, slot.wall, slot.due_at, slot.window_ends_at
    )
