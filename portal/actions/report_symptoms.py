"""Keep what a family says of how a child is, judge it, and raise what must be raised at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlmodel import Session

from portal.actions.choose_words import choose_words
from portal.actions.hold_for_death import hold_for_death
from portal.actions.open_task import TaskKind, open_task
from portal.actions.queue_text import queue_family
from portal.actions.raise_alert import AlertSubject, raise_alert
from portal.actions.reporter import Reporter
from portal.store import sites, symptoms, trail
from portal.store.alerts import Alert
from portal.store.doses import Door
from portal.store.families import Participant
from portal.store.symptoms import SymptomReport
from study import age
from study.notices import Notice
from study.review_hours import review_ends
from study.symptoms import Label, Method, SymptomEntry, Temperature, Tier
from study.triage import Assessment, History, assess

RECENT = timedelta(hours=24)


@dataclass(frozen=True)
class SymptomOutcome:
    """What a report led to. `notice` is the family's words: already queued when it came by text."""

    tier: Tier
    label: Label
    reports: tuple[SymptomReport, ...]
    alerts: tuple[Alert, ...]
    notice: Notice
    ask_method: bool
    ask_recheck: bool


def report_symptoms(
    session: Session,
    *,
    participants: Sequence[Participant],
    entry: SymptomEntry,
    reporter: Reporter,
    now: datetime,
    floor: Tier = Tier.T4,
) -> SymptomOutcome:
    """One report for each participant it may be about: a shared phone is answered for all of them.

    `floor` is the least urgent tier it may get (behaviour 1: doubt with a symptom word is T2).
    T1 and T2 raise an alert, T3 opens a task that pages at the end of review hours (behaviour 4),
    T4 shows on the list of reports to review. The words for a text go to the outbox here, so that
    they are committed together with the alert.
    """
    judged = [(child, _judge(session, child, entry, now)) for child in participants]
    made = [_keep(session, child, entry, found, floor, reporter, now) for child, found in judged]
    raised = [
        _act(session, child, report, reporter, now)
        for (child, _), report in zip(judged, made, strict=True)
    ]
    judgements = [found for _, found in judged]
    tier = min(report.tier for report in made)
    outcome = SymptomOutcome(
        tier=tier,
        label=judgements[0].label,
        reports=tuple(made),
        alerts=tuple(alert for alert in raised if alert is not None),
        notice=choose_words(session, participants[0], entry, tier, judgements, reporter, now),
        ask_method=any(found.ask_method for found in judgements),
        ask_recheck=any(found.ask_recheck for found in judgements),
    )
    _answer_by_text(session, outcome, reporter, now)
    for child in participants if entry.death else ():
        hold_for_death(session, participant=child, reporter=reporter, now=now)
    return outcome


def _answer_by_text(
    session: Session, outcome: SymptomOutcome, reporter: Reporter, now: datetime
) -> None:
    if reporter.door is not Door.SMS or reporter.caregiver is None or outcome.tier is Tier.T4:
        # T4 warns of nothing: the conversation thanks, unless it has a better answer.
        return
    queue_family(
        session,
        caregiver=reporter.caregiver,
        notice=outcome.notice,
        key=f"safety:{reporter.inbound_id or outcome.reports[0].id}:{outcome.notice.kind}",
        now=now,
        participant_id=outcome.reports[0].participant_id,
        inbound_id=reporter.inbound_id,
        alert_id=outcome.alerts[0].id if outcome.alerts else None,
    )


def _judge(session: Session, child: Participant, entry: SymptomEntry, now: datetime) -> Assessment:
    earlier = symptoms.recent(session, child.id, now - RECENT)
    codes = frozenset(code for report in earlier for code in report.codes)
    read = tuple(one for one in map(_temperature, earlier) if one is not None)
    return assess(entry, History(codes, age.months(child.born, now.date()), read))


def _temperature(report: SymptomReport) -> Temperature | None:
    if report.temperature is None:
        return None
    method = Method(report.method) if report.method else Method.UNKNOWN
    unit: Literal["C", "F"] = "C" if report.unit == "C" else "F"
    return Temperature(report.temperature_raw or "", report.temperature, unit, method)


def _keep(
    session: Session,
    child: Participant,
    entry: SymptomEntry,
    found: Assessment,
    floor: Tier,
    reporter: Reporter,
    now: datetime,
) -> SymptomReport:
    report = SymptomReport(
        participant_id=child.id,
        site_id=child.site_id,
        caregiver_id=reporter.caregiver.id if reporter.caregiver else None,
        staff_id=reporter.staff_id,
        inbound_id=reporter.inbound_id,
        door=reporter.door,
        words=entry.words,
        codes=sorted(entry.codes),
        tier=Tier.worst(found.tier, floor) or floor,
        label=found.label.value,
        reasons=[[reason.rule, reason.words] for reason in found.reasons],
        reported_at=now,
        fever_medicine=entry.fever_medicine.value if entry.fever_medicine else None,
        **_measured(entry.temperature),
    )
    session.add(report)
    session.flush()
    codes = {"tier": report.tier.value, "door": reporter.door.value, "participant": child.id}
    trail.write(session, reporter.who, "reported_symptoms", now=now, subject=report, **codes)
    return report


def _measured(read: Temperature | None) -> dict[str, Any]:
    """The reading as typed and as parsed, never rounded (facts 3.1)."""
    if read is None:
        return {}
    return {
        "temperature_raw": read.raw[:32],
        "temperature": read.value,
        "unit": read.unit,
        "method": read.method.value,
        "taken_at": read.taken_at,
    }


def _act(
    session: Session, child: Participant, report: SymptomReport, reporter: Reporter, now: datetime
) -> Alert | None:
    if report.tier in (Tier.T1, Tier.T2):
        alert = raise_alert(
            session,
            about=AlertSubject(child.site_id, child, reporter.caregiver),
            tier=report.tier,
            reasons=[words for _, words in report.reasons],
            now=now,
        )
        report.alert_id = alert.id
        return alert
    if report.tier is Tier.T3:
        site = sites.get(session, child.site_id)
        open_task(
            session,
            site_id=child.site_id,
            kind=TaskKind.SYMPTOM_TODAY,
            key=f"symptom:{report.id}",
            participant=child,
            caregiver=reporter.caregiver,
            now=now,
            inbound_id=reporter.inbound_id,
            pages_at=review_ends(site.rules(), now, site.zone),
            report=report.id,
        )
    return None
