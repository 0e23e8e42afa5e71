"""Enrol a family at its site: children, plans, people with phones. All of it or nothing."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time

from sqlmodel import Session

from portal.actions.add_caregiver import add_caregiver, check_caregiver
from portal.actions.change_schedule import change_schedule
from portal.actions.check_plans import check_plans
from portal.actions.enrolment import (
    CaregiverEntry,
    ChildEntry,
    Enrolment,
    EnrolmentRefused,
    Problem,
    ProblemKind,
)
from portal.actions.live_pieces import pageable, untested
from portal.actions.reporter import by_staff
from portal.phone_numbers import BadNumber, e164
from portal.store import families, sites, trail
from portal.store.blanks import missing_at
from portal.store.families import Family, Participant, StateChange
from portal.store.sites import Site
from portal.store.staff import Staff
from portal.store.trail import Who
from study.lifecycle import State
from study.localtime import QuietHours, UnknownZone, local_date, zone_named
from study.protocol import load

_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,15}")
_LONGEST_NICKNAME = 20


def enrol_family(
    session: Session, *, site: Site, enrolment: Enrolment, staff: Staff, now: datetime
) -> Family:
    """The family as it was typed. A site with an empty blank enrols nobody (facts 8).

    A child whose day 1 has come is on treatment, any other is not started. Judges nobody's
    fitness for the study. Raises EnrolmentRefused with every problem; then nothing was written.
    """
    problems = list(_problems(session, site, enrolment, now))
    if problems:
        raise EnrolmentRefused(problems)
    family = Family(
        site_id=site.id,
        zone=enrolment.zone,
        quiet_from=_hhmm(enrolment.quiet_from),
        quiet_until=_hhmm(enrolment.quiet_until),
        prompt_at=enrolment.prompt_at,
        created_at=now,
    )
    session.add(family)
    session.flush()
    who = by_staff(staff)
    trail.write(session, who, "enrolled_family", now=now, subject=family)
    children = {
        entry.code: _enrol_child(session, family, entry, staff, who, now)
        for entry in enrolment.children
    }
    for person in enrolment.caregivers:
        own = [children[code] for code in person.cares_for or children]
        add_caregiver(session, family=family, entry=person, children=own, staff=staff, now=now)
    return family


def _hhmm(wall: time | None) -> str | None:
    return wall.isoformat("minutes") if wall else None


def _enrol_child(
    session: Session, family: Family, entry: ChildEntry, staff: Staff, who: Who, now: datetime
) -> Participant:
    started = entry.day1 is not None and entry.day1 <= local_date(now, family.zone)
    child = Participant(
        family_id=family.id,
        site_id=family.site_id,
        code=entry.code,
        nickname=entry.nickname.strip(),
        birth_date=entry.birth_date.isoformat() if entry.birth_date else None,
        arm=entry.arm.value if entry.arm else None,
        day1=entry.day1,
        state=State.ON_TREATMENT if started else State.NOT_STARTED,
        state_since=now,
        etoposide_on=entry.etoposide_on,
        created_at=now,
    )
    session.add(child)
    session.flush()
    session.add(
        StateChange(
            participant_id=child.id, state=child.state, staff_id=staff.id, reason="enrolled", at=now
        )
    )
    trail.write(session, who, "enrolled_child", now=now, subject=child, state=child.state.value)
    if entry.plans:
        change_schedule(session, participant=child, plans=entry.plans, staff=staff, now=now)
    return child


def _problems(
    session: Session, site: Site, enrolment: Enrolment, now: datetime
) -> Iterator[Problem]:
    for blank in missing_at(session, site):
        yield Problem(ProblemKind.SITE_BLANK, f"site.{blank}")
    if not sites.is_demo(session):
        yield from _not_live(session, site, now)
    zone = enrolment.zone if _is_zone(enrolment.zone) else None
    if zone is None:
        yield Problem(ProblemKind.BAD_ZONE, "zone")
    if (enrolment.quiet_from is None) != (enrolment.quiet_until is None):
        yield Problem(ProblemKind.QUIET_HALF, "quiet_from")
    yield from _children(session, site, enrolment, local_date(now, zone or site.zone))
    yield from _caregivers(session, enrolment)


def _not_live(session: Session, site: Site, now: datetime) -> Iterator[Problem]:
    """A person takes the site live, and everyone who may be paged answered a test page lately.

    No family is enrolled before that (behaviour section 5).
    """
    if site.live_since is None:
        yield Problem(ProblemKind.NOT_LIVE, "live")
    if not pageable(session, site, now) or untested(session, site, now):
        yield Problem(ProblemKind.PAGER_UNTESTED, "pager")


def _is_zone(name: str) -> bool:
    try:
        zone_named(name)
    except UnknownZone:
        return False
    return True


def _children(session: Session, site: Site, enrolment: Enrolment, today: date) -> Iterator[Problem]:
    quiet = load().defaults.quiet
    if enrolment.quiet_from and enrolment.quiet_until:
        quiet = QuietHours(enrolment.quiet_from, enrolment.quiet_until)
    if not enrolment.children:
        yield Problem(ProblemKind.NO_CHILD, "children")
    seen: set[str] = set()
    for number, child in enumerate(enrolment.children):
        where = f"children.{number}"
        taken = child.code in seen or families.code_taken(session, site.id, child.code)
        yield from _child(child, where, taken, today)
        yield from check_plans(child.plans, rules=site.rules(), quiet=quiet, where=f"{where}.plans")
        seen.add(child.code)


def _child(child: ChildEntry, where: str, taken: bool, today: date) -> Iterator[Problem]:
    if not _CODE.fullmatch(child.code):
        yield Problem(ProblemKind.BAD_CODE, f"{where}.code")
    elif taken:
        yield Problem(ProblemKind.CODE_TAKEN, f"{where}.code")
    if not 0 < len(child.nickname.strip()) <= _LONGEST_NICKNAME:
        yield Problem(ProblemKind.BAD_NICKNAME, f"{where}.nickname")
    if child.birth_date is not None and child.birth_date > today:
        yield Problem(ProblemKind.BORN_IN_FUTURE, f"{where}.birth_date")


def _caregivers(session: Session, enrolment: Enrolment) -> Iterator[Problem]:
    demo = sites.is_demo(session)
    if not enrolment.caregivers:
        yield Problem(ProblemKind.NO_CAREGIVER, "caregivers")
    codes = {child.code for child in enrolment.children}
    for number, person in enumerate(enrolment.caregivers):
        where = f"caregivers.{number}"
        yield from check_caregiver(session, person, demo=demo, where=where)
        if not set(person.cares_for) <= codes:
            yield Problem(ProblemKind.CARES_FOR_NOBODY, f"{where}.cares_for")
        if _number(person) in map(_number, enrolment.caregivers[:number]):
            yield Problem(ProblemKind.PHONE_TAKEN, f"{where}.phone")


def _number(person: CaregiverEntry) -> str:
    try:
        return e164(person.phone, demo=False)
    except BadNumber:
        return person.phone


__all__ = ["EnrolmentRefused", "enrol_family"]
