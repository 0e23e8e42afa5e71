"""How a page words the status and the route of a dose. The words are those of the texts."""

from flask_babel import gettext

from portal.actions.dose_statement import DoseRefusal
from study.doses import DoseStatus
from study.medicines import Medicine, Route
from study.notices.fixed import N_
from study.protocol import load

_STATUSES = {
    DoseStatus.GIVEN: (N_("given"), N_("taken")),
    # Late reads as given: the time says it, without blame (facts 7).
    DoseStatus.LATE: (N_("given"), N_("taken")),
    DoseStatus.PART_GIVEN: (N_("part given"), N_("part taken")),
    DoseStatus.MISSED: (N_("not given"), N_("not taken")),
    DoseStatus.VOMITED: (N_("vomited"), N_("vomited")),
    DoseStatus.HELD: (N_("told to hold"), N_("told to hold")),
    DoseStatus.UNKNOWN: (N_("not logged"), N_("not logged")),
    DoseStatus.IN_HOSPITAL: (N_("in hospital"), N_("in hospital")),
}
_ROUTES = {Route.PO: N_("by mouth"), Route.NG: N_("by tube"), Route.IV: N_("by IV")}
_REFUSED = {
    DoseRefusal.NOT_OPEN_YET: N_("It is too early to log this one."),
    DoseRefusal.IN_THE_FUTURE: N_("That time is still to come. Please check it."),
    DoseRefusal.FAR_FROM_SLOT: N_("That time is too far from this check-in. Please check it."),
    DoseRefusal.WITHDRAWN: N_("Your team changed this plan. Please open this page again."),
    DoseRefusal.NO_STATUS: N_("Please say what happened."),
    DoseRefusal.BAD_ROUTE: N_("Please say: by mouth or by tube."),
}


def status_words(status: DoseStatus, *, you: bool) -> str:
    return str(gettext(_STATUSES[status][you]))


def route_words(route: Route) -> str:
    return str(gettext(_ROUTES[route]))


def refusal_words(reason: DoseRefusal) -> str:
    return str(gettext(_REFUSED.get(reason, _REFUSED[DoseRefusal.NO_STATUS])))


def label(medicine: Medicine) -> str:
    """A or B: the neutral label on the card of the family (behaviour section 3)."""
    return load().medicine(medicine).label or ""
