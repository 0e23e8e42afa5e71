"""Collect what the rules must know of a check-in, and whom it may be put to. Decides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlmodel import Session

from portal.actions.check_plans import own_quiet_hours, quiet_hours
from portal.actions.open_task import TaskKind
from portal.store import doses, families, schedules, symptoms, tasks, texts
from portal.store.families import Caregiver, Family, Participant, Texting
from portal.store.schedules import Checkin, CheckinKind, DoseSlot, Schedule
from study.lifecycle import permissions
from study.localtime import instant, local_date
from study.reminders import CheckinFacts, Kind, PhoneFacts, StepDone

KINDS = {
    "DoseReminder": Kind.REMIND,
    "DoseRepeat": Kind.REPEAT,
    "BackupQuestion": Kind.BACKUP,
    "DailyPrompt": Kind.PROMPT,
}


@dataclass(frozen=True)
class Gathered:
    """`first` is asked, `second` gets the back-up question; None where nobody takes such texts."""

    facts: CheckinFacts
    first: Caregiver | None
    second: Caregiver | None
    slots: tuple[DoseSlot, ...]


def gather_checkin(
    session: Session, *, checkin: Checkin, child: Participant, family: Family, now: datetime
) -> Gathered:
    """The facts of one check-in at this instant, read from rows alone."""
    slots = schedules.slots_of_checkin(session, checkin.id)
    daily = checkin.kind is CheckinKind.DAILY
    first, second = _people(session, child, daily=daily)
    agreed = _night_agreed(session, slots, family)
    facts = CheckinFacts(
        due_at=checkin.due_at,
        closes_at=checkin.closes_at,
        zone=family.zone,
        logged=_is_logged(session, checkin, slots, family),
        steps_done=_steps(session, checkin),
        state_allows=_is_allowed(session, child, daily=daily),
        waits_for_clinic=bool(slots) and all(slot.waits_for_clinic for slot in slots),
        phone=_phone(session, first, family, agreed, now),
        backup=_phone(session, second, family, agreed, now) if second else None,
        later_at=checkin.later_at,
        silent_days=_silent_days(session, child, family, now),
        quiet=own_quiet_hours(family),
    )
    return Gathered(facts, first, second, tuple(slots))


def _people(
    session: Session, child: Participant, *, daily: bool
) -> tuple[Caregiver | None, Caregiver | None]:
    """Who is asked: the first person whose phone takes such texts; the next for the back-up."""
    reached = [
        person
        for person in families.caregivers_of(session, child.id)
        if person.texting is Texting.CONFIRMED
    ]
    wanting = [one for one in reached if (one.wants_prompts if daily else one.wants_reminders)]
    first = wanting[0] if wanting else None
    others = [one for one in reached if one.gets_backup and one is not first]
    return first, others[0] if others else None


def _phone(
    session: Session, person: Caregiver | None, family: Family, agreed: bool, now: datetime
) -> PhoneFacts:
    if person is None:
        return PhoneFacts(opted_out=True)
    midnight = instant(local_date(now, family.zone), time(0), family.zone)
    sent = texts.nudges_since(session, person.phone_index, midnight)
    return PhoneFacts(quiet_agreed=agreed, sent_today=sent)


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
    """What was decided already, from the outbox: a text that was held back is not tried again."""
    asked = texts.of_checkin(session, checkin.id)
    return tuple(StepDone(KINDS[t.kind], t.created_at) for t in asked if t.kind in KINDS)


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
