"""The shapes of the study's facts and numbers: temperatures, defaults, sign-offs, the whole.

Holds no value itself: those stand in protocol.toml.
"""

from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from typing import Literal

from study.localtime import QuietHours
from study.medicines import ArmFacts, Medicine, MedicineFacts
from study.site import SiteFacts


@dataclass(frozen=True)
class Line:
    """One temperature in both units, so that a reading is compared in its own unit, unrounded."""

    celsius: Decimal
    fahrenheit: Decimal

    def in_unit(self, unit: Literal["C", "F"]) -> Decimal:
        """The line in degrees of that unit."""
        return self.celsius if unit == "C" else self.fahrenheit


@dataclass(frozen=True)
class FeverLines:
    """Where a reading pages, asks or is doubted (facts 3.1; every line needs sign-off).

    `unit_from` to `unit_to`: the range in which a number without a unit is taken for that unit.
    """

    under_arm: Line
    fever: Line
    low: Line
    emergency: Line
    plausible_from: Line
    plausible_to: Line
    unit_from: Line
    unit_to: Line


@dataclass(frozen=True)
class Defaults:
    """Numbers that hold where a site has not set its own (sources in protocol.toml).

    Minutes, days and counts. `daily_cap`: reminders and prompts to one phone in one local day.
    `early_minutes`: from how long before it is due a report may mean a slot.
    `page_next_minutes` and `family_told_minutes` stand in for a site's blanks only so that an
    alert never stops; the blanks themselves still keep a site from going live.
    """

    treatment_days: int
    response_check_weeks: tuple[int, ...]
    young_baby_months: int
    quiet_from: time
    quiet_to: time
    share_minutes: int
    repeats: int
    repeat_after_minutes: int
    backup_after_minutes: int
    daily_cap: int
    silent_days_to_task: int
    answer_deadline_minutes: int
    early_minutes: int
    minimum_gap_minutes: int
    plan_end_task_days: tuple[int, ...]
    plan_end_family_days: int
    page_again_minutes: int
    page_next_minutes: int
    page_everyone_minutes: int
    family_told_minutes: int
    follow_up_minutes: int
    wrong_codes: int
    test_page_days: int

    @property
    def quiet(self) -> QuietHours:
        """The quiet hours on the family's wall clock."""
        return QuietHours(self.quiet_from, self.quiet_to)


@dataclass(frozen=True)
class SignOff:
    """A rule a principal investigator and an IRB must sign, and the entries it covers."""

    id: str
    rule: str
    covers: tuple[str, ...]


@dataclass(frozen=True)
class Protocol:
    version: str
    medicines: tuple[MedicineFacts, ...]
    arms: tuple[ArmFacts, ...]
    fever: FeverLines
    defaults: Defaults
    sites: tuple[SiteFacts, ...]
    sign_offs: tuple[SignOff, ...]

    def medicine(self, medicine: Medicine) -> MedicineFacts:
        """The facts of one medicine."""
        return next(one for one in self.medicines if one.id is medicine)

    def site(self, site_id: str) -> SiteFacts:
        """The record's facts of one site. Raises KeyError for an id that is none of the ten."""
        for one in self.sites:
            if one.id == site_id:
                return one
        raise KeyError(site_id)

    @property
    def tracked(self) -> tuple[MedicineFacts, ...]:
        """The medicines that families log at home."""
        return tuple(one for one in self.medicines if one.tracked)
