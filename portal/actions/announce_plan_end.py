"""Tell staff, and once the family, that a dose plan ends. Says nothing of whether to go on."""

from datetime import datetime, time, timedelta

from sqlmodel import Session

from portal.actions.check_plans import quiet_hours
from portal.actions.open_task import TaskKind, open_task
from portal.actions.queue_text import queue_family
from portal.store import families, schedules, sites, tasks, texts
from portal.store.families import Caregiver, Family, Participant
from portal.store.schedules import Schedule
from study.lifecycle import State, permissions
from study.localtime import instant, local_date, quiet_ends
from study.notices import RemindersEnd
from study.plan_end import family_note_due, staff_task_due
from study.protocol import load

LOOK_AT = time(10)
_PLANNED = frozenset(
    {State.NOT_STARTED, State.ON_TREATMENT, State.HELD, State.IN_HOSPITAL, State.EXTENDED}
)


def announce_plan_end(session: Session, *, schedule_id: str, now: datetime) -> None:
    """The task 7, 3 and 1 days before the end, the one text, and the next look (behaviour 3).

    A plan that another one of the same medicine follows does not end. Nothing is said in the
    quiet hours; the look waits for their end.
    """
    plan = session.get(Schedule, schedule_id, with_for_update=True, populate_existing=True)
    if plan is None or plan.end_look_at is None or plan.end_look_at > now or plan.superseded_at:
        return
    child = families.get_participant(session, plan.participant_id)
    family = families.get_family(session, child.family_id)
    quiet_end = quiet_ends(now, family.zone, quiet_hours(family))
    if quiet_end > now:
        plan.end_look_at = quiet_end
        return
    others = [one for one in schedules.current_schedules(session, child.id) if one.id != plan.id]
    if child.state in _PLANNED:
        _tell_staff(session, plan, child, family, others, now)
        if (
            all(one.ends_on <= plan.ends_on for one in others)
            and permissions(child.state).reminders
        ):
            _tell_family(session, plan, child, family, now)
    plan.end_look_at = _next_look(plan, family, now)
    session.add(plan)


def _tell_staff(
    session: Session,
    plan: Schedule,
    child: Participant,
    family: Family,
    others: list[Schedule],
    now: datetime,
) -> None:
    if any(one.medicine is plan.medicine and one.ends_on > plan.ends_on for one in others):
        return
    # Plans that end on one day are one decision for the team.
    key = f"{TaskKind.PLAN_ENDS.value}:{child.id}:{plan.ends_on.isoformat()}:"
    done = [
        days for days in load().defaults.plan_end_task_days
        if tasks.ever_opened(session, f"{key}{days}")
    ]  # fmt: skip
    due = staff_task_due(plan.ends_on, local_date(now, family.zone), done)
    if due is not None:
        open_task(
            session,
            site_id=child.site_id,
            kind=TaskKind.PLAN_ENDS,
            key=f"{key}{due}",
            participant=child,
            now=now,
            ends_on=plan.ends_on.isoformat(),
            days=due,
        )


def _tell_family(
    session: Session, plan: Schedule, child: Participant, family: Family, now: datetime
) -> None:
    today = local_date(now, family.zone)
    for person in families.caregivers_of(session, child.id):
        key = f"reminders-end:{child.id}:{plan.ends_on.isoformat()}:{person.id}"
        told = texts.outbound_with_key(session, key) is not None
        if person.wants_reminders and family_note_due(plan.ends_on, today, told):
            _queue(session, plan, child, family, person, key, now)


def _queue(
    session: Session,
    plan: Schedule,
    child: Participant,
    family: Family,
    person: Caregiver,
    key: str,
    now: datetime,
) -> None:
    site = sites.get(session, child.site_id)
    queue_family(
        session,
        caregiver=person,
        notice=RemindersEnd(ends_on=plan.ends_on, phone_24h=site.phone_24h or ""),
        key=key,
        now=now,
        participant_id=child.id,
        expires_at=instant(plan.ends_on + timedelta(days=1), time(0), family.zone),
    )


def _next_look(plan: Schedule, family: Family, now: datetime) -> datetime | None:
    today = local_date(now, family.zone)
    if today > plan.ends_on:
        return None
    return instant(today + timedelta(days=1), LOOK_AT, family.zone)
