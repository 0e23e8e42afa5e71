"""Keep the words that only a site can say to families, with who filled them in. Invents none."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session

from portal.store import blanks, trail
from portal.store.blanks import BlankFill
from portal.store.sites import Site
from portal.store.trail import Actor, Who
from study.explained.passages import blanks as known
from study.explained.shapes import BlankKind

LONGEST = 4000
FEWEST_DIGITS = 7


class BlanksRefused(ValueError):
    """Some values cannot be kept; `kinds` names each with the kind it must be."""

    def __init__(self, kinds: Mapping[str, BlankKind]) -> None:
        super().__init__(", ".join(kinds))
        self.kinds = kinds


def fill_blanks(
    session: Session,
    *,
    site: Site,
    typed: Mapping[str, str],
    language: str,
    who: Who,
    now: datetime,
) -> tuple[str, ...]:
    """The names of the blanks that changed; each change is a new row, also one that empties.

    `typed` goes by the names of study/explained/blanks.toml; what is not in it stays as it is.
    Raises BlanksRefused, and keeps nothing, when a value is not of its blank's kind.
    """
    names = blanks.fillable(language)
    wanted = {name: value.strip() for name, value in typed.items() if name in names}
    wrong = {name: known()[name].kind for name, value in wanted.items() if not _fits(name, value)}
    if wrong:
        raise BlanksRefused(wrong)
    rows = _changed(session, site, wanted, language)
    for row in rows:
        row.staff_id = who.id if who.actor is Actor.STAFF else None
        row.at = now
        session.add(row)
        trail.write(session, who, "filled_words", now=now, subject=site, blank=row.name,
                    language=language, empty=not row.value)  # fmt: skip
    return tuple(row.name for row in rows)


def _changed(
    session: Session, site: Site, wanted: Mapping[str, str], language: str
) -> list[BlankFill]:
    standing = blanks.standing(session, site.id)
    number = len(blanks.history(session, site.id))
    stands = {name: row.value for (name, code), row in standing.items() if code == language}
    new = {name: value for name, value in wanted.items() if value != stands.get(name, "")}
    return [
        BlankFill(site_id=site.id, name=name, language=language, value=value, number=number + at)
        for at, (name, value) in enumerate(new.items(), 1)
    ]


def _fits(name: str, value: str) -> bool:
    kind = known()[name].kind
    if not value:
        return True
    if kind is BlankKind.NUMBER:
        return value.isascii() and value.isdigit() and len(value) <= 6
    if kind is BlankKind.YES_NO:
        return value in ("yes", "no")
    if kind is BlankKind.DATE:
        return _is_date(value)
    # A name may stand beside the number: "IRB office 202-555-0100".
    digits = sum(one.isdigit() for one in value)
    return len(value) <= LONGEST and (kind is BlankKind.TEXT or digits >= FEWEST_DIGITS)


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
