"""The rows of a plan form: what was typed, as it was typed, and the plans that it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from flask_babel import gettext

from portal.actions.enrolment import Plan
from portal.pages.team.forms import a_date, a_time, times
from portal.store.schedules import Schedule
from study.medicines import Medicine, Route
from study.protocol import load

MOST_ROWS = 8


@dataclass(frozen=True)
class PlanRow:
    """One row as it was typed. `clinic` holds days with a time: "2026-03-05 08:00", one a line."""

    medicine: str = ""
    route: str = ""
    times: str = ""
    starts_on: str = ""
    ends_on: str = ""
    wording: str = ""
    night: bool = False
    clinic: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.times.strip() or self.starts_on or self.ends_on or self.wording.strip())

    @classmethod
    def of(cls, row: Schedule) -> "PlanRow":
        """A plan that stands, to be changed."""
        return cls(
            medicine=row.medicine.value,
            route=row.route.value,
            times=", ".join(wall[:5] for wall in row.times),
            starts_on=row.starts_on.isoformat(),
            ends_on=row.ends_on.isoformat(),
            wording=row.wording or "",
            night=row.night_times_agreed,
            clinic="\n".join(f"{day} {wall[:5]}" for day, wall in row.clinic_slots),
        )


class BadPlans(ValueError):
    """`errors` say what cannot be read, by the field's name."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


def offered() -> list[tuple[Medicine, tuple[Route, ...]]]:
    """The medicines a family logs, and the ways it may be given at home."""
    return [(facts.id, facts.home_routes) for facts in load().tracked]


def rows_of(form: Mapping[str, str], where: str) -> list[PlanRow]:
    """What was typed under `where`.0, `where`.1, …; empty rows stay in their places."""
    return [
        PlanRow(
            medicine=form.get(f"{where}.{number}.medicine", ""),
            route=form.get(f"{where}.{number}.route", ""),
            times=form.get(f"{where}.{number}.times", ""),
            starts_on=form.get(f"{where}.{number}.starts_on", ""),
            ends_on=form.get(f"{where}.{number}.ends_on", ""),
            wording=form.get(f"{where}.{number}.wording", ""),
            night=form.get(f"{where}.{number}.night") == "yes",
            clinic=form.get(f"{where}.{number}.clinic", ""),
        )
        for number in range(MOST_ROWS)
        if f"{where}.{number}.times" in form
    ]


def read_plans(rows: Sequence[PlanRow], where: str) -> tuple[Plan, ...]:
    """The plans of the rows that are not empty, numbered as they follow each other.

    Raises BadPlans with every field that cannot be read.
    """
    filled = [row for row in rows if not row.is_empty]
    errors: dict[str, str] = {}
    plans = [_plan(row, f"{where}.{number}", errors) for number, row in enumerate(filled)]
    if errors:
        raise BadPlans(errors)
    return tuple(plan for plan in plans if plan is not None)


def _plan(row: PlanRow, where: str, errors: dict[str, str]) -> Plan | None:
    found, first, last = times(row.times), a_date(row.starts_on), a_date(row.ends_on)
    clinic = _clinic(row.clinic)
    for field, bad, said in (
        ("medicine", row.medicine not in set(Medicine), gettext("Choose a medicine.")),
        ("route", row.route not in set(Route), gettext("Choose a route.")),
        ("times", not found, gettext("Enter times such as 08:00, 20:00.")),
        ("starts_on", first is None, gettext("Enter a date.")),
        ("ends_on", last is None, gettext("Enter a date.")),
        ("clinic", clinic is None, gettext("Enter a day and a time on each line.")),
    ):
        if bad:
            errors[f"{where}.{field}"] = said
    if found is None or first is None or last is None or clinic is None or errors:
        return None
    return Plan(
        medicine=Medicine(row.medicine),
        route=Route(row.route),
        times=found,
        starts_on=first,
        ends_on=last,
        wording=row.wording.strip() or None,
        night_times_agreed=row.night,
        clinic_slots=clinic,
    )


def _clinic(typed: str) -> tuple[tuple[date, time], ...] | None:
    found = []
    for line in typed.splitlines():
        if not line.strip():
            continue
        day, _space, wall = line.strip().partition(" ")
        on, at = a_date(day), a_time(wall)
        if on is None or at is None:
            return None
        found.append((on, at))
    return tuple(found)
