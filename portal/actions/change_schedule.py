"""Replace the plans of a participant: new rows, slots and check-ins; the past stays as it was."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from portal.actions.check_plans import check_plans, quiet_hours
from portal.actions.enrolment import EnrolmentRefused, Plan
from portal.actions.hold_close_slots import hold_close_slots
from portal.actions.lay_out_checkins import lay_out_checkins
from portal.actions.reporter import by_staff
from portal.store import doses, families, schedules, sites, trail
from portal.store.families import Family, Participant
from portal.store.schedules import DoseSlot, Schedule
from portal.store.staff import Staff
from study.localtime import instant, local_date
from study.protocol import load
from study.regimens import Regimen, SlotTime
from study.regimens import slots as slot_times
from study.site import SiteRules

END_LOOK_AT = time(10)


def change_schedule(
    session: Session,
    *,
    participant: Participant,
    plans: Sequence[Plan],
    staff: Staff,
    now: datetime,
) -> list[Schedule]:
    """From now on these plans hold, and no others; returns the current ones, new and kept.

    A plan that is the same as a current one is left alone. Slots already due, or reported
    early, stay; later ones of a replaced plan are withdrawn. A new slot too close to the last
    dose taken waits for a person of the team (messaging F20). Raises EnrolmentRefused.
    """
    family = families.get_family(session, participant.family_id)
    rules = sites.get(session, participant.site_id).rules()
    problems = check_plans(plans, rules=rules, quiet=quiet_hours(family))
    if problems:
        raise EnrolmentRefused(problems)
    today = local_date(now, family.zone)
    kept, replaced = _compare(session, participant, plans, today)
    known = {_plan(row) for row in kept}
    made = [_schedule(participant, plan, staff, now) for plan in plans if plan not in known]
    session.add_all(made)
    session.flush()
    standing = _withdraw(session, participant, replaced, made, now)
    fresh = [slot for row in made for slot in _slots(row, family, rules, standing, now)]
    hold_close_slots(session, participant=participant, slots=fresh, now=now)
    _watch_ends([*kept, *made], family, now)
    lay_out_checkins(
        session,
        participant=participant,
        family=family,
        slots=[*standing, *fresh],
        days=_days([*kept, *made], today),
        now=now,
    )
    trail.write(
        session,
        by_staff(staff),
        "changed_schedule",
        now=now,
        subject=participant,
        replaced=[row.id for row in replaced],
        made=[row.id for row in made],
    )
    return [*kept, *made]


def _compare(
    session: Session, participant: Participant, plans: Sequence[Plan], today: date
) -> tuple[list[Schedule], list[Schedule]]:
    """Current plans that go on, and those that no longer hold; ended ones are in neither."""
    current = schedules.current_schedules(session, participant.id)
    running = [row for row in current if row.ends_on >= today]
    kept = [row for row in running if _plan(row) in plans]
    return kept, [row for row in running if row not in kept]


def _plan(row: Schedule) -> Plan:
    return Plan(
        medicine=row.medicine,
        route=row.route,
        times=tuple(time.fromisoformat(wall) for wall in row.times),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        wording=row.wording,
        night_times_agreed=row.night_times_agreed,
        clinic_slots=_clinic_slots(row),
    )


def _clinic_slots(row: Schedule) -> tuple[tuple[date, time], ...]:
    return tuple((date.fromisoformat(d), time.fromisoformat(t)) for d, t in row.clinic_slots)


def _hhmm(wall: time) -> str:
    return wall.isoformat("minutes")


def _schedule(participant: Participant, plan: Plan, staff: Staff, now: datetime) -> Schedule:
    return Schedule(
        participant_id=participant.id,
        medicine=plan.medicine,
        route=plan.route,
        times=[_hhmm(wall) for wall in plan.times],
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        night_times_agreed=plan.night_times_agreed,
        wording=plan.wording,
        clinic_slots=[[day.isoformat(), _hhmm(wall)] for day, wall in plan.clinic_slots],
        entered_by=staff.id,
        entered_at=now,
    )


def _withdraw(
    session: Session,
    participant: Participant,
    replaced: Sequence[Schedule],
    made: Sequence[Schedule],
    now: datetime,
) -> list[DoseSlot]:
    """Withdraw the replaced plans' slots to come, except answered ones; what still stands."""
    successor = {row.medicine: row.id for row in made}
    for row in replaced:
        row.superseded_at, row.superseded_by = now, successor.get(row.medicine)
    gone = {row.id for row in replaced}
    coming = schedules.slots_from(session, participant.id, now)
    answered = doses.booked(session, [slot.id for slot in coming])
    standing = []
    for slot in coming:
        if slot.schedule_id in gone and slot.id not in answered:
            slot.withdrawn_at = now
        else:
            standing.append(slot)
    return standing


def _slots(
    row: Schedule, family: Family, rules: SiteRules, standing: Iterable[DoseSlot], now: datetime
) -> list[DoseSlot]:
    """The plan's slots that are still to come and do not repeat one that was reported early."""
    plan = _plan(row)
    regimen = Regimen(
        row.id, row.medicine, plan.times, row.starts_on, row.ends_on, frozenset(plan.clinic_slots)
    )
    taken = {(slot.medicine, slot.day, slot.wall) for slot in standing}
    return [
        _slot(row, one)
        for one in slot_times(regimen, family.zone, window=rules.window_ends(row.medicine))
        if one.due_at > now and (one.medicine, one.day, one.wall) not in taken
    ]


def _slot(row: Schedule, one: SlotTime) -> DoseSlot:
    return DoseSlot(
        participant_id=row.participant_id,
        schedule_id=row.id,
        checkin_id="",
        medicine=row.medicine,
        route=row.route,
        day=one.day,
        wall=one.wall,
        due_at=one.due_at,
        window_ends_at=one.window_ends_at,
        waits_for_clinic=one.waits_for_clinic,
    )


def _watch_ends(rows: Iterable[Schedule], family: Family, now: datetime) -> None:
    early = timedelta(days=max(load().defaults.plan_end_task_days))
    for row in rows:
        if row.end_look_at is None and row.ends_on >= local_date(now, family.zone):
            row.end_look_at = max(now, instant(row.ends_on - early, END_LOOK_AT, family.zone))


def _days(rows: Iterable[Schedule], today: date) -> list[date]:
    """The days with a plan, from today on; each is asked about once."""
    spans = [(max(row.starts_on, today), row.ends_on) for row in rows]
    lengths = [(first, (last - first).days + 1) for first, last in spans]
    return sorted({first + timedelta(days=n) for first, length in lengths for n in range(length)})
