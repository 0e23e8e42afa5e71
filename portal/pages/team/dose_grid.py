"""A child's doses as a grid of days and planned times, with what stands for each. Shows only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from portal.store import doses, families, schedules, team_views
from portal.store.doses import DoseReport
from portal.store.families import Participant
from portal.store.schedules import DoseSlot
from study.doses import DoseStatus, standing
from study.localtime import instant, local_date
from study.medicines import Medicine
from study.protocol import load

DAYS = 14
SECOND = "second_given"
ANSWERS = frozenset({"second_same", "second_again", "second_unsure"})


@dataclass(frozen=True)
class Cell:
    """One slot: what stands for it, and everything that was said of it.

    `status` None: it is not due yet. `unanswered`: a second "given" nobody has explained.
    """

    slot: DoseSlot
    standing: DoseReport | None
    status: DoseStatus | None
    said: tuple[DoseReport, ...]

    @property
    def unanswered(self) -> tuple[DoseReport, ...]:
        return unanswered(self.said)

    @property
    def corrected(self) -> int:
        """How many booked rows an earlier one was replaced by."""
        return max(0, sum(report.booked for report in self.said) - 1)

    @property
    def lost(self) -> bool:
        return self.status in (DoseStatus.MISSED, DoseStatus.VOMITED)


@dataclass(frozen=True)
class Grid:
    columns: tuple[tuple[time, Medicine], ...]
    rows: tuple[tuple[date, tuple[Cell | None, ...]], ...]
    first: date
    last: date


def unanswered(said: Sequence[DoseReport]) -> tuple[DoseReport, ...]:
    """Second "given" reports that nobody has explained yet."""
    answered = {one.replaces_id for one in said if one.reason in ANSWERS}
    return tuple(one for one in said if one.reason == SECOND and one.id not in answered)


def grid(
    session: Session, child: Participant, zone: str, until: date | None, now: datetime
) -> Grid:
    """Fourteen days up to `until`, by default up to tomorrow; the newest day first."""
    last = until or local_date(now, zone) + timedelta(days=1)
    first = last - timedelta(days=DAYS - 1)
    begins, ends = (instant(day, time(0), zone) for day in (first, last + timedelta(days=1)))
    found = schedules.slots_between(session, child.id, begins, ends)
    said = team_views.reports_of_slots(session, [slot.id for slot in found])
    booked = doses.booked(session, [slot.id for slot in found])
    cells = {
        (slot.day, slot.wall, slot.medicine): cell(
            session, child, slot, booked.get(slot.id), said.get(slot.id, []), now
        )
        for slot in found
    }
    columns = tuple(sorted({(wall, medicine) for _day, wall, medicine in cells}, key=_order))
    days = sorted({day for day, _wall, _medicine in cells}, reverse=True)
    rows = tuple(
        (day, tuple(cells.get((day, wall, medicine)) for wall, medicine in columns)) for day in days
    )
    return Grid(columns, rows, first, last)


def _order(column: tuple[time, Medicine]) -> tuple[time, int]:
    return column[0], list(Medicine).index(column[1])


def cell(
    session: Session,
    child: Participant,
    slot: DoseSlot,
    booked: DoseReport | None,
    said: Sequence[DoseReport],
    now: datetime,
) -> Cell:
    """One slot; a dose that is not due yet has no status, silence after it is "unknown"."""
    early = timedelta(minutes=load().defaults.early_minutes)
    if booked is None and slot.due_at - early > now:
        return Cell(slot, None, None, tuple(said))
    state = families.state_at(session, child, slot.due_at)
    status = standing(booked.status if booked else None, state)
    return Cell(slot, booked, status, tuple(said))
