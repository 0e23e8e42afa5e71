"""Do what is due for one check-in: a reminder, a repeat, the second caregiver, or close it."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.flag_unknown_steroid import flag_unknown_steroid
from portal.actions.gather_checkin import Gathered, People, gather_checkin
from portal.actions.open_task import TaskKind, open_task
from portal.actions.queue_text import queue_family
from portal.actions.set_state import set_state
from portal.store import conversations, families, trail
from portal.store.conversations import Asked, OpenQuestion
from portal.store.families import Caregiver, Participant
from portal.store.schedules import Checkin, CheckinKind
from study import notices
from study.lifecycle import State
from study.notices import Notice, Voice
from study.reminders import Kind, Nudge, NudgeReason, decide, decide_prompt

_ASKED = {Kind.PROMPT: Asked.DAILY, Kind.BACKUP: Asked.BACKUP}


def remind(session: Session, *, checkin_id: str, now: datetime) -> Nudge | None:
    """What was decided; None where the check-in is not due. One family, one transaction.

    The text, its question and the next look are written together, under a key that exists once,
    so that a crash or a second clock cannot send a reminder twice (messaging 3.1). A slot that
    nobody answered is left as it is: unknown.
    """
    checkin = session.get(Checkin, checkin_id, with_for_update=True, populate_existing=True)
    if checkin is None or checkin.next_at is None or checkin.next_at > now:
        return None
    child = families.get_participant(session, checkin.participant_id)
    family = families.get_family(session, checkin.family_id)
    _start_if_planned(session, checkin, child, now)
    gathered = gather_checkin(session, checkin=checkin, child=child, family=family, now=now)
    rule = decide_prompt if checkin.kind is CheckinKind.DAILY else decide
    nudge = rule(gathered.facts, now)
    for person in _asked_now(gathered.people, nudge.kind):
        _ask(session, checkin, child, person, nudge.kind, gathered, now)
    _note(session, checkin, child, nudge, gathered, now)
    checkin.next_at = nudge.look_again_at
    session.add(checkin)
    return nudge


def _asked_now(people: People, kind: Kind) -> tuple[Caregiver, ...]:
    if kind is Kind.NONE:
        return ()
    if kind is Kind.BACKUP:
        return (people.second,) if people.second else ()
    return (people.first, *people.also) if people.first else ()


def _start_if_planned(
    session: Session, checkin: Checkin, child: Participant, now: datetime
) -> None:
    """On its planned day 1 a child that was not started is on treatment; nobody has to say so."""
    planned = child.day1 is None or checkin.day >= child.day1
    if child.state is State.NOT_STARTED and checkin.kind is CheckinKind.DOSES and planned:
        set_state(
            session,
            participant=child,
            state=State.ON_TREATMENT,
            who=trail.CLOCK,
            now=now,
            reason="day_1",
        )


def _ask(
    session: Session,
    checkin: Checkin,
    child: Participant,
    person: Caregiver,
    kind: Kind,
    gathered: Gathered,
    now: datetime,
) -> None:
    number = sum(step.kind is kind for step in gathered.facts.steps_done)
    text = queue_family(
        session,
        caregiver=person,
        notice=_notice(checkin, child, person, kind, gathered),
        key=f"remind:{checkin.id}:{kind.value}{number}:{person.id}",
        now=now,
        participant_id=child.id,
        checkin_id=checkin.id,
        expires_at=checkin.closes_at,
    )
    _open_question(session, checkin, child, person, _ASKED.get(kind, Asked.DOSES), now)
    checkin.steps += 1
    checkin.asked_at = checkin.asked_at or now
    trail.write(
        session, trail.CLOCK, "reminded", now=now, subject=checkin, kind=kind.value, text=text.id
    )


def _notice(
    checkin: Checkin, child: Participant, person: Caregiver, kind: Kind, gathered: Gathered
) -> Notice:
    voice = Voice.PARTICIPANT if person.is_participant else Voice.CAREGIVER
    if kind is Kind.PROMPT:
        return notices.DailyPrompt(nickname=child.nickname, voice=voice)
    if kind is Kind.REMIND:
        return notices.DoseReminder(
            wall=checkin.wall,
            day=checkin.day,
            nickname=child.nickname,
            voice=voice,
            several=len({slot.medicine for slot in gathered.slots}) > 1,
        )
    repeat = notices.DoseRepeat if kind is Kind.REPEAT else notices.BackupQuestion
    return repeat(wall=checkin.wall, day=checkin.day, nickname=child.nickname, voice=voice)


def _open_question(
    session: Session,
    checkin: Checkin,
    child: Participant,
    person: Caregiver,
    asked: Asked,
    now: datetime,
) -> None:
    """The question the text asks, unless a text before it asks the same and still waits.

    It has no deadline: silence about a dose means unknown. It lapses with the check-in.
    """
    waiting = conversations.open_of(session, person.id, now)
    if any(one.checkin_id == checkin.id and one.kind is asked for one in waiting):
        return
    session.add(
        OpenQuestion(
            caregiver_id=person.id,
            participant_id=child.id,
            site_id=checkin.site_id,
            kind=asked,
            checkin_id=checkin.id,
            asked_at=now,
            lapses_at=checkin.closes_at,
        )
    )


def _note(
    session: Session,
    checkin: Checkin,
    child: Participant,
    nudge: Nudge,
    gathered: Gathered,
    now: datetime,
) -> None:
    """What follows from there being nothing to send."""
    if nudge.reason is NudgeReason.LOGGED:
        checkin.answered_at = checkin.answered_at or now
    if nudge.reason is NudgeReason.CLOSED:
        checkin.closed_at, checkin.closed_why = now, NudgeReason.CLOSED.value
        flag_unknown_steroid(session, participant=child, slots=gathered.slots, now=now)
    if nudge.reason is NudgeReason.SILENT:
        _task(session, child, TaskKind.SILENT_DAYS, now)
    if gathered.people.hole and nudge.kind is not Kind.NONE:
        _task(session, child, TaskKind.CUSTODY_HOLE, now)
    if gathered.people.unreached and nudge.reason is NudgeReason.OPTED_OUT:
        _task(session, child, TaskKind.CUSTODY_UNREACHED, now)
    if checkin.kind is CheckinKind.DAILY and child.state is State.IN_HOSPITAL:
        # Staff confirm every day; closing the task is the confirmation (behaviour section 6).
        _task(session, child, TaskKind.IN_HOSPITAL, now)


def _task(session: Session, child: Participant, kind: TaskKind, now: datetime) -> None:
    open_task(
        session,
        site_id=child.site_id,
        kind=kind,
        key=f"{kind.value}:{child.id}",
        participant=child,
        now=now,
    )
