"""Nobody in the family is sure whether a dose was given: call the team before giving any."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.choose_words import voice_of
from portal.actions.open_task import TaskKind, open_task
from portal.actions.reporter import Reporter
from portal.store import sites, trail
from portal.store.families import Participant
from portal.store.schedules import Checkin
from study.notices import CallTeamBeforeGiving


def report_unsure(
    session: Session,
    *,
    participant: Participant,
    checkin: Checkin,
    reporter: Reporter,
    now: datetime,
) -> CallTeamBeforeGiving:
    """The words to answer with; books nothing and opens a task (behaviour section 3: "9")."""
    site = sites.get(session, participant.site_id)
    open_task(
        session,
        site_id=participant.site_id,
        kind=TaskKind.CAREGIVERS_UNSURE,
        key=f"unsure:{checkin.id}",
        participant=participant,
        caregiver=reporter.caregiver,
        now=now,
        inbound_id=reporter.inbound_id,
        urgent=True,
        checkin=checkin.id,
    )
    trail.write(session, reporter.who, "said_unsure", now=now, subject=checkin)
    return CallTeamBeforeGiving(
        phone_24h=site.phone_24h or "",
        fallback_minutes=site.fallback_minutes,
        voice=voice_of(reporter),
    )
