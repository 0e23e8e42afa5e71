"""Collect what the rules must know of a check-in, and whom it may be put to. Decides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlmodel import Session

from portal.actions.check_plans import own_quiet_hours, quiet_hours
from portal.actions.open_task import TaskKind
from portal.store import custody, doses, families, schedules, symptoms, tasks, texts
from portal.store.families import Caregiver, Family, Participant, Texting
from portal.store.schedules import Checkin, CheckinKind, DoseSlot, Schedule
from study.custody import on_duty
from study.lifecycle import permissions
from study.localtime import instant, local_date
from study.protocol import load
from study.reminders import CheckinFacts, Kind, PhoneFacts, StepDone

KINDS = {
    "DoseReminder": Kind.REMIND,
    "DoseRepeat": Kind.REPEAT,
    "BackupQuestion": Kind.BACKUP,
    "DailyPrompt": Kind.PROMPT,
}


@dataclass(frozen=True)
class People:
    """Whose phones a check-in goes to, by the custody days (behaviour 7).

    `first` is asked, `second` gets the back-up question; None where nobody takes such texts.
    `also`: asked together with the first, where nobody has the child that day (`hole`).
    `unreached`: who has the child takes no texts, though somebody else does.
    """

    first: Caregiver | None
    second: Caregiver | None
    also: tuple[Caregiver, ...] = ()
    hole: bool = False
    unreached: bool = False


@dataclass(frozen=True)
class Gathered:
    """What the rules must know, whom it may be put to, and what it asks about."""

    facts: CheckinFacts
    people: People
    slots: tuple[DoseSlot, ...]


def gather_checkin(
    session: Session, *, checkin: Checkin, child: Participant, family: Family, now: datetime
) -> Gathered:
    """The facts of one check-in at this instant, read from rows alone."""
    slots = schedules.slots_of_checkin(session, checkin.id)
    daily = checkin.kind is CheckinKind.DAILY
    people = _people(session, child, checkin, family, now)
    agreed = _night_agreed(session, slots, family)
    facts = CheckinFacts(
        due_at=checkin.due_at,
        closes_at=checkin.closes_at,
        zone=family.zone,
        logged=_is_logged(session, checkin, slots, family),
        steps_done=_steps(session, checkin),
        state_allows=_is_allowed(session, child, daily=daily),
        waits_for_clinic=bool(slots) and all(slot.waits_for_clinic for slot in slots),
        phone=_phone(session, people.first, family, agreed, now),
        backup=_phone(session, people.second, family, agreed, now) if people.second else None,
        later_at=checkin.later_at,
        silent_days=_silent_days(session, child, family, now),
        quiet=own_quiet_hours(family),
    )
    return Gathered(facts, people, tuple(slots))


def _people(
    session: Session, child: Participant, checkin: Checkin, family: Family, now: datetime
) -> People:
    """The first person who has the child and takes such texts; the next for the back-up.

    Nobody has the child that day: everyone is asked.
    """
    everyone = families.caregivers_of(session, child.id)
    patterns = custody.patterns_of(session, child.id)
    duty = on_duty([person.id for person in everyone], patterns, checkin.day)
    taking = [person for person in everyone if person.texting is Texting.CONFIRMED]
    reached = [person for person in taking if person.id in duty.people]
    daily = checkin.kind is CheckinKind.DAILY
    wanting = [one for one in reached if (one.wants_prompts if daily else one.wants_reminders)]
    if duty.hole:
        wanting = _under_cap(session, wanting, family, now) or wanting
    first = wanting[0] if wanting else None
    others = [one for one in reached if one.gets_backup and one is not first]
    return People(
        first=first,
        second=others[0] if others else None,
        also=tuple(wanting[1:]) if duty.hole else (),
        hole=duty.hole,
        unreached=bool(taking) and not reached,
    )


def _under_cap(
    session: Session, people: Sequence[Caregiver], family: Family, now: datetime
) -> list[Caregiver]:
    cap = load().defaults.daily_cap
    return [one for one in people if _sent_today(session, one, family, now) < cap]


def _phone(
    session: Session, person: Caregiver | None, family: Family, agreed: bool, now: datetime
) -> PhoneFacts:
    if person is None:
        return PhoneFacts(opted_out=True)
    sent = _sent_today(session, person, family, now)
    return PhoneFacts(quiet_agreed=agreed, sent_today=sent)


def _sent_today(session: Session, person: Caregiver, family: Family, now: datetime) -> int:
    midnight = instant(local_date(now, family.zone), time(0), family.zone)
    return texts.nudges_since(session, person.phone_index, midnight)


def _night_agreed(session: Session, slots: Sequence[DoseSlot], family: Family) -> bool:
    """Whether this check-in lies in the quiet hours because the family said yes to it."""
    quiet = quiet_hours(family)
    plans = [session.get(Schedule, slot.schedule_id) for slot in slots if quiet.holds(slot.wall)]
    return bool(plans) and all(plan is not None and plan.night_times_agreed for plan in plans)


def _is_logged(
    session: Session, checkin: Checkin, slots: Sequence[DoseSlot], family: Family
) -> bool:
    """Every slot answered by any door; a day's question also by any report on that day."""
    if checkin.answered_at is not None:
        return True
    if checkin.kind is CheckinKind.DOSES:
        return {slot.id for slot in slots} <= set(
            doses.booked(session, [slot.id for slot in slots])
        )
    midnight = instant(checkin.day, time(0), family.zone)
    return bool(symptoms.recent(session, checkin.participant_id, midnight))


def _steps(session: Session, checkin: Checkin) -> tuple[StepDone, ...]:
    """What was decided already, from the outbox: a text that was held back is not tried again.

    One decision may have gone to several phones: it counts once.
    """
    asked = texts.of_checkin(session, checkin.id)
    steps = (StepDone(KINDS[t.kind], t.created_at) for t in asked if t.kind in KINDS)
    return tuple(dict.fromkeys(steps))


def _is_allowed(session: Session, child: Participant, *, daily: bool) -> bool:
    if tasks.open_about(session, child.id, TaskKind.WORDS_OF_DEATH.value):
        return False
    allowed = permissions(child.state)
    return allowed.prompts if daily else allowed.reminders


def _silent_days(session: Session, child: Participant, family: Family, now: datetime) -> int:
    """Whole days with a question and no report since anything was last heard of the child.

    A person who closed the telephone task has heard, too.
    """
    heard = [
        doses.last_said(session, child.id),
        symptoms.last_said(session, child.id),
        tasks.last_closed(session, child.id, TaskKind.SILENT_DAYS.value),
    ]
    last = max((at for at in heard if at is not None), default=None)
    after = local_date(last, family.zone) if last else None
    return schedules.asked_days(session, child.id, after, local_date(now, family.zone))
