"""What a dose report means: which slot, what status, and what several statuses mean together.

Says what was reported, never what to do about it: no amount, no advice, no verdict. It never
guesses between two slots that are open; it says so instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from study.lifecycle import State
from study.protocol import load
from study.regimens import Regimen, SlotTime, group, slots

__all__ = [
    "Ambiguous",
    "DoseStatus",
    "Found",
    "Match",
    "NoSlot",
    "NoSlotReason",
    "Regimen",
    "SlotTime",
    "group",
    "is_lost",
    "is_second_given",
    "nearest_slot",
    "slots",
    "standing",
    "timing",
    "two_lost_in_a_row",
    "two_unknown_steroid",
    "went_in",
]


class DoseStatus(StrEnum):
    """What is known of one slot (behaviour 3). UNKNOWN never turns into MISSED by itself."""

    GIVEN = "given"
    LATE = "late"
    PART_GIVEN = "part_given"
    MISSED = "missed"
    VOMITED = "vomited"
    HELD = "held"
    UNKNOWN = "unknown"
    IN_HOSPITAL = "in_hospital"


_WENT_IN = frozenset({DoseStatus.GIVEN, DoseStatus.LATE, DoseStatus.PART_GIVEN, DoseStatus.VOMITED})
_SAYS_GIVEN = frozenset({DoseStatus.GIVEN, DoseStatus.LATE, DoseStatus.PART_GIVEN})
_LOST = frozenset({DoseStatus.MISSED, DoseStatus.VOMITED})


_EXPLAINED_BY = {State.HELD: DoseStatus.HELD, State.IN_HOSPITAL: DoseStatus.IN_HOSPITAL}


class NoSlotReason(StrEnum):
    IN_THE_FUTURE = "in_the_future"
    NOTHING_OPEN = "nothing_open"


@dataclass(frozen=True)
class Found:
    """The one slot that is meant. It may be booked already: see `doses.is_second_given`."""

    slot: SlotTime


@dataclass(frozen=True)
class Ambiguous:
    """Several slots could be meant; the family is asked which."""

    slots: tuple[SlotTime, ...]


@dataclass(frozen=True)
class NoSlot:
    """No slot can be meant; the family is asked, and nothing is booked."""

    reason: NoSlotReason


Match = Found | Ambiguous | NoSlot


def timing(
    due_at: datetime, given_at: datetime | None, late_after_minutes: int | None
) -> DoseStatus:
    """GIVEN or LATE. Never LATE while the site's minutes are a blank or the time was not said."""
    if given_at is None or late_after_minutes is None:
        return DoseStatus.GIVEN
    late = given_at - due_at > timedelta(minutes=late_after_minutes)
    return DoseStatus.LATE if late else DoseStatus.GIVEN


def is_second_given(booked: DoseStatus | None, new: DoseStatus) -> bool:
    """Whether a report says given for a slot whose dose already went in, vomited ones included.

    Such a report is asked about and never books silently (behaviour 3).
    """
    return booked in _WENT_IN and new in _SAYS_GIVEN


def standing(booked: DoseStatus | None, state: State) -> DoseStatus:
    """What a slot counts as: what was booked, else what the child's state then explains.

    Silence never becomes MISSED; a ward dose or a held one is nobody's miss (behaviour 3, 6).
    """
    if booked is not None:
        return booked
    return _EXPLAINED_BY.get(state, DoseStatus.UNKNOWN)


def went_in(status: DoseStatus) -> bool:
    """Whether some of the medicine was swallowed, also where it came up again."""
    return status in _WENT_IN


def is_lost(status: DoseStatus) -> bool:
    """Whether the dose was missed or vomited."""
    return status in _LOST


def two_lost_in_a_row(statuses: Sequence[DoseStatus]) -> bool:
    """Two missed or vomited slots in a row of one medicine, by due time: tell the team (facts 2).

    Give the changed slot with its neighbours, not the whole history. A held slot lies between
    two doses without ending the row: no dose was expected then.
    """
    expected = [status for status in statuses if status is not DoseStatus.HELD]
    return any(one in _LOST and two in _LOST for one, two in pairwise(expected))


def two_unknown_steroid(statuses: Sequence[DoseStatus]) -> bool:
    """Two unknown steroid slots in a row, by due time: a person telephones (behaviour 3)."""
    unknown = DoseStatus.UNKNOWN
    return any(one is unknown and two is unknown for one, two in pairwise(statuses))


def nearest_slot(
    slots: Sequence[SlotTime],
    at: datetime | None,
    now: datetime,
    *,
    booked: frozenset[SlotTime] = frozenset(),
    early_minutes: int | None = None,
) -> Match:
    """The slot of one medicine that a report means.

    `at`: when the dose was given, if that was said; otherwise the slots open `now` count.
    A slot opens `early_minutes` before it is due (protocol default) and closes with its window.
    An unbooked slot comes before a booked one; a booked one is found only when nothing else is
    open, so that a second "given" is noticed instead of being booked elsewhere.
    """
    if at is not None and at > now:
        return NoSlot(NoSlotReason.IN_THE_FUTURE)
    minutes = load().defaults.early_minutes if early_minutes is None else early_minutes
    early = timedelta(minutes=minutes)
    ordered = sorted(slots, key=lambda slot: slot.due_at)
    open_slots = _open_now(ordered, early, now) if at is None else _open_at(ordered, early, at)
    unbooked = tuple(slot for slot in open_slots if slot not in booked)
    if len(unbooked) > 1:
        return Ambiguous(unbooked)
    if unbooked:
        return Found(unbooked[0])
    return Found(open_slots[-1]) if open_slots else NoSlot(NoSlotReason.NOTHING_OPEN)


def _open_now(ordered: Sequence[SlotTime], early: timedelta, now: datetime) -> list[SlotTime]:
    """Slots that have opened and not closed; one without an end stays open."""
    return [
        slot
        for slot in ordered
        if slot.due_at - early <= now and (slot.window_ends_at is None or now < slot.window_ends_at)
    ]


def _open_at(ordered: Sequence[SlotTime], early: timedelta, at: datetime) -> list[SlotTime]:
    """Slots open at the time said; one without an end closes where the next one opens."""
    opened = [slot for slot in ordered if slot.due_at - early <= at]
    return [
        slot
        for slot in opened
        if (slot is opened[-1] if slot.window_ends_at is None else at < slot.window_ends_at)
    ]
