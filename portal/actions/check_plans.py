"""Find what is wrong with plans before they are kept. Judges no amount, no choice of medicine."""

from collections.abc import Iterator, Sequence
from datetime import time, timedelta
from itertools import combinations

from portal.actions.enrolment import Plan, Problem, ProblemKind
from portal.store.families import Family
from study.localtime import QuietHours
from study.protocol import load
from study.site import SiteRules

LONGEST = timedelta(days=366)


def check_plans(
    plans: Sequence[Plan], *, rules: SiteRules, quiet: QuietHours, where: str = "plans"
) -> list[Problem]:
    """Every problem, each at `where`.number.field. `quiet` are the family's quiet hours."""
    found = [
        Problem(kind, f"{where}.{number}.{field}")
        for number, plan in enumerate(plans)
        for kind, field in (*_shape(plan), *_times(plan, quiet), *_home(plan, rules))
    ]
    for (one, first), (two, second) in combinations(enumerate(plans), 2):
        if _overlap(first, second):
            found.append(Problem(ProblemKind.PLANS_OVERLAP, f"{where}.{max(one, two)}.starts_on"))
    return found


def quiet_hours(family: Family) -> QuietHours:
    """The family's own quiet hours, else the protocol's."""
    return own_quiet_hours(family) or load().defaults.quiet


def own_quiet_hours(family: Family) -> QuietHours | None:
    if not family.quiet_from or not family.quiet_until:
        return None
    return QuietHours(time.fromisoformat(family.quiet_from), time.fromisoformat(family.quiet_until))


def _shape(plan: Plan) -> Iterator[tuple[ProblemKind, str]]:
    if plan.ends_on < plan.starts_on:
        yield ProblemKind.ENDS_BEFORE_START, "ends_on"
    elif plan.ends_on - plan.starts_on > LONGEST:
        yield ProblemKind.PLAN_TOO_LONG, "ends_on"


def _times(plan: Plan, quiet: QuietHours) -> Iterator[tuple[ProblemKind, str]]:
    if not plan.times or len(set(plan.times)) != len(plan.times):
        yield ProblemKind.NO_TIMES, "times"
    if not plan.night_times_agreed and any(quiet.holds(wall) for wall in plan.times):
        yield ProblemKind.NIGHT_NOT_AGREED, "times"


def _home(plan: Plan, rules: SiteRules) -> Iterator[tuple[ProblemKind, str]]:
    if plan.route not in load().medicine(plan.medicine).home_routes:
        yield ProblemKind.NOT_AT_HOME, "route"
    elif rules.window_ends(plan.medicine) is None:
        yield ProblemKind.WINDOW_BLANK, "medicine"


def _overlap(one: Plan, two: Plan) -> bool:
    same = one.medicine is two.medicine
    return same and one.starts_on <= two.ends_on and two.starts_on <= one.ends_on
