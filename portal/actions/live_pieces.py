"""What a site lacks to go live: blanks, numbers, a rota without holes, tested phones, people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from portal.actions.set_rota import LOOK_AHEAD
from portal.store import staff as rota
from portal.store.blanks import missing_at
from portal.store.sites import Site
from portal.store.staff import Role
from study import oncall
from study.protocol import load

ROTA_AHEAD = timedelta(days=120)
ACTING = (Role.COORDINATOR, Role.INVESTIGATOR, Role.ADMIN)
# One enters a plan, another confirms it (behaviour section 3).
PEOPLE_NEEDED = 2


class Piece(StrEnum):
    BLANK = "blank"
    SENDER = "sender"
    ON_CALL = "on_call"
    FALLBACK = "fallback"
    PAGER_UNTESTED = "pager_untested"
    PEOPLE = "people"
    LANGUAGES = "languages"


@dataclass(frozen=True)
class Lack:
    """One missing piece. `name`: of the blank, or of the person whose phone is untested.

    `from_at` to `until_at`: when nobody is on call.
    """

    piece: Piece
    name: str = ""
    from_at: datetime | None = None
    until_at: datetime | None = None


def lacking(session: Session, site: Site, now: datetime) -> tuple[Lack, ...]:
    """Every piece that is missing now; empty when the site may go live (facts 8, behaviour 5)."""
    return (
        *(Lack(Piece.BLANK, name) for name in missing_at(session, site)),
        *_senders(site),
        *_holes(session, site, now),
        *_fallback(session, site),
        *(Lack(Piece.PAGER_UNTESTED, name) for name in untested(session, site, now)),
        *_people(session, site),
    )


def untested(session: Session, site: Site, now: datetime) -> list[str]:
    """The names of those on the rota or the fallback list who answered no test page lately."""
    used = pageable(session, site, now)
    contacts = rota.contacts_at(session, site.id)
    answered = {one.id: one.test_answered_at for one in contacts}
    silent = oncall.untested(used, answered, now, load().defaults.test_page_days)
    return [one.name for one in contacts if one.id in silent]


def pageable(session: Session, site: Site, now: datetime) -> list[str]:
    """The contacts on the rota in the time to come and on the fallback list, by id."""
    present = {one.id for one in rota.contacts_at(session, site.id)}
    shifts = rota.shifts_between(session, site.id, now, now + ROTA_AHEAD)
    used = [shift.contact_id for shift in shifts]
    used += [row.contact_id for row in rota.fallbacks_at(session, site.id)]
    return [one for one in dict.fromkeys(used) if one in present]


def _senders(site: Site) -> Iterator[Lack]:
    for name in ("family_sender", "staff_sender"):
        if not getattr(site, name):
            yield Lack(Piece.SENDER, name)


def _holes(session: Session, site: Site, now: datetime) -> Iterator[Lack]:
    present = {one.id for one in rota.contacts_at(session, site.id)}
    shifts = rota.shifts_between(session, site.id, now, now + LOOK_AHEAD)
    facts = [
        oncall.Shift(one.contact_id, one.starts_at, one.ends_at)
        for one in shifts
        if one.contact_id in present
    ]
    for from_at, until_at in oncall.gaps(facts, now, now + LOOK_AHEAD):
        yield Lack(Piece.ON_CALL, from_at=from_at, until_at=until_at)


def _fallback(session: Session, site: Site) -> Iterator[Lack]:
    if not rota.fallbacks_at(session, site.id):
        yield Lack(Piece.FALLBACK)


def _people(session: Session, site: Site) -> Iterator[Lack]:
    acting = [one for one in rota.working_at(session, site.id) if one.role in ACTING]
    if len(acting) < PEOPLE_NEEDED:
        yield Lack(Piece.PEOPLE)
