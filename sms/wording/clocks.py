"""Times and dates as a family reads them in a text, in GSM-7 characters."""

from datetime import date, time

from babel.dates import format_date
from flask_babel import get_locale, gettext


def clock(wall: time) -> str:
    """Return "8:05 AM" in English, "8:05 am" in Spanish."""
    hour = wall.hour % 12 or 12
    shown = {"hour": hour, "minute": f"{wall.minute:02d}"}
    if wall.hour < 12:
        return str(gettext("%(hour)s:%(minute)s AM", **shown))
    return str(gettext("%(hour)s:%(minute)s PM", **shown))


def day(on: date) -> str:
    """Return "March 5" in English, "5 de marzo" in Spanish."""
    return str(format_date(on, gettext("MMMM d"), locale=get_locale()))
