"""What staff type, as dates, times and whole numbers; None for what is none of these."""

from datetime import date, time


def a_date(typed: str | None) -> date | None:
    try:
        return date.fromisoformat((typed or "").strip())
    except ValueError:
        return None


def a_time(typed: str | None) -> time | None:
    """ "08:00", and "8:00" as people type it."""
    hours, colon, minutes = (typed or "").strip().partition(":")
    if not (colon and hours.isdecimal() and minutes[:2].isdecimal()):
        return None
    try:
        return time(int(hours), int(minutes[:2]))
    except ValueError:
        return None


def times(typed: str | None) -> tuple[time, ...] | None:
    """Times apart by commas or spaces; None when one of them is no time."""
    parts = [part for part in (typed or "").replace(",", " ").split() if part]
    found = [a_time(part) for part in parts]
    return None if None in found else tuple(one for one in found if one is not None)


def a_number(typed: str | None, most: int = 10_000) -> int | None:
    """A whole number from 1 up to `most`."""
    said = (typed or "").strip()
    if not (said.isascii() and said.isdigit()) or len(said) > 6:
        return None
    return int(said) if 0 < int(said) <= most else None
