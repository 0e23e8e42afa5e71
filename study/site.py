"""A site of the study: what the record prints about it, and the blanks only the site can fill.

Invents no value: an empty blank stays None and stops the site from going live.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import time

from study.medicines import Medicine


@dataclass(frozen=True)
class SiteFacts:
    """One of the ten sites as the record of January 11, 2023 prints it (facts 1).

    `phone` is for questions about joining; it is never an emergency number (facts 0.1 trap 5).
    """

    id: str
    name: str
    city: str
    state: str
    zip: str
    contact: str
    phone: str
    tz: str


@dataclass(frozen=True)
class SiteRules:
    """A site's filled blanks (facts 8); None is a blank that nobody has filled yet.

    `review_opens` to `review_closes` on `review_weekdays` (Monday is 0): when the day line is
    watched. `ack_minutes`: until the next person is paged. `family_told_minutes`: until the
    family hears that nobody has answered. `fallback_minutes`: until a family that reaches
    nobody goes to the nearest emergency room.
    """

    site_id: str
    phone_24h: str | None = None
    phone_day: str | None = None
    fallback_minutes: int | None = None
    review_opens: time | None = None
    review_closes: time | None = None
    review_weekdays: frozenset[int] | None = None
    ack_minutes: int | None = None
    family_told_minutes: int | None = None
    late_after_minutes: Mapping[Medicine, int | None] = field(default_factory=dict)
    window_ends_minutes: Mapping[Medicine, int | None] = field(default_factory=dict)
    legal_age: int | None = None

    def late_after(self, medicine: Medicine) -> int | None:
        """Minutes after which a dose of this medicine is late; None while it is a blank."""
        return self.late_after_minutes.get(medicine)

    def window_ends(self, medicine: Medicine) -> int | None:
        """Minutes after which a slot of this medicine is closed; None while it is a blank."""
        return self.window_ends_minutes.get(medicine)


def missing_blanks(rules: SiteRules) -> tuple[str, ...]:
    """The blanks that keep the site from going live, by name; empty when all are filled."""
    per_medicine = ("late_after_minutes", "window_ends_minutes")
    names = [
        name
        for name in (one.name for one in fields(rules))
        if name not in per_medicine and getattr(rules, name) in (None, "", frozenset())
    ]
    for name in per_medicine:
        filled: Mapping[Medicine, int | None] = getattr(rules, name)
        names += [
            f"{name}.{medicine}"
            for medicine in (Medicine.RUXOLITINIB, Medicine.DEXAMETHASONE)
            if filled.get(medicine) is None
        ]
    return tuple(names)
