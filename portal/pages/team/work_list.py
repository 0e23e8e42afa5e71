"""What waits for a person at one site, most urgent first. Decides an order; changes nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlmodel import Session

from portal.actions.open_task import TaskKind
from portal.pages.health import CLOCK, STUCK_AFTER
from portal.pages.team.alert_cards import AlertCard, card
from portal.store import alerts, families, leases, rota, sites, symptoms, tasks, team_views, texts
from portal.store.doses import DoseReport
from portal.store.families import Caregiver, Participant
from portal.store.schedules import DoseSlot, Schedule
from portal.store.sites import Site
from portal.store.symptoms import SymptomReport
from portal.store.tasks import Task
from portal.store.texts import InboundText
from study.review_hours import review_ends


@dataclass(frozen=True)
class WaitingText:
    text: InboundText
    caregiver: Caregiver | None
    children: tuple[Participant, ...]


@dataclass(frozen=True)
class WaitingTask:
    task: Task
    child: Participant | None
    caregiver: Caregiver | None
    text: InboundText | None
    report: SymptomReport | None
    slot: DoseSlot | None


@dataclass(frozen=True)
class WaitingReport:
    report: SymptomReport
    child: Participant
    old: bool


@dataclass(frozen=True)
class WorkList:
    """All that waits for a person at one site."""

    site: Site
    now: datetime
    cards: tuple[AlertCard, ...]
    texts: tuple[WaitingText, ...]
    tasks: tuple[WaitingTask, ...]
    reports: tuple[WaitingReport, ...]
    plans: tuple[tuple[Schedule, Participant], ...]
    nobody_on_call: bool
    carrier_stopped: bool
    clock_stuck: bool

    @property
    def seen(self) -> str:
        """A digest of whose words are shown, so that a poll knows whether it shows anyone new."""
        shown = [one.alert.id + str(len(one.told)) for one in self.cards]
        shown += [one.text.id for one in self.texts] + [one.task.id for one in self.tasks]
        shown += [one.report.id for one in self.reports]
        return sha256(" ".join(shown).encode()).hexdigest()[:16]


def gather(session: Session, site_id: str, now: datetime) -> WorkList:
    """The list of one site as it stands at `now`."""
    site = sites.get(session, site_id)
    names = team_views.names_at(session, site_id)
    last = leases.last_round(session, CLOCK)
    open_alerts = alerts.unresolved(session, site_id)
    return WorkList(
        site=site,
        now=now,
        cards=tuple(card(session, one, names, site.zone, now) for one in open_alerts),
        texts=tuple(_text(session, one) for one in texts.needing_person(session, site_id)),
        tasks=tuple(
            waiting_task(session, one) for one in _heading_first(tasks.open_at(session, site_id))
        ),
        reports=tuple(_report(session, site, one, now) for one in _no_alert(session, site_id)),
        plans=tuple(team_views.unconfirmed_schedules(session, site_id)),
        nobody_on_call=rota.contacts_at(session, site_id, now).nobody_on_call,
        carrier_stopped=team_views.has_task(session, site_id, TaskKind.CARRIER_STOPPED.value),
        clock_stuck=last is None or now - last > STUCK_AFTER,
    )


def _heading_first(waiting: list[Task]) -> list[Task]:
    """A second "given" that nobody explained heads the list (behaviour section 3)."""
    return sorted(waiting, key=lambda task: (task.kind != TaskKind.SECOND_GIVEN, not task.urgent))


def _no_alert(session: Session, site_id: str) -> list[SymptomReport]:
    """Reports to review; those of an alert that is still open are seen with it."""
    waiting = {alert.id for alert in alerts.unresolved(session, site_id)}
    return [one for one in symptoms.unreviewed(session, site_id) if one.alert_id not in waiting]


def _text(session: Session, text: InboundText) -> WaitingText:
    caregiver = session.get(Caregiver, text.caregiver_id) if text.caregiver_id else None
    children = families.children_of(session, caregiver.id) if caregiver else []
    return WaitingText(text, caregiver, tuple(children))


def waiting_task(session: Session, task: Task) -> WaitingTask:
    """A task with the people, the text, the report and the dose it is about."""
    caregiver = session.get(Caregiver, task.caregiver_id) if task.caregiver_id else None
    child = session.get(Participant, task.participant_id) if task.participant_id else None
    if child is None and caregiver is not None:
        child = next(iter(families.children_of(session, caregiver.id)), None)
    named = str(task.detail.get("report", ""))
    return WaitingTask(
        task,
        child,
        caregiver,
        session.get(InboundText, task.inbound_id) if task.inbound_id else None,
        session.get(SymptomReport, named) if named else None,
        _slot(session, task, named),
    )


def _slot(session: Session, task: Task, report_id: str) -> DoseSlot | None:
    """The dose a task is about: named itself, or by a report of it."""
    said = session.get(DoseReport, report_id) if report_id else None
    slot_id = said.slot_id if said else task.detail.get("slot")
    return session.get(DoseSlot, slot_id) if slot_id else None


def _report(session: Session, site: Site, report: SymptomReport, now: datetime) -> WaitingReport:
    """Old once a working day has passed over it: the second end of review hours since it came."""
    first_end = review_ends(site.rules(), report.reported_at, site.zone)
    old = now > review_ends(site.rules(), first_end + timedelta(seconds=1), site.zone)
    return WaitingReport(report, session.get_one(Participant, report.participant_id), old)
