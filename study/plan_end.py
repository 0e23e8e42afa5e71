"""What is due before a dose plan ends. Says when to tell whom, never whether to go on."""

from collections.abc import Collection
from datetime import date

from study.protocol import Defaults, load


def staff_task_due(
    ends_on: date, today: date, done: Collection[int], defaults: Defaults | None = None
) -> int | None:
    """Which "extend, taper or end" task is due: 7, 3 or 1 days before, or None (behaviour 3).

    `done`: the tasks raised already. Dates are the family's. After an outage only the most
    pressing one is raised; the last one stays due after the end until it was raised.
    """
    left = (ends_on - today).days
    reached = [days for days in (defaults or load().defaults).plan_end_task_days if left <= days]
    due = min(reached, default=None)
    return None if due in done else due


def family_note_due(
    ends_on: date, today: date, told: bool, defaults: Defaults | None = None
) -> bool:
    """Whether the family is told now that its reminders end; once, and not after the end.

    Only for the last plan of a medicine: one that another plan follows does not end.
    """
    left = (ends_on - today).days
    return not told and 0 <= left <= (defaults or load().defaults).plan_end_family_days
