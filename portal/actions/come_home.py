"""A family says the child is home: the team checks the plan before anything is asked again."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.open_task import TaskKind, open_task
from portal.actions.reporter import Reporter
from portal.store import sites, trail
from portal.store.families import Participant
from study.notices import PlanCheck


def come_home(
    session: Session, *, participant: Participant, reporter: Reporter, now: datetime
) -> PlanCheck:
    """The words to answer with. The state stays until staff set it (behaviour section 6)."""
    site = sites.get(session, participant.site_id)
    open_task(
        session,
        site_id=participant.site_id,
        kind=TaskKind.HOME_AGAIN,
        key=f"{TaskKind.HOME_AGAIN.value}:{participant.id}",
        participant=participant,
        caregiver=reporter.caregiver,
        now=now,
        inbound_id=reporter.inbound_id,
    )
    trail.write(session, reporter.who, "said_home", now=now, subject=participant)
    return PlanCheck(phone_24h=site.phone_24h or "")
