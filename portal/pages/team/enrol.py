"""Enrol a family: children with their plans, people with their phones, on one form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.enrol_family import enrol_family
from portal.actions.enrolment import ChildEntry, Enrolment, EnrolmentRefused
from portal.pages import access
from portal.pages.access import ACTS, StaffVisit
from portal.pages.showing import answer
from portal.pages.team.forms import a_date, a_number, a_time
from portal.pages.team.person_form import AGREED, a_person
from portal.pages.team.plan_form import BadPlans, PlanRow, offered, read_plans, rows_of
from portal.store import families, sites
from portal.store.blanks import missing_at
from portal.store.engine import reading, transaction
from portal.store.staff import Staff
from study.medicines import Arm

pages = Blueprint("team_enrol", __name__, url_prefix="/team/enrol")

Answer = tuple[str, int] | Response
MOST_CHILDREN, MOST_PEOPLE = 4, 6
PLAN_ROWS = 3


@dataclass(frozen=True)
class Counts:
    """How many children and people the form has room for; more come by a link, without scripts."""

    children: int
    people: int


@pages.get("")
@access.needs_staff(*ACTS)
def show(visit: StaffVisit) -> Answer:
    return _show(visit, {})


@pages.post("")
@access.needs_staff(*ACTS)
def enrol(visit: StaffVisit) -> Answer:
    """All of the family or nothing; every problem is shown beside its field."""
    errors: dict[str, str] = {}
    enrolment = _read(request.form, errors)
    if errors:
        return _show(visit, errors, 422)
    try:
        with transaction() as session:
            family = enrol_family(
                session,
                site=sites.get(session, visit.site_id),
                enrolment=enrolment,
                staff=session.get_one(Staff, visit.staff_id),
                now=clock.now(),
            )
            child = families.participants_of(session, family.id)[0]
    except EnrolmentRefused as refused:
        said = {problem.where: problem.words for problem in refused.problems}
        return _show(visit, _as_typed(said), 422)
    return redirect(url_for("team_child.show", participant_id=child.id), code=303)


def _counts() -> Counts:
    asked = request.values
    return Counts(
        children=a_number(asked.get("children"), MOST_CHILDREN) or 1,
        people=a_number(asked.get("people"), MOST_PEOPLE) or 2,
    )


def _filled(prefix: str, count: int, *names: str) -> list[int]:
    """Which numbers of a repeated part hold anything; the first is always one of them."""
    return [
        number
        for number in range(count)
        if number == 0 or any(request.form.get(f"{prefix}.{number}.{name}") for name in names)
    ]


def _children() -> list[int]:
    return _filled("children", _counts().children, "code", "nickname")


def _people() -> list[int]:
    return _filled("caregivers", _counts().people, "name", "phone")


def _as_typed(said: dict[str, str]) -> dict[str, str]:
    """The action counts filled parts only; on the form an empty part may stand between them."""
    places = {"children": _children(), "caregivers": _people()}
    moved = {}
    for where, words in said.items():
        part, _dot, rest = where.partition(".")
        number, _dot, field = rest.partition(".")
        if part in places and number.isdecimal():
            where = f"{part}.{places[part][int(number)]}.{field}"
        moved[where] = words
    return moved


def _read(form: Any, errors: dict[str, str]) -> Enrolment:
    children = [_child(form, f"children.{number}", errors) for number in _children()]
    codes = tuple(child.code for child in children)
    return Enrolment(
        zone=form.get("zone", "").strip(),
        children=tuple(children),
        caregivers=tuple(a_person(form, f"caregivers.{number}", codes) for number in _people()),
        quiet_from=_time(form, "quiet_from", errors),
        quiet_until=_time(form, "quiet_until", errors),
        prompt_at=_time(form, "prompt_at", errors) or time(18),
    )


def _child(form: Any, where: str, errors: dict[str, str]) -> ChildEntry:
    typed = {name: form.get(f"{where}.{name}", "").strip() for name in ("birth_date", "day1")}
    for name, value in typed.items():
        if value and a_date(value) is None:
            errors[f"{where}.{name}"] = gettext("Enter a date.")
    try:
        plans = read_plans(rows_of(form, f"{where}.plans"), f"{where}.plans")
    except BadPlans as bad:
        errors.update(bad.errors)
        plans = ()
    arm = form.get(f"{where}.arm")
    return ChildEntry(
        code=form.get(f"{where}.code", "").strip().upper(),
        nickname=form.get(f"{where}.nickname", "").strip(),
        birth_date=a_date(typed["birth_date"]),
        arm=Arm(arm) if arm in set(Arm) else None,
        day1=a_date(typed["day1"]),
        etoposide_on=form.get(f"{where}.etoposide_on") == "yes",
        plans=plans,
    )


def _time(form: Any, name: str, errors: dict[str, str]) -> time | None:
    typed = form.get(name, "").strip()
    found = a_time(typed)
    if typed and found is None:
        errors[name] = gettext("Enter a time such as 8:10.")
    return found


def _plan_rows(where: str) -> Sequence[PlanRow]:
    typed = [row for row in rows_of(request.form, where) if not row.is_empty]
    return [*typed, *[PlanRow()] * (PLAN_ROWS - len(typed))]


def _show(visit: StaffVisit, errors: dict[str, str], status: int = 200) -> Answer:
    counts = _counts()
    with reading() as session:
        site = sites.get(session, visit.site_id)
        demo = sites.is_demo(session)
        missing = missing_at(session, site)
    return answer(
        "team/enrol.html",
        site=site,
        demo=demo,
        missing=missing,
        counts=counts,
        plans={number: _plan_rows(f"children.{number}.plans") for number in range(counts.children)},
        offered=offered(),
        arms=list(Arm),
        agreed=AGREED,
        form=request.form,
        errors={where: words for where, words in errors.items() if not where.startswith("site.")},
        status=status,
    )
