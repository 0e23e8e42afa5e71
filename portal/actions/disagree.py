"""Two statements about one dose do not fit: nothing is given on a guess, and the team hears it."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.choose_words import voice_of
from portal.actions.open_task import TaskKind, open_task
from portal.actions.reporter import Reporter
from portal.store import doses, sites
from portal.store.doses import DoseReport
from portal.store.schedules import DoseSlot
from study.notices import CallTeamBeforeGiving, DifferentDose, Notice


def disagree(
    session: Session,
    *,
    slot: DoseSlot,
    report: DoseReport,
    earlier: DoseReport,
    reporter: Reporter,
    now: datetime,
) -> Notice:
    """The words to answer with, and a task, urgent where two people say two things.

    One person who changes their mind is told what is booked and how to fix it; two people are
    told to call before giving anything (behaviour section 3).
    """
    child = doses.participant_of(session, slot)
    site = sites.get(session, child.site_id)
    one_person = is_same_person(earlier, reporter)
    open_task(
        session,
        site_id=child.site_id,
        kind=TaskKind.CAREGIVERS_UNSURE,
        key=f"unsure:{slot.checkin_id}",
        participant=child,
        caregiver=reporter.caregiver,
        now=now,
        inbound_id=reporter.inbound_id,
        urgent=not one_person,
        checkin=slot.checkin_id,
        report=report.id,
        earlier=earlier.id,
    )
    phone, voice = site.phone_24h or "", voice_of(reporter)
    if not one_person:
        return CallTeamBeforeGiving(
            phone_24h=phone, fallback_minutes=site.fallback_minutes, voice=voice
        )
    return DifferentDose(
        wall=slot.wall,
        day=slot.day,
        nickname=child.nickname,
        voice=voice,
        booked=earlier.status.value,
        said=report.status.value,
        phone_24h=phone,
    )


def is_same_person(earlier: DoseReport, reporter: Reporter) -> bool:
    if reporter.caregiver is not None:
        return earlier.caregiver_id == reporter.caregiver.id
    return earlier.staff_id is not None and earlier.staff_id == reporter.staff_id
