"""Temperatures against the fever lines, and the plan set by name for one child's fevers.

It compares and says what it found; the tier is given in `study/triage.py`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from study.protocol import FeverLines
from study.symptoms import Method, Temperature

PLAN_LIMIT = timedelta(days=7)


@dataclass(frozen=True)
class FeverPlan:
    """An investigator's plan for one child's fevers, for at most seven days (behaviour 4).

    It may change who is paged and the wording for fever alone; it never changes a tier.
    Raises ValueError for a plan that runs longer or has no author.
    """

    set_by: str
    set_at: datetime
    expires_at: datetime
    words: str = ""

    def __post_init__(self) -> None:
        if not self.set_by:
            raise ValueError("A fever plan needs the name of the investigator who set it.")
        if not timedelta(0) < self.expires_at - self.set_at <= PLAN_LIMIT:
            raise ValueError("A fever plan runs for at most seven days.")

    def active(self, now: datetime) -> bool:
        """Whether the plan holds at `now` (aware UTC)."""
        return self.set_at <= now < self.expires_at


def implausible(temperature: Temperature, lines: FeverLines) -> bool:
    """Whether no living child has this temperature: asked again and paged (facts 3.1)."""
    value, unit = temperature.value, temperature.unit
    lowest, highest = lines.plausible_from.in_unit(unit), lines.plausible_to.in_unit(unit)
    return not lowest <= value <= highest


def is_fever(temperature: Temperature, lines: FeverLines) -> bool:
    """Whether one reading is at or over the line for the place it was taken (facts 3.1)."""
    if implausible(temperature, lines):
        return False
    line = lines.under_arm if temperature.method is Method.UNDERARM else lines.fever
    return temperature.value >= line.in_unit(temperature.unit)


def place_decides(temperature: Temperature, lines: FeverLines) -> bool:
    """Whether the reading is a fever only if taken under the arm, and the place was not said."""
    value, unit = temperature.value, temperature.unit
    between = lines.under_arm.in_unit(unit) <= value < lines.fever.in_unit(unit)
    return temperature.method is Method.UNKNOWN and between
