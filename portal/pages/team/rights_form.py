"""The form of a caregiver's rights and custody days, read. What it sets is judged elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext

from portal.actions.set_rights import Rights
from portal.pages.team.forms import a_date
from portal.store.families import Participant
from study.custody import CustodyDays


@dataclass(frozen=True)
class RightsForm:
    """What was ticked; `days` by the child's id. `errors` by the name of the field."""

    rights: Rights
    days: dict[str, CustodyDays]
    errors: dict[str, str] = field(default_factory=dict)


def rights_form(form: Any, children: Sequence[Participant]) -> RightsForm:
    """`form` is a request's form. Weeks in turn need the day on which a first one begins."""
    rights = Rights(
        sees_names=form.get("sees_names") == "yes",
        sees_reports=form.get("sees_reports") == "yes",
        gets_backup=form.get("gets_backup") == "yes",
    )
    days: dict[str, CustodyDays] = {}
    errors: dict[str, str] = {}
    for child in children:
        first = a_date(form.get(f"{child.id}.counts_from"))
        in_turn = form.get(f"{child.id}.in_turn") == "yes"
        if in_turn and first is None:
            errors[f"{child.id}.counts_from"] = gettext("Enter a date.")
        days[child.id] = _pattern(form, child.id, first, in_turn=in_turn)
    return RightsForm(rights, days, errors)


def _pattern(form: Any, child_id: str, first: date | None, *, in_turn: bool) -> CustodyDays:
    weekdays = _ticked(form, f"{child_id}.days")
    if not in_turn:
        return CustodyDays(weekdays)
    return CustodyDays(weekdays, _ticked(form, f"{child_id}.other_days"), first)


def _ticked(form: Any, name: str) -> frozenset[int]:
    return frozenset(int(one) for one in form.getlist(name) if one in tuple("0123456"))
