"""The dose form → one statement. What was not said stays unsaid: no time, no route is made up."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from werkzeug.datastructures import MultiDict

from portal.actions.dose_statement import DoseRefusal, DoseRefused, DoseStatement
from portal.store.schedules import DoseSlot
from study.doses import DoseStatus
from study.localtime import instant, wall_clock
from study.medicines import Route

# A time typed without a day is the one nearest to the dose that can have been meant.
BEFORE = timedelta(hours=3)
AFTER = timedelta(hours=12)


class Tap(StrEnum):
    """What a button says, besides the statuses of a dose."""

    LATER = "later"
    UNSURE = "unsure"


STATUSES = {
    status.value: status
    for status in DoseStatus
    if status not in (DoseStatus.LATE, DoseStatus.UNKNOWN)
}


@dataclass(frozen=True)
class DoseForm:
    """What was tapped and typed. `when` is "", "now" or "at"; `slots` the doses it is about."""

    tap: str = ""
    slots: frozenset[str] = frozenset()
    route: Route | None = None
    when: str = ""
    at: str = ""
    tube_trouble: bool = False

    @property
    def status(self) -> DoseStatus | None:
        return STATUSES.get(self.tap)


def form_of(posted: MultiDict[str, str]) -> DoseForm:
    route = posted.get("route", "")
    typed = posted.get("at", "").strip()[:8]
    return DoseForm(
        tap=posted.get("status", "")[:16],
        slots=frozenset(posted.getlist("slot")),
        route=Route(route) if route in ("PO", "NG") else None,
        when=posted.get("when", "") or ("at" if typed else ""),
        at=typed,
        tube_trouble=posted.get("tube") == "yes",
    )


def statement(form: DoseForm, slot: DoseSlot, zone: str, now: datetime) -> DoseStatement:
    """The statement for one dose. Raises DoseRefused for no status or a time nobody can read."""
    if form.status is None:
        raise DoseRefused(DoseRefusal.NO_STATUS)
    return DoseStatement(
        status=form.status,
        route=form.route or slot.route,
        route_assumed=form.route is None,
        given_at=_given_at(form, slot, zone, now),
        tube_trouble=form.tube_trouble,
    )


def _given_at(form: DoseForm, slot: DoseSlot, zone: str, now: datetime) -> datetime | None:
    if form.when == "now":
        return now.replace(second=0, microsecond=0)
    if form.when != "at":
        return None
    try:
        wall = time.fromisoformat(form.at)
    except ValueError as error:
        raise DoseRefused(DoseRefusal.FAR_FROM_SLOT) from error
    return nearest(wall, slot, zone)


def nearest(wall: time, slot: DoseSlot, zone: str) -> datetime:
    """The instant a typed time means for a dose: on its day, or just before or after midnight."""
    local = wall_clock(slot.due_at, zone).date()
    meant = [instant(local, wall, zone)]
    for days in (-1, 1):
        other = instant(local + timedelta(days=days), wall, zone)
        if slot.due_at - BEFORE <= other <= slot.due_at + AFTER:
            meant.append(other)
    return min(meant, key=lambda at: abs(at - slot.due_at))
