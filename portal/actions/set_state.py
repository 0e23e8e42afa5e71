"""Say where a child now stands in life and in the study, and stop or restart texts with it."""

from datetime import date, datetime

from sqlmodel import Session

from portal.actions.open_task import TaskKind, close_task, open_task
from portal.actions.stop_texts import stop_texts
from portal.store import conversations, families, schedules, tasks, trail
from portal.store.conversations import Asked
from portal.store.families import Participant, StateChange
from portal.store.trail import Actor, Who
from study.lifecycle import State, permissions
from study.notices import Purpose

# A family says by a tap or by `6` that a child is in the hospital, and nothing else (behaviour 6).
_BY_FAMILY = frozenset({State.IN_HOSPITAL})
_ENDED = frozenset({State.DIED, State.WITHDRAWN, State.AUTHORIZATION_REVOKED})
_ROUTINE = frozenset({Asked.DOSES, Asked.BACKUP, Asked.DAILY, Asked.ROUTE, Asked.MEDICINE})
_MOOT_AFTER_DEATH = (
    TaskKind.SILENT_DAYS, TaskKind.STEROID_UNKNOWN, TaskKind.PLAN_ENDS, TaskKind.HOLD_REVIEW,
    TaskKind.IN_HOSPITAL, TaskKind.HOME_AGAIN, TaskKind.MOVED_TOO_CLOSE,
)  # fmt: skip


_FOLLOW_UP = {State.IN_HOSPITAL: TaskKind.IN_HOSPITAL, State.HELD: TaskKind.HOLD_REVIEW}


class StateRefused(ValueError):
    """This person may not say so."""


def set_state(
    session: Session,
    *,
    participant: Participant,
    state: State,
    who: Who,
    now: datetime,
    reason: str = "",
    review_on: date | None = None,
) -> None:
    """The new state, its row of history, and what it stops, in one transaction (behaviour 6).

    DIED stops every automatic text about this child on every phone; a sibling's go on.
    `review_on`: when a hold is looked at again. Raises StateRefused.
    """
    if who.actor is Actor.CAREGIVER and state not in _BY_FAMILY:
        raise StateRefused(f"a family cannot say {state.value}")
    if state is participant.state or (who.actor is Actor.CAREGIVER and participant.state in _ENDED):
        return
    old, participant.state, participant.state_since = participant.state, state, now
    session.add(participant)
    session.add(
        StateChange(
            participant_id=participant.id,
            state=state,
            staff_id=who.id if who.actor is Actor.STAFF else None,
            caregiver_id=who.id if who.actor is Actor.CAREGIVER else None,
            reason=reason[:64],
            at=now,
        )
    )
    trail.write(
        session, who, "set_state", now=now, subject=participant, old=old.value, new=state.value
    )
    session.flush()
    _texts(session, participant, state, now)
    _checkins(session, participant, old, state, now)
    _tasks(session, participant, state, who, review_on, now)


def _texts(session: Session, participant: Participant, state: State, now: datetime) -> None:
    """Hold back what waits to go out and no longer may; close the questions that went with it."""
    allowed = permissions(state)
    if state is State.DIED:
        stop_texts(session, participant=participant, purposes=frozenset(Purpose), now=now)
        waiting = conversations.open_about(session, participant.id)
        conversations.close(waiting, state.value, now)
        return
    stopped = {Purpose.REMINDER} if not allowed.reminders else set()
    stopped |= {Purpose.PROMPT} if not allowed.prompts else set()
    if stopped:
        stop_texts(session, participant=participant, purposes=frozenset(stopped), now=now)
    if not allowed.reminders:
        routine = [
            question
            for question in conversations.open_about(session, participant.id)
            if question.kind in _ROUTINE
            and (question.kind is not Asked.DAILY or not allowed.prompts)
        ]
        conversations.close(routine, state.value, now)


def _checkins(
    session: Session, participant: Participant, old: State, state: State, now: datetime
) -> None:
    """After a death nothing is looked at any more; a mistaken one gives it all back."""
    running = schedules.running_checkins(session, participant.id, now)
    if state is State.DIED:
        for row in [*running, *schedules.checkins_from(session, participant.id, now)]:
            if row.closed_at is None:
                row.next_at, row.closed_at, row.closed_why = None, now, state.value
    elif old is State.DIED:
        for row in schedules.checkins_from(session, participant.id, now):
            if row.closed_why == old.value:
                row.next_at, row.closed_at, row.closed_why = row.due_at, None, None
    else:
        for row in running:
            row.next_at = now


def _tasks(
    session: Session,
    participant: Participant,
    state: State,
    who: Who,
    review_on: date | None,
    now: datetime,
) -> None:
    if who.actor is Actor.STAFF and who.id is not None:
        done = (
            _MOOT_AFTER_DEATH
            if state is State.DIED
            else (TaskKind.IN_HOSPITAL, TaskKind.HOME_AGAIN)
        )
        for kind in done:
            for task in tasks.open_about(session, participant.id, kind.value):
                close_task(
                    session,
                    task=task,
                    staff_id=who.id,
                    note=f"State: {state.value}",
                    who=who,
                    now=now,
                )
    follow_up = _FOLLOW_UP.get(state)
    if follow_up is not None:
        open_task(
            session,
            site_id=participant.site_id,
            kind=follow_up,
            key=f"{follow_up.value}:{participant.id}",
            participant=participant,
            now=now,
            review_on=review_on.isoformat() if review_on else None,
        )


def is_in_study(session: Session, caregiver_id: str) -> bool:
    """Whether "you are still in the study" may be said to this person (behaviour 6)."""
    return any(child.state not in _ENDED for child in families.children_of(session, caregiver_id))
