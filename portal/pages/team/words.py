"""Plain words for the codes that staff read: tiers, deliveries, tasks, states, doses, the trail."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from babel import Locale, UnknownLocaleError
from flask import Flask
from flask_babel import get_locale, gettext, ngettext
from flask_babel import lazy_gettext as _

from portal.actions.open_task import TaskKind
from portal.pages.team.task_words import TASKS
from portal.store.alerts import AlertState, FamilyMark
from portal.store.chat import AnswerHow
from portal.store.doses import Door
from portal.store.families import Texting
from portal.store.staff import Role
from portal.store.texts import OutboundState, OutboundText
from study.answers.shapes import Boundary
from study.doses import DoseStatus
from study.explained.passages import blanks as family_blanks
from study.lifecycle import State
from study.medicines import Medicine, Route
from study.symptoms import FeverMedicine, Label, Method, Tier

TIERS = {
    Tier.T1: _("Emergency now"),
    Tier.T2: _("Study team now"),
    Tier.T3: _("Study team today"),
    Tier.T4: _("Noted"),
}
LABELS = {
    Label.URGENT_FEVER: _("Fever"),
    Label.URGENT_NEURO: _("Nerve or brain sign"),
    Label.URGENT_BOTH: _("Fever and a nerve or brain sign"),
    Label.EMERGENCY: _("Emergency sign"),
    Label.OTHER_SYMPTOM: _("Another symptom"),
    Label.NO_SYMPTOM: _("No symptom"),
}
ALERT_STATES = {
    AlertState.OPEN: _("Nobody has taken this yet"),
    AlertState.ACKNOWLEDGED: _("A person has it"),
    AlertState.RESOLVED: _("Resolved"),
}
MARKS = {
    FamilyMark.REACHED: _("The family says: we reached the team (R)"),
    FamilyMark.GOING: _("The family says: we are going to the emergency room (E)"),
}
# "Accepted" and "sent" are the carrier's words for its own work, never proof of arrival.
DELIVERIES = {
    OutboundState.PENDING: _("waiting to be sent"),
    OutboundState.CLAIMED: _("being sent"),
    OutboundState.ACCEPTED: _("handed to the carrier, arrival not confirmed"),
    OutboundState.SENT: _("sent by the carrier, arrival not confirmed"),
    OutboundState.DELIVERED: _("arrived on the phone (that is not the same as read)"),
    OutboundState.UNDELIVERED: _("did not arrive"),
    OutboundState.FAILED: _("could not be sent"),
    OutboundState.UNKNOWN: _("not known whether it was sent"),
    OutboundState.EXPIRED: _("came too late and was not sent"),
    OutboundState.SUPPRESSED: _("held back: this phone may not be texted"),
}
ARRIVED = frozenset({OutboundState.DELIVERED})
LOST = frozenset({OutboundState.UNDELIVERED, OutboundState.FAILED, OutboundState.EXPIRED})
STATES = {
    State.NOT_STARTED: _("Not started"),
    State.ON_TREATMENT: _("On treatment"),
    State.HELD: _("Held"),
    State.IN_HOSPITAL: _("In the hospital"),
    State.OFF_TREATMENT_EARLY: _("Off treatment early"),
    State.COMPLETED: _("Completed"),
    State.EXTENDED: _("Extended"),
    State.TRANSPLANT: _("Transplant"),
    State.TRANSFERRED: _("Transferred to another site"),
    State.LOST_TO_FOLLOW_UP: _("Lost to follow-up"),
    State.WITHDRAWN: _("Withdrawn"),
    State.AUTHORIZATION_REVOKED: _("Authorization revoked"),
    State.DIED: _("Died"),
}
STATUSES = {
    DoseStatus.GIVEN: _("given"),
    DoseStatus.LATE: _("given late"),
    DoseStatus.PART_GIVEN: _("part given"),
    DoseStatus.MISSED: _("not given"),
    DoseStatus.VOMITED: _("vomited"),
    DoseStatus.HELD: _("told to hold"),
    DoseStatus.UNKNOWN: _("unknown"),
    DoseStatus.IN_HOSPITAL: _("in hospital"),
}
ROUTES = {Route.PO: _("by mouth"), Route.NG: _("by tube"), Route.IV: _("into a vein")}
MEDICINES = {
    Medicine.RUXOLITINIB: _("A (ruxolitinib)"),
    Medicine.DEXAMETHASONE: _("B (dexamethasone)"),
    Medicine.ETOPOSIDE: _("etoposide"),
}
METHODS = {
    Method.MOUTH: _("in the mouth"),
    Method.EAR: _("in the ear"),
    Method.FOREHEAD: _("on the forehead"),
    Method.RECTAL: _("rectal"),
    Method.UNDERARM: _("under the arm"),
    Method.UNKNOWN: _("place not said"),
}
BOUNDARIES = {
    Boundary.DOSE: _("what to do about a dose"),
    Boundary.STOPPING: _("stopping or pausing a medicine"),
    Boundary.ELIGIBILITY: _("who can join"),
    Boundary.ODDS: _("how it will go"),
    Boundary.RESULTS: _("what a result means"),
    Boundary.CHOICE: _("which choice to make"),
    Boundary.CAUSE: _("what it is or where it comes from"),
    Boundary.OTHER_MEDICINE: _("another medicine or food"),
    Boundary.RECORDS: _("records"),
    Boundary.NOT_FOUND: _("no passage says it"),
    Boundary.OFF_SUBJECT: _("another subject"),
}
HOWS = {
    AnswerHow.WRITTEN: _("in writing"),
    AnswerHow.TELEPHONE: _("by telephone"),
}
FEVER_MEDICINE = {
    FeverMedicine.YES: _("fever medicine in the last 6 hours: yes"),
    FeverMedicine.NO: _("fever medicine in the last 6 hours: no"),
    FeverMedicine.UNSURE: _("fever medicine in the last 6 hours: not sure"),
}
DOORS = {Door.SMS: _("by text"), Door.WEB: _("on the web"), Door.TEAM: _("typed by the team")}
TEXTING = {
    Texting.NEW: _("not asked yet"),
    Texting.ASKED: _("asked, has not confirmed the phone"),
    Texting.CONFIRMED: _("confirmed, takes texts"),
    Texting.OPTED_OUT: _("opted out: call"),
}
ROLES = {
    Role.MONITOR: _("Monitor (sees)"),
    Role.COORDINATOR: _("Coordinator (acts)"),
    Role.INVESTIGATOR: _("Investigator (acts, sets fever plans)"),
    Role.ADMIN: _("Administrator (acts, sets up)"),
}
BLANKS = {
    "phone_24h": _("24-hour phone"),
    "phone_day": _("Daytime phone"),
    "fallback_minutes": _("Minutes until a family that reaches nobody goes to an emergency room"),
    "review_opens": _("Reports are reviewed from"),
    "review_closes": _("Reports are reviewed until"),
    "review_weekdays": _("Reports are reviewed on"),
    "ack_minutes": _("Minutes until the next person is paged"),
    "family_told_minutes": _("Minutes until the family hears that nobody has answered"),
    "legal_age": _("Legal age"),
    "late_after_minutes": _("Minutes after which a dose is late"),
    "window_ends_minutes": _("Minutes after which a check-in closes"),
}
EVENTS = {
    "opened": _("Opened"),
    "joined": _("Another report joined it"),
    "worsened": _("Became more urgent; paged anew"),
    "paged": _("Paged"),
    "acknowledged": _("A person has it"),
    "reopened": _("Nobody's again; paged from the start"),
    "resolved": _("Resolved"),
    "family_nobody_answered": _("The family was told: no one has answered yet, call"),
    "family_taken": _("The family was told that a person has it"),
    "family_says_reached": _("The family says: we reached the team (R)"),
    "family_says_going": _("The family says: we are going to the emergency room (E)"),
}


def init_app(app: Flask) -> None:
    """Give the templates the filter `plain`, and the names of languages, ages and deliveries."""
    app.jinja_env.filters.update(
        plain=plain, language_name=language_name, ago=ago, delivery=delivery, blank=blank
    )


_TABLES: dict[type[StrEnum], Mapping[Any, object]] = {
    Tier: TIERS,
    Label: LABELS,
    AlertState: ALERT_STATES,
    FamilyMark: MARKS,
    OutboundState: DELIVERIES,
    TaskKind: TASKS,
    State: STATES,
    DoseStatus: STATUSES,
    Route: ROUTES,
    Medicine: MEDICINES,
    Method: METHODS,
    Door: DOORS,
    Boundary: BOUNDARIES,
    AnswerHow: HOWS,
    Texting: TEXTING,
    Role: ROLES,
}
# Columns that hold a word as plain text: `{{ task.kind|plain("task") }}`.
_KINDS: dict[str, Mapping[Any, object]] = {
    "task": TASKS,
    "event": EVENTS,
    "label": LABELS,
    "method": METHODS,
    "fever medicine": FEVER_MEDICINE,
}


def plain(code: StrEnum | str, kind: str | None = None) -> str:
    """The words for a code; the code itself where nobody has written any."""
    table = _KINDS[kind] if kind else _TABLES.get(type(code), {})  # type: ignore[arg-type]
    return str(table.get(code, code))


def blank(name: str) -> str:
    """A site's blank in words; those by medicine name it ("late_after_minutes.dexamethasone")."""
    field, _dot, medicine = name.partition(".")
    words = family_blanks().get(field)
    said = str(BLANKS.get(field, words.label if words else field))
    return f"{said}: {plain(Medicine(medicine))}" if medicine else said


def delivery(text: OutboundText | None) -> str:
    """What became of a text, with the carrier's code where it gave one."""
    if text is None:
        return str(gettext("no text was queued"))
    said = plain(text.state)
    if text.error_code:
        return str(gettext("%(said)s (carrier code %(code)s)", said=said, code=text.error_code))
    return said


def language_name(code: str) -> str:
    """ "es" in the reader's language: "Spanish"."""
    try:
        name = Locale.parse(code.replace("-", "_")).get_language_name(get_locale() or "en")
    except (ValueError, UnknownLocaleError):
        return code
    return str(name or code)


def ago(at: datetime, now: datetime) -> str:
    """How long ago, roughly: minutes, then hours, then days."""
    minutes = max(0, int((now - at).total_seconds() // 60))
    if minutes < 90:
        return str(ngettext("%(num)d minute", "%(num)d minutes", minutes))
    if minutes < 48 * 60:
        return str(ngettext("%(num)d hour", "%(num)d hours", minutes // 60))
    return str(ngettext("%(num)d day", "%(num)d days", minutes // (24 * 60)))
