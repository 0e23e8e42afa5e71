"""Fill what only the site can fill: numbers to call, minutes, hours. Invents none of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from sqlmodel import Session

from portal.store import trail
from portal.store.sites import Site
from portal.store.trail import Who


@dataclass(frozen=True)
class SiteBlanks:
    """All blanks as they shall stand; None and empty leave one open (facts 8).

    Minutes are whole minutes; `review_weekdays` counts from Monday, 0; the two mappings go by
    medicine ("dexamethasone").
    """

    phone_24h: str | None
    phone_day: str | None
    fallback_minutes: int | None
    review_opens: time | None
    review_closes: time | None
    review_weekdays: tuple[int, ...]
    ack_minutes: int | None
    family_told_minutes: int | None
    legal_age: int | None
    late_after_minutes: Mapping[str, int]
    window_ends_minutes: Mapping[str, int]


def set_site_blanks(
    session: Session, *, site: Site, blanks: SiteBlanks, who: Who, now: datetime
) -> tuple[str, ...]:
    """The names of the blanks that changed; each one is in the trail with its old and new value."""
    changed = []
    for name, value in _stored(blanks).items():
        old = getattr(site, name)
        if old == value:
            continue
        setattr(site, name, value)
        changed.append(name)
        trail.write(
            session,
            who,
            "set_blank",
            now=now,
            subject=site,
            blank=name,
            old=_said(old),
            new=_said(value),
        )
    session.add(site)
    return tuple(changed)


def _stored(blanks: SiteBlanks) -> dict[str, object]:
    kept: dict[str, object] = dict(vars(blanks))
    kept["review_weekdays"] = sorted(blanks.review_weekdays)
    kept["late_after_minutes"] = dict(blanks.late_after_minutes)
    kept["window_ends_minutes"] = dict(blanks.window_ends_minutes)
    return kept


def _said(value: object) -> object:
    return value.isoformat("minutes") if isinstance(value, time) else value
