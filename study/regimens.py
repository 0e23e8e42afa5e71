"""When doses are due: a regimen's slots on the family's wall clock, and how they share check-ins.

Says when, never how much. What was reported of a slot is judged in `doses.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from study.localtime import instant
from study.medicines import Medicine


@dataclass(frozen=True)
class Regimen:
    """One medicine at wall-clock times from a first to a last day, both included.

    `clinic_slots`: slots on which the family waits for the clinic's word (PK mornings); they
    are asked about but never reminded of. Etoposide is refused: families do not give it, and
    it is never on a schedule by default (facts 0.1 trap 2). Raises ValueError.
    """

    id: str
    medicine: Medicine
    times: tuple[time, ...]
    starts_on: date
    ends_on: date
    clinic_slots: frozenset[tuple[date, time]] = frozenset()

    def __post_init__(self) -> None:
        if self.medicine is Medicine.ETOPOSIDE:
            raise ValueError("etoposide is given by staff and has no schedule at home")
        if not self.times or len(set(self.times)) != len(self.times):
            raise ValueError("a regimen needs one or more different times of day")
        if self.ends_on < self.starts_on:
            raise ValueError("a regimen cannot end before it starts")


@dataclass(frozen=True)
class SlotTime:
    """One dose that is due: `regimen_id`, `day` and `wall` name it for good.

    `due_at` and `window_ends_at` are UTC; no end while the site's window is a blank.
    """

    regimen_id: str
    medicine: Medicine
    day: date
    wall: time
    due_at: datetime
    window_ends_at: datetime | None
    waits_for_clinic: bool = False


def slots(
    regimen: Regimen,
    zone: str,
    first: date | None = None,
    last: date | None = None,
    window: int | None = None,
) -> tuple[SlotTime, ...]:
    """The regimen's slots from `first` to `last` (its own days by default), earliest first.

    `window`: minutes after the due time when a slot closes; None while it is a blank. Each
    local slot comes once a day, also when the clocks change.
    """
    day = max(regimen.starts_on, first or regimen.starts_on)
    end = min(regimen.ends_on, last or regimen.ends_on)
    found = []
    while day <= end:
        found += [_slot(regimen, zone, day, wall, window) for wall in sorted(regimen.times)]
        day += timedelta(days=1)
    return tuple(sorted(found, key=lambda slot: slot.due_at))


def group(slots: Sequence[SlotTime], share_minutes: int) -> tuple[tuple[SlotTime, ...], ...]:
    """Check-ins: each holds the slots due within `share_minutes` of its first, of any medicine."""
    groups: list[list[SlotTime]] = []
    for slot in sorted(slots, key=lambda slot: slot.due_at):
        if groups and slot.due_at - groups[-1][0].due_at <= timedelta(minutes=share_minutes):
            groups[-1].append(slot)
        else:
            groups.append([slot])
    return tuple(tuple(members) for members in groups)


def held_for_confirmation(
    moved: Sequence[SlotTime], last_taken_at: datetime | None, minimum_gap_minutes: int
) -> tuple[SlotTime, ...]:
    """Slots of one medicine that a new time or time zone brings too close to its last dose.

    A person of the team confirms them before a reminder goes out (messaging F20). Slots due
    before that dose are past and are not held.
    """
    if last_taken_at is None:
        return ()
    free_from = last_taken_at + timedelta(minutes=minimum_gap_minutes)
    return tuple(slot for slot in moved if last_taken_at < slot.due_at < free_from)


def uneven_gaps(slots: Sequence[SlotTime]) -> tuple[tuple[SlotTime, SlotTime, timedelta], ...]:
    """Neighbours of one medicine that a clock change moved apart or together, with the real gap.

    Staff see "11 h" where the family's clock says 12 (messaging R12, F17).
    """
    ordered = sorted(slots, key=lambda slot: slot.due_at)
    found = []
    for one, two in pairwise(ordered):
        shown = datetime.combine(two.day, two.wall) - datetime.combine(one.day, one.wall)
        if two.due_at - one.due_at != shown:
            found.append((one, two, two.due_at - one.due_at))
    return tuple(found)


def _slot(regimen: Regimen, zone: str, day: date, wall: time, window: int | None) -> SlotTime:
    due_at = instant(day, wall, zone)
    return SlotTime(
        regimen_id=regimen.id,
        medicine=regimen.medicine,
        day=day,
        wall=wall,
        due_at=due_at,
        window_ends_at=None if window is None else due_at + timedelta(minutes=window),
        waits_for_clinic=(day, wall) in regimen.clinic_slots,
    )
