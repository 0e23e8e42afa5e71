"""A child's day as a page shows it: check-ins with their doses, and what was said about each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlmodel import Session

from portal.actions.open_task import TaskKind
from portal.actions.read_slots import read_slots
from portal.pages.family.dose_words import label
from portal.pages.family.own import Own
from portal.store import conversations, doses, schedules, tasks
from portal.store.conversations import Asked
from portal.store.doses import DoseReport
from portal.store.families import Caregiver, Participant
from portal.store.schedules import Checkin, CheckinKind, DoseSlot, Schedule
from study.doses import DoseStatus
from study.lifecycle import State, permissions
from study.localtime import instant, local_date
from study.protocol import load


@dataclass(frozen=True)
class Dose:
    """One planned dose. `by` is None where this person may not see who reported."""

    slot: DoseSlot
    label: str
    status: DoseStatus
    report: DoseReport | None
    by: str | None
    open: bool


@dataclass(frozen=True)
class Card:
    """One check-in. `open` doses can be logged now; `today` is the family's own calendar day."""

    checkin_id: str
    day: datetime
    wall: time
    today: bool
    doses: tuple[Dose, ...]
    later: bool

    @property
    def to_log(self) -> tuple[Dose, ...]:
        return tuple(dose for dose in self.doses if dose.open and dose.report is None)

    @property
    def waits_for_clinic(self) -> bool:
        return any(dose.slot.waits_for_clinic for dose in self.doses)

    @property
    def is_ahead(self) -> bool:
        return not any(dose.open for dose in self.doses)


@dataclass(frozen=True)
class Wording:
    """What the team entered about a medicine; None until a second person confirmed it."""

    label: str
    words: str | None
    entered_at: datetime


@dataclass(frozen=True)
class Day:
    """Today and yesterday of one child, newest first where something waits."""

    child: Participant
    cards: tuple[Card, ...]
    daily: Checkin | None
    wordings: tuple[Wording, ...]
    in_hospital: bool
    plan_unchecked: bool
    seconds: tuple[DoseReport, ...]


def days(session: Session, mine: Own, now: datetime) -> list[Day]:
    return [_day(session, mine, child, now) for child in mine.children]


def _day(session: Session, mine: Own, child: Participant, now: datetime) -> Day:
    today = local_date(now, mine.zone)
    first = instant(today - timedelta(days=1), time(0), mine.zone)
    last = instant(today + timedelta(days=1), time(0), mine.zone)
    slots = schedules.slots_between(session, child.id, first, last)
    return Day(
        child=child,
        cards=tuple(_cards(session, mine, child, slots, now)),
        daily=_daily(session, child, now),
        wordings=tuple(_wordings(session, slots)),
        in_hospital=child.state is State.IN_HOSPITAL,
        plan_unchecked=bool(tasks.open_about(session, child.id, TaskKind.HOME_AGAIN.value)),
        seconds=tuple(_seconds(session, mine.caregiver, child, now)),
    )


def _cards(
    session: Session, mine: Own, child: Participant, slots: Sequence[DoseSlot], now: datetime
) -> Iterator[Card]:
    booked = doses.booked(session, [slot.id for slot in slots])
    read = read_slots(session, participant=child, slots=slots)
    by_checkin: dict[str, list[DoseSlot]] = {}
    for slot in slots:
        by_checkin.setdefault(slot.checkin_id, []).append(slot)
    today = local_date(now, mine.zone)
    for checkin_id, members in by_checkin.items():
        checkin = session.get(Checkin, checkin_id)
        yield Card(
            checkin_id=checkin_id,
            day=members[0].due_at,
            wall=members[0].wall,
            today=members[0].day == today,
            doses=tuple(
                dose_of(session, mine, slot, booked.get(slot.id), read[slot.id], now)
                for slot in members
            ),
            later=checkin is not None and checkin.later_at is not None,
        )


def dose_of(
    session: Session,
    mine: Own,
    slot: DoseSlot,
    report: DoseReport | None,
    status: DoseStatus,
    now: datetime,
) -> Dose:
    early = timedelta(minutes=load().defaults.early_minutes)
    return Dose(
        slot=slot,
        label=label(slot.medicine),
        status=status,
        report=report,
        by=_reporter(session, mine.caregiver, report),
        open=slot.due_at - early <= now,
    )


def _reporter(session: Session, reader: Caregiver, report: DoseReport | None) -> str | None:
    """Who said so, for a person who may see names and others' reports (behaviour 7)."""
    if report is None or report.caregiver_id is None:
        return None
    if report.caregiver_id != reader.id and not (reader.sees_names and reader.sees_reports):
        return None
    person = session.get(Caregiver, report.caregiver_id)
    return person.name if person else None


def _daily(session: Session, child: Participant, now: datetime) -> Checkin | None:
    if not permissions(child.state).prompts:
        return None
    running = schedules.running_checkins(session, child.id, now)
    waiting = [one for one in running if one.kind is CheckinKind.DAILY and one.answered_at is None]
    return waiting[-1] if waiting else None


def _wordings(session: Session, slots: Sequence[DoseSlot]) -> Iterator[Wording]:
    for schedule_id in sorted({slot.schedule_id for slot in slots}):
        plan = session.get(Schedule, schedule_id)
        if plan is not None and plan.wording and plan.superseded_at is None:
            confirmed = plan.wording if plan.confirmed_at is not None else None
            yield Wording(label(plan.medicine), confirmed, plan.entered_at)


def _seconds(
    session: Session, reader: Caregiver, child: Participant, now: datetime
) -> Iterator[DoseReport]:
    """Second "given" reports of this person that still wait to be explained."""
    for question in conversations.open_of(session, reader.id, now):
        if question.kind is Asked.SECOND_GIVEN and question.participant_id == child.id:
            report = session.get(DoseReport, question.context.get("report"))
            if report is not None:
                yield report
