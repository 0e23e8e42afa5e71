"""What every template may use: clock times, phone links, the emergency line of the right site."""

import json
from datetime import date, datetime, time

import phonenumbers
from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton, format_time
from flask import Flask, current_app, g, redirect, render_template, request, url_for
from flask import session as browser
from flask_babel import get_locale
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from portal import language
from portal.pages.access import SITE, FamilyVisit, StaffVisit
from portal.store import sites
from portal.store.engine import reading
from study.localtime import wall_clock
from study.notices import DO_NOT_COUNT_ON_IT, EMERGENCY_LINE

PROGRAM = "Check-in line"
# A number with fewer digits is a short code: it has no country.
SHORTEST = 7
# htmx 2 drops a 422 unless told to show it, and puts styles in the page unless told not to.
HTMX_CONFIG = json.dumps(
    {
        "allowEval": False,
        "includeIndicatorStyles": False,
        "selfRequestsOnly": True,
        "historyCacheSize": 0,
        "timeout": 20000,
        "responseHandling": [
            {"code": "204", "swap": False},
            {"code": "[23]..", "swap": True},
            {"code": "422", "swap": True},
            {"code": "[45]..", "swap": False, "error": True},
        ],
    }
)
_NOBODY: dict[str, str | None] = {"phone_24h": None, "phone_day": None, "program": PROGRAM}
_last_known: dict[str, dict[str, str | None]] = {}


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(clock=clock_time, day=day, phone=phone, tel=tel)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        EMERGENCY_LINE=EMERGENCY_LINE,
        DO_NOT_COUNT_ON_IT=DO_NOT_COUNT_ON_IT,
        htmx_config=HTMX_CONFIG,
    )
    app.context_processor(_everywhere)


def _everywhere() -> dict[str, object]:
    return {
        "visit": getattr(g, "visit", None),
        "emergency": emergency,
        "program": emergency()["program"],
        "home": home(),
        "in_english": in_english(),
        "said_in_english": said_in_english(),
    }


def home() -> str:
    """Where the name at the top leads: the visitor's own first page."""
    visit = getattr(g, "visit", None)
    if isinstance(visit, FamilyVisit):
        return "/today"
    return "/team" if isinstance(visit, StaffVisit) else "/"


def in_english() -> str:
    """The same page in English; where the address names the language, another address."""
    if request.endpoint and "lang" in (request.view_args or {}):
        return url_for(request.endpoint, **{**(request.view_args or {}), "lang": "en"})
    return f"{request.path}?lang=en"


def said_in_english() -> str:
    """What a person says at the telephone whose language the site has not had reviewed."""
    own = language.not_offered_here()
    codes = [code for code, name in language.OFFERED.items() if name == own]
    return str(Locale.parse(codes[0]).get_language_name("en")) if codes else ""


def languages_here() -> frozenset[str]:
    """What the visitor's site offers: in a demo all; else what its people have had reviewed.

    A team sees all: the rule is for families (behaviour section 8). Where nobody knows the
    visitor's site, a language that one of them has had reviewed is offered.
    """
    if isinstance(getattr(g, "visit", None), StaffVisit):
        return frozenset(language.OFFERED)
    return _site_languages()[0]


def reviewed_here() -> frozenset[str]:
    """The languages that a qualified translator has read for the visitor's site."""
    return _site_languages()[1]


def _site_languages() -> tuple[frozenset[str], frozenset[str]]:
    if "site_languages" not in g:
        g.site_languages = _look_up_languages()
    found: tuple[frozenset[str], frozenset[str]] = g.site_languages
    return found


def _look_up_languages() -> tuple[frozenset[str], frozenset[str]]:
    known = site_id()
    try:
        with reading() as session:
            everyone = sites.all_sites(session)
            demo = sites.is_demo(session)
    except SQLAlchemyError:
        return frozenset(language.OFFERED), frozenset()
    own = [site for site in everyone if site.id == known] or everyone
    reviewed = [frozenset(site.reviewed_languages) for site in own]
    everywhere = frozenset.intersection(*reviewed) if reviewed else frozenset()
    if demo or not own:
        return frozenset(language.OFFERED), everywhere
    return frozenset.union(*reviewed), everywhere


def is_fragment() -> bool:
    """True when htmx wants one block; a history restore gets the whole page."""
    wants = request.headers.get("HX-Request") == "true"
    return wants and request.headers.get("HX-History-Restore-Request") != "true"


def answer(
    template: str, block: str | None = None, *, status: int = 200, **context: object
) -> tuple[str, int]:
    """The page, or for htmx only its named block."""
    if not (block and is_fragment()):
        return render_template(template, **context), status
    page = current_app.jinja_env.get_template(template)
    current_app.update_template_context(context)
    return "".join(page.blocks[block](page.new_context(context))), status


def clock_time(at: datetime | time, zone: str | None = None) -> str:
    """A wall-clock time in the reader's language; an instant needs the family's zone."""
    local = wall_clock(at, zone) if isinstance(at, datetime) and zone else at
    return str(format_time(local, "short", locale=_clock_of(get_locale())))


def _clock_of(language: Locale) -> Locale:
    """The language as it tells the time in the United States: 8:00 p. m., not 20:00."""
    try:
        return Locale(language.language, "US")
    except UnknownLocaleError:
        return language


def day(at: datetime | date, zone: str | None = None) -> str:
    """A day in the reader's language; an instant needs the family's zone."""
    local = wall_clock(at, zone).date() if isinstance(at, datetime) and zone else at
    return str(format_skeleton("MMMEd", local, locale=get_locale()))


def phone(number: str | None) -> str:
    """A number as people read it; the stored one when it is not a number we know."""
    try:
        parsed = phonenumbers.parse(number or "", "US")
    except phonenumbers.NumberParseException:
        return number or ""
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL))


def tel(number: str | None) -> str:
    """The number for a tel: link; short ones such as 988 stay as they are."""
    if number and len(number) < SHORTEST:
        return number
    try:
        parsed = phonenumbers.parse(number or "", "US")
    except phonenumbers.NumberParseException:
        return number or ""
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def emergency() -> dict[str, str | None]:
    """The 24-hour and day numbers of the visitor's site, remembered also after signing out.

    A visitor nobody knows gets them where the installation has one site only. Without a database
    the last numbers known to this process are given: an error page has to show them too.
    """
    if "emergency" not in g:
        g.emergency = _emergency()
    found: dict[str, str | None] = g.emergency
    return found


def _emergency() -> dict[str, str | None]:
    known = site_id()
    try:
        with reading() as session:
            everyone = [] if known else sites.all_sites(session)
            site = session.get(sites.Site, known) if known else None
            if len(everyone) == 1:
                site = everyone[0]
    except SQLAlchemyError:
        return _last_known.get(known or "", _NOBODY)
    if site is None:
        return _NOBODY
    numbers = {
        "phone_24h": site.phone_24h,
        "phone_day": site.phone_day,
        "program": site.program,
    }
    _last_known[site.id] = numbers
    return numbers


def site_id() -> str | None:
    """The site of who is signed in, else the one this browser belonged to; None for a stranger."""
    visit = getattr(g, "visit", None)
    return visit.site_id if isinstance(visit, FamilyVisit | StaffVisit) else _remembered()


def _remembered() -> str | None:
    if not current_app.secret_key:
        return None
    known = browser.get(SITE)
    return str(known) if known else None


def moved(address: str) -> Response:
    """On to another page after a form: 303, or for htmx the header that makes it go there."""
    if is_fragment():
        return Response(status=204, headers={"HX-Redirect": address})
    return redirect(address, code=303)
