"""What a report led to: the words to act on, the numbers, and whether a person has seen it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flask import Blueprint, Response, g, redirect, request, url_for
from sqlmodel import Session
from werkzeug.wrappers import Response as Redirect

from portal import clock
from portal.actions.choose_words import choose_words
from portal.actions.mark_family import mark_family
from portal.actions.report_symptoms import report_symptoms
from portal.actions.tell_family import TALK_WITHIN
from portal.pages import access
from portal.pages.access import FamilyVisit
from portal.pages.family.own import Own, own
from portal.pages.family.safety import Shown, shown
from portal.pages.family.symptom_list import METHODS
from portal.pages.showing import answer, is_fragment, phone
from portal.store import conversations
from portal.store.alerts import Alert, AlertState, FamilyMark
from portal.store.conversations import Asked
from portal.store.engine import reading, transaction
from portal.store.families import Participant
from portal.store.symptoms import SymptomReport
from study import age
from study.fever import implausible, place_decides
from study.notices import SafetyWords
from study.protocol import load
from study.symptoms import FeverMedicine, Method, SymptomEntry, Temperature
from study.triage import History, assess

pages = Blueprint("reported", __name__, url_prefix="/symptoms")

# Taps of the daily question that say no more than that there is something.
_UNNAMED = frozenset({"F.said", "N.new", "X.unwell"})
# How long after a report its temperature may still be told where it was taken.
ASKED_FOR = timedelta(hours=4)


@dataclass(frozen=True)
class Standing:
    """Whether a person has seen a report. Nothing is said of carriers or delivery (behaviour 5).

    `key` changes when something changed, so that a page that asks again is left alone otherwise.
    """

    word: str
    at: datetime | None = None
    until: datetime | None = None
    mark: FamilyMark | None = None

    @property
    def key(self) -> str:
        return f"{self.word}-{self.mark or ''}-{int(self.at.timestamp()) if self.at else 0}"


@pages.get("/<report_id>")
@access.open_to_all
def show(report_id: str) -> tuple[str, int] | Response:
    """Without a session the numbers stay in sight: a page that asks again is left as it is."""
    if not isinstance(g.visit, FamilyVisit):
        left = Response(status=204)
        return left if is_fragment() else answer("family/symptoms_signed_out.html", lost=False)
    return _show(g.visit, report_id, clock.now())


def _show(visit: FamilyVisit, report_id: str, now: datetime) -> tuple[str, int] | Response:
    with reading() as session:
        mine, report, child = _own_report(session, visit, report_id)
        alert = session.get(Alert, report.alert_id) if report.alert_id else None
        standing = standing_of(report, alert)
        if request.args.get("seen") == standing.key:
            return Response(status=204)
        entry = entry_of(report)
        return answer(
            "family/reported.html",
            "standing",
            mine=mine,
            report=report,
            child=child,
            said=words_of(session, mine, child, entry, report),
            standing=None if entry.death else standing,
            methods=METHODS[1:] if asks_where(entry, report, now) else (),
            more=bool(entry.codes & _UNNAMED),
            recheck=entry.temperature is not None and implausible(entry.temperature, load().fever),
        )


@pages.post("/<report_id>/place")
@access.needs_family
def place(visit: FamilyVisit, report_id: str) -> Redirect:
    """Where the temperature was taken: a new report with the same number."""
    now = clock.now()
    with transaction() as session:
        mine, report, child = _own_report(session, visit, report_id)
        entry = entry_of(report)
        posted = request.form.get("method", "")
        if entry.temperature is None or posted not in {method.value for method in Method}:
            access.refuse()
        told = replace(entry, temperature=replace(entry.temperature, method=Method(posted)))
        outcome = report_symptoms(
            session, participants=[child], entry=told, reporter=mine.reporter(), now=now
        )
        waiting = [
            one
            for one in conversations.open_of(session, visit.caregiver_id, now)
            if one.kind is Asked.METHOD and one.participant_id == child.id
        ]
        conversations.close(waiting, "answered", now)
    return redirect(url_for("reported.show", report_id=outcome.reports[0].id), code=303)


@pages.post("/<report_id>/mark")
@access.needs_family
def mark(visit: FamilyVisit, report_id: str) -> tuple[str, int] | Response | Redirect:
    """The family reached the team, or is on its way: texts to them stop, nothing is closed."""
    said = request.form.get("mark", "")
    if said not in {one.value for one in FamilyMark}:
        access.refuse()
    with transaction() as session:
        _, report, _ = _own_report(session, visit, report_id)
        alert = session.get(Alert, report.alert_id) if report.alert_id else None
        if alert is None:
            access.refuse()
        mark_family(session, alert=alert, mark=FamilyMark(said), who=visit.who, now=clock.now())
    return redirect(url_for("reported.show", report_id=report_id), code=303)


def _own_report(
    session: Session, visit: FamilyVisit, report_id: str
) -> tuple[Own, SymptomReport, Participant]:
    """A report this very person made: what a participant says is not a parent's to read."""
    mine = own(session, visit)
    report = session.get(SymptomReport, report_id)
    if report is None or report.caregiver_id != visit.caregiver_id:
        access.refuse()
    return mine, report, mine.child(report.participant_id)


def standing_of(report: SymptomReport, alert: Alert | None) -> Standing:
    if alert is None:
        seen = report.reviewed_at
        return Standing("read", seen) if seen else Standing("nobody")
    if alert.state is AlertState.RESOLVED:
        return Standing("closed", alert.resolved_at)
    if alert.state is AlertState.ACKNOWLEDGED and alert.acknowledged_at is not None:
        return Standing("taken", alert.acknowledged_at, alert.acknowledged_at + TALK_WITHIN)
    told = alert.family_told_at
    return Standing("no_answer" if told else "nobody", told, mark=alert.family_mark)


def entry_of(report: SymptomReport) -> SymptomEntry:
    """The report as an entry again, to choose its words by the same rules."""
    codes = frozenset(report.codes)
    read = None
    if report.temperature is not None and report.unit is not None:
        read = Temperature(
            report.temperature_raw or "",
            report.temperature,
            "C" if report.unit == "C" else "F",
            Method(report.method or Method.UNKNOWN),
            taken_at=report.taken_at,
        )
    return SymptomEntry(
        codes=codes,
        temperature=read,
        feels_hot="F.hot" in codes,
        self_harm="N26" in codes,
        death="X.death" in codes,
        about="participant",
        words=report.words,
        fever_medicine=FeverMedicine(report.fever_medicine) if report.fever_medicine else None,
    )


def words_of(
    session: Session, mine: Own, child: Participant, entry: SymptomEntry, report: SymptomReport
) -> Shown | None:
    """The words that a report is answered with; None for one that has none of its own."""
    months = age.months(child.born, report.reported_at.date())
    found = [assess(entry, History(age_months=months))]
    notice = choose_words(
        session, child, entry, report.tier, found, mine.reporter(), report.reported_at
    )
    if not isinstance(notice, SafetyWords):
        return None
    return shown(notice, phone(mine.site.phone_24h), phone(mine.site.phone_day))


def asks_where(entry: SymptomEntry, report: SymptomReport, now: datetime) -> bool:
    recent = now - report.reported_at < ASKED_FOR
    return (
        recent and entry.temperature is not None and place_decides(entry.temperature, load().fever)
    )
