"""What the visitor's site has filled in for families; a blank stays None and shows the phone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from babel.dates import format_date, get_day_names
from flask_babel import get_locale, gettext, ngettext
from sqlmodel import Session

from portal.pages.showing import clock_time, site_id
from portal.store import blanks, sites
from portal.store.blanks import ENGLISH, BlankFill
from portal.store.sites import Site
from study.explained.passages import blanks as known
from study.explained.shapes import BlankKind

YES = "yes"


@dataclass(frozen=True)
class Told:
    """The site's words. `language` is that of the words, None where we say them ourselves."""

    words: str
    language: str | None = None
    is_phone: bool = False


@dataclass(frozen=True)
class SiteWords:
    """The filled blanks of the visitor's site; none where nobody knows which site it is."""

    site: Site | None = None
    filled: Mapping[tuple[str, str], BlankFill] = field(default_factory=dict)

    def told(self, name: str, language: str) -> Told | None:
        """What the site says, in this language or else in English; None while it is a blank."""
        if self.site is not None and name in blanks.OF_THE_SITE:
            return _of_site(self.site, name)
        row = self.filled.get((name, language)) or self.filled.get((name, ENGLISH))
        # An approved translation is the site's in that language or it is nobody's (facts 4.4).
        if row is None or (name == "fda_statement_translation" and row.language != language):
            return None
        return _said(row)


def site_words(session: Session) -> SiteWords:
    """The words of the visitor's site; of the only one for a visitor nobody knows."""
    known_id = site_id()
    site = session.get(Site, known_id) if known_id else None
    everyone = sites.all_sites(session) if site is None else []
    if len(everyone) == 1:
        site = everyone[0]
    return SiteWords(site, blanks.standing(session, site.id)) if site else SiteWords()


def _of_site(site: Site, name: str) -> Told | None:
    if name == "review_hours":
        return _review_hours(site)
    value = getattr(site, name)
    if value is None:
        return None
    if name in ("phone_24h", "phone_day"):
        return Told(str(value), is_phone=True)
    return Told(_with_unit(name, str(value)))


def _review_hours(site: Site) -> Told | None:
    if site.review_opens is None or site.review_closes is None or not site.review_weekdays:
        return None
    names = get_day_names("wide", locale=get_locale())
    days = ", ".join(names[day] for day in sorted(site.review_weekdays))
    opens, closes = clock_time(site.review_opens), clock_time(site.review_closes)
    return Told(gettext("%(days)s, %(opens)s to %(closes)s", days=days, opens=opens, closes=closes))


def _said(row: BlankFill) -> Told:
    kind = known()[row.name].kind
    if kind is BlankKind.YES_NO:
        return Told(gettext("Yes") if row.value == YES else gettext("No"))
    if kind is BlankKind.NUMBER:
        return Told(_with_unit(row.name, row.value))
    if kind is BlankKind.DATE:
        return Told(str(format_date(date.fromisoformat(row.value), locale=get_locale())))
    return Told(row.value, row.language)


def _with_unit(name: str, value: str) -> str:
    unit = known()[name].unit
    if unit == "minutes":
        return str(ngettext("%(num)d minute", "%(num)d minutes", int(value)))
    if unit == "years":
        return str(ngettext("%(num)d year", "%(num)d years", int(value)))
    return value
