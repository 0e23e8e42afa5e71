"""Which days a child is with which caregiver, as staff entered it. Hears and sends nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True)
class CustodyDays:
    """A weekly pattern; Monday is 0. Without one a caregiver has the child every day.

    `counts_from`: a day on which a week of `weekdays` begins; the seven days after it are a week
    of `other_weekdays`, and so on in turn, before it too. None: every week is alike.
    """

    weekdays: frozenset[int] = EVERY_DAY
    other_weekdays: frozenset[int] = EVERY_DAY
    counts_from: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the child is with this caregiver on that day of the family's calendar."""
        other = self.counts_from is not None and (day - self.counts_from).days // 7 % 2 == 1
        return day.weekday() in (self.other_weekdays if other else self.weekdays)


@dataclass(frozen=True)
class Duty:
    """Whom a day's reminders and questions may go to, in the order given.

    `hole`: no caregiver has the child that day; then all of them stand here (behaviour 7).
    """

    people: tuple[str, ...]
    hole: bool


def on_duty(everyone: Sequence[str], patterns: Mapping[str, CustodyDays], day: date) -> Duty:
    """The caregivers, by id, who have the child that day; all of them where nobody has."""
    having = tuple(one for one in everyone if patterns.get(one, CustodyDays()).holds(day))
    return Duty(having or tuple(everyone), bool(everyone) and not having)


def holes(
    everyone: Sequence[str], patterns: Mapping[str, CustodyDays], first: date, days: int
) -> tuple[date, ...]:
    """The days, of so many from `first` on, on which nobody has the child."""
    ahead = (first + timedelta(days=number) for number in range(days))
    return tuple(day for day in ahead if on_duty(everyone, patterns, day).hole)
