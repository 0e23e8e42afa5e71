"""Custody days in words, and the days ahead with who has a child. It changes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from babel.dates import get_day_names
from flask_babel import get_locale, gettext
from sqlmodel import Session

from portal.pages.showing import day
from portal.store import custody, families
from portal.store.families import Family, Participant
from study.custody import EVERY_DAY, CustodyDays, on_duty
from study.localtime import local_date

AHEAD = 14


@dataclass(frozen=True)
class Ahead:
    """Who has a child in the days to come; a day without names is one that nobody has."""

    child: Participant
    days: tuple[tuple[date, tuple[str, ...]], ...]

    @property
    def holes(self) -> tuple[date, ...]:
        return tuple(day for day, names in self.days if not names)


def day_names() -> list[tuple[int, str]]:
    """Monday is 0, as the rules count."""
    names = get_day_names("abbreviated", locale=get_locale())
    return [(number, names[number]) for number in range(7)]


def in_words(days: CustodyDays) -> str:
    """The pattern as staff read it."""
    if days.counts_from is None:
        return _week(days.weekdays)
    said = gettext(
        "%(days)s in the week from %(first)s, %(other)s in the next, and so on in turn",
        days=_week(days.weekdays),
        first=day(days.counts_from),
        other=_week(days.other_weekdays),
    )
    return str(said)


def _week(weekdays: Iterable[int]) -> str:
    held = frozenset(weekdays)
    if held == EVERY_DAY:
        return str(gettext("every day"))
    named = [name for number, name in day_names() if number in held]
    return ", ".join(named) or str(gettext("no day"))


def ahead(
    session: Session, family: Family, children: Sequence[Participant], now: datetime
) -> list[Ahead]:
    """The next two weeks of these children, from today on the family's calendar."""
    today = local_date(now, family.zone)
    return [_ahead(session, child, today) for child in children]


def _ahead(session: Session, child: Participant, today: date) -> Ahead:
    people = {one.id: one.name for one in families.caregivers_of(session, child.id)}
    patterns = custody.patterns_of(session, child.id)
    found = []
    for number in range(AHEAD):
        one = today + timedelta(days=number)
        duty = on_duty(list(people), patterns, one)
        names = () if duty.hole else tuple(people[person] for person in duty.people)
        found.append((one, names))
    return Ahead(child, tuple(found))
