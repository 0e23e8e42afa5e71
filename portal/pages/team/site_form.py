"""The site's blanks as they are typed, and as the rules read them. An empty field stays a blank."""

from datetime import time
from typing import Any

from flask_babel import gettext

from portal.actions.set_site_blanks import SiteBlanks
from portal.pages.team.forms import a_number, a_time
from portal.phone_numbers import BadNumber, e164
from portal.store.sites import Site
from study.protocol import load

# Minutes in a day: no delay or window of a site is longer.
MOST_MINUTES = 1440
OLDEST = 25


def as_typed(site: Site) -> dict[str, Any]:
    """What stands now, as the form shows it; weekdays as a list of digits."""
    typed: dict[str, Any] = {
        "phone_24h": site.phone_24h or "",
        "phone_day": site.phone_day or "",
        "fallback_minutes": site.fallback_minutes or "",
        "review_opens": _hhmm(site.review_opens),
        "review_closes": _hhmm(site.review_closes),
        "review_weekdays": [str(day) for day in site.review_weekdays],
        "ack_minutes": site.ack_minutes or "",
        "family_told_minutes": site.family_told_minutes or "",
        "legal_age": site.legal_age or "",
    }
    for name in ("late_after_minutes", "window_ends_minutes"):
        for medicine, minutes in getattr(site, name).items():
            typed[f"{name}.{medicine}"] = minutes
    return typed


def _hhmm(wall: time | None) -> str:
    return wall.isoformat("minutes") if wall else ""


def read_blanks(form: Any, errors: dict[str, str]) -> SiteBlanks:
    """The blanks of a request's form; what cannot be read goes into `errors` by field."""
    opens, closes = _time(form, "review_opens", errors), _time(form, "review_closes", errors)
    if opens and closes and closes <= opens:
        errors["review_closes"] = gettext("Review hours end later on the same day.")
    return SiteBlanks(
        phone_24h=_phone(form, "phone_24h", errors),
        phone_day=_phone(form, "phone_day", errors),
        fallback_minutes=_minutes(form, "fallback_minutes", errors),
        review_opens=opens,
        review_closes=closes,
        review_weekdays=tuple(int(day) for day in "0123456" if day in _weekdays(form)),
        ack_minutes=_minutes(form, "ack_minutes", errors),
        family_told_minutes=_minutes(form, "family_told_minutes", errors),
        legal_age=_minutes(form, "legal_age", errors, OLDEST),
        late_after_minutes=_by_medicine(form, "late_after_minutes", errors),
        window_ends_minutes=_by_medicine(form, "window_ends_minutes", errors),
    )


def _weekdays(form: Any) -> list[str]:
    return list(form.getlist("review_weekdays"))


def _phone(form: Any, name: str, errors: dict[str, str]) -> str | None:
    typed = form.get(name, "").strip()
    if not typed:
        return None
    try:
        # Families call this number and we never text it: a demo may show any fictional one too.
        return e164(typed[:40], demo=False)
    except BadNumber:
        errors[name] = gettext("This is not a phone number.")
        return None


def _minutes(form: Any, name: str, errors: dict[str, str], most: int = MOST_MINUTES) -> int | None:
    typed = form.get(name, "").strip()
    found = a_number(typed, most)
    if typed and found is None:
        errors[name] = gettext("Enter a whole number from 1 to %(most)s.", most=most)
    return found


def _time(form: Any, name: str, errors: dict[str, str]) -> time | None:
    typed = form.get(name, "").strip()
    found = a_time(typed)
    if typed and found is None:
        errors[name] = gettext("Enter a time such as 8:10.")
    return found


def _by_medicine(form: Any, name: str, errors: dict[str, str]) -> dict[str, int]:
    found = {
        facts.id.value: _minutes(form, f"{name}.{facts.id.value}", errors)
        for facts in load().tracked
    }
    return {medicine: minutes for medicine, minutes in found.items() if minutes is not None}
