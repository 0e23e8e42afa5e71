"""Join the slots and prompt days to come into check-ins, each with the time to look at it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from portal.store import schedules
from portal.store.families import Family, Participant
from portal.store.schedules import Checkin, CheckinKind, DoseSlot
from study.localtime import instant
from study.protocol import load
from study.regimens import SlotTime, group

REPLACED = "replaced"


@dataclass(frozen=True)
class _Wanted:
    kind: CheckinKind
    day: date
    wall: time
    due_at: datetime
    closes_at: datetime
    slots: tuple[DoseSlot, ...] = ()


def lay_out_checkins(
    session: Session,
    *,
    participant: Participant,
    family: Family,
    slots: Sequence[DoseSlot],
    days: Iterable[date],
    now: datetime,
) -> None:
    """Give every slot its check-in and every day its prompt; close what is no longer asked.

    `slots`: all live ones to come, new ones included; they are written here. A check-in closes
    with the last window of its slots, a prompt with the family's day.
    """
    wanted = [*_dose_checkins(slots), *_prompts(family, days, now)]
    known = {(row.kind, row.due_at): row for row in _known(session, participant, slots, now)}
    for one in wanted:
        row = known.pop((one.kind, one.due_at), None) or _new(participant, one)
        _set(row, one, now)
        session.add(row)
        for slot in one.slots:
            slot.checkin_id = row.id
    for row in known.values():
        if row.closed_at is None:
            row.next_at, row.closed_at, row.closed_why = None, now, REPLACED
    session.flush()
    session.add_all(slots)
    session.flush()


def _known(
    session: Session, participant: Participant, slots: Sequence[DoseSlot], now: datetime
) -> list[Checkin]:
    """Check-ins to come, and those of slots that a new time zone has moved."""
    rows = {row.id: row for row in schedules.checkins_from(session, participant.id, now)}
    for slot in slots:
        row = session.get(Checkin, slot.checkin_id) if slot.checkin_id else None
        if row is not None and row.closed_at is None:
            rows[row.id] = row
    return list(rows.values())


def _dose_checkins(slots: Sequence[DoseSlot]) -> list[_Wanted]:
    by_name = {(slot.schedule_id, slot.day, slot.wall): slot for slot in slots}
    found = []
    for members in group([_as_time(slot) for slot in slots], load().defaults.share_minutes):
        own = tuple(by_name[(one.regimen_id, one.day, one.wall)] for one in members)
        closes_at = max(slot.window_ends_at or slot.due_at for slot in own)
        first = own[0]
        found.append(
            _Wanted(CheckinKind.DOSES, first.day, first.wall, first.due_at, closes_at, own)
        )
    return found


def _prompts(family: Family, days: Iterable[date], now: datetime) -> list[_Wanted]:
    found = []
    for day in days:
        due_at = instant(day, family.prompt_at, family.zone)
        if due_at > now:
            ends_at = instant(day + timedelta(days=1), time(0), family.zone)
            found.append(_Wanted(CheckinKind.DAILY, day, family.prompt_at, due_at, ends_at))
    return found


def _as_time(slot: DoseSlot) -> SlotTime:
    return SlotTime(
        slot.schedule_id, slot.medicine, slot.day, slot.wall, slot.due_at, slot.window_ends_at
    )


def _new(participant: Participant, wanted: _Wanted) -> Checkin:
    return Checkin(
        participant_id=participant.id,
        family_id=participant.family_id,
        site_id=participant.site_id,
        kind=wanted.kind,
        day=wanted.day,
        wall=wanted.wall,
        due_at=wanted.due_at,
        closes_at=wanted.closes_at,
    )


def _set(row: Checkin, wanted: _Wanted, now: datetime) -> None:
    row.day, row.wall, row.closes_at = wanted.day, wanted.wall, wanted.closes_at
    if row.closed_why == REPLACED:
        row.closed_at = row.closed_why = None
    if row.closed_at is None:
        row.next_at = max(wanted.due_at, now)
