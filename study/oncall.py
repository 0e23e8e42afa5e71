"""Who holds the phone at an instant, who is next, and where the rota has holes. Pages nobody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Shift:
    """One contact on call from `starts_at` up to, not including, `ends_at` (UTC)."""

    contact_id: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Contacts:
    """Whom to page, in order, and everyone who can be paged when the order is used up.

    `nobody_on_call`: the rota has a hole now; the order starts with the fallback list.
    """

    ordered: tuple[str, ...]
    everyone: tuple[str, ...]
    nobody_on_call: bool


def contacts_at(
    shifts: Sequence[Shift], fallback: Sequence[str], everyone: Sequence[str], at: datetime
) -> Contacts:
    """On call first (the newest shift leads), then the fallback list; each contact once.

    Nobody on call: the fallback list at once. No fallback either: all staff at once, because
    the order is then empty (messaging F28).
    """
    holding = [shift for shift in shifts if shift.starts_at <= at < shift.ends_at]
    holding.sort(key=lambda shift: shift.starts_at, reverse=True)
    on_call = [shift.contact_id for shift in holding]
    ordered = tuple(dict.fromkeys([*on_call, *fallback]))
    return Contacts(ordered, tuple(dict.fromkeys([*ordered, *everyone])), not on_call)


def gaps(
    shifts: Sequence[Shift], first: datetime, last: datetime
) -> tuple[tuple[datetime, datetime], ...]:
    """The spans between `first` and `last` in which nobody is on call, earliest first."""
    found = []
    covered_to = first
    for shift in sorted(shifts, key=lambda shift: shift.starts_at):
        if shift.ends_at <= covered_to:
            continue
        if shift.starts_at >= last:
            break
        if shift.starts_at > covered_to:
            found.append((covered_to, shift.starts_at))
        covered_to = shift.ends_at
    if covered_to < last:
        found.append((covered_to, last))
    return tuple(found)


def untested(
    contact_ids: Sequence[str],
    answered_at: Mapping[str, datetime | None],
    now: datetime,
    test_page_days: int,
) -> tuple[str, ...]:
    """Contacts that answered no test page in the last days; any one keeps families from going live.

    Source: behaviour 5 (a weekly test page).
    """
    since = now - timedelta(days=test_page_days)
    answers = {one: answered_at.get(one) for one in dict.fromkeys(contact_ids)}
    return tuple(one for one, at in answers.items() if at is None or at < since)
