"""A family's wall clock and UTC, safe across daylight saving.

Knows no schedule and reads no clock: every instant comes in as an argument.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


class UnknownZone(ValueError):
    """The name is not an IANA time zone, such as "America/Chicago"."""


@dataclass(frozen=True)
class QuietHours:
    """Wall-clock hours without reminders; `ends` itself is no longer quiet. Equal times: none."""

    starts: time
    ends: time

    def holds(self, wall: time) -> bool:
        """Whether this wall-clock time is a quiet one."""
        if self.starts <= self.ends:
            return self.starts <= wall < self.ends
        return wall >= self.starts or wall < self.ends


def zone_named(name: str) -> ZoneInfo:
    """The time zone of an IANA name. Raises UnknownZone."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise UnknownZone(name) from error


def instant(day: date, wall: time, zone: str) -> datetime:
    """The UTC instant of a wall-clock time on a day.

    A time that the clocks skip becomes the first instant after the gap; a time that comes
    twice is the first of the two (messaging R12, F17, F18). Raises UnknownZone.
    """
    where = zone_named(zone)
    naive = datetime.combine(day, wall.replace(tzinfo=None, fold=0))
    at = naive.replace(tzinfo=where).astimezone(UTC)
    if at.astimezone(where).replace(tzinfo=None) == naive:
        return at
    return _end_of_gap(naive, where)


def wall_clock(at: datetime, zone: str) -> datetime:
    """What the family's clock shows, as an aware datetime in its zone."""
    return _aware(at).astimezone(zone_named(zone))


def local_date(at: datetime, zone: str) -> date:
    """The family's calendar date."""
    return wall_clock(at, zone).date()


def study_day(day1: date, at: datetime, zone: str) -> int:
    """Day 1 is 1 and the day before it is -1: there is no day 0, as in trial data sets."""
    days = (local_date(at, zone) - day1).days
    return days + 1 if days >= 0 else days


def is_quiet(at: datetime, zone: str, quiet: QuietHours) -> bool:
    """Whether the family's clock stands inside the quiet hours."""
    return quiet.holds(wall_clock(at, zone).time())


def quiet_ends(at: datetime, zone: str, quiet: QuietHours) -> datetime:
    """The UTC instant when the quiet hours around `at` end; `at` itself when it is not quiet."""
    wall = wall_clock(at, zone)
    if not quiet.holds(wall.time()):
        return at.astimezone(UTC)
    days = 0 if wall.time() < quiet.ends else 1
    end = instant(wall.date() + timedelta(days=days), quiet.ends, zone)
    if end > at:
        return end
    # The clocks went back over the end: the hour is quiet a second time, until its second end.
    return datetime.combine(wall.date(), quiet.ends, wall.tzinfo).replace(fold=1).astimezone(UTC)


def _aware(at: datetime) -> datetime:
    if at.utcoffset() is None:
        raise ValueError("an instant must carry its time zone")
    return at


def _end_of_gap(naive: datetime, where: ZoneInfo) -> datetime:
    """The instant at which the clocks jump over `naive`, found by halving to the second."""
    naive = naive.replace(microsecond=0)
    after = naive.replace(tzinfo=where, fold=0).astimezone(UTC)
    before = naive.replace(tzinfo=where, fold=1).astimezone(UTC)
    jumped = after.astimezone(where).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle.astimezone(where).utcoffset() == jumped:
            after = middle
        else:
            before = middle
    return after
