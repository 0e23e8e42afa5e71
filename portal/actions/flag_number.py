"""A family's phone cannot be texted: mark it and have somebody telephone or ask for another."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.open_task import TaskKind, open_task
from portal.store import trail
from portal.store.carrier_advice import Advice
from portal.store.families import Caregiver


def flag_number(
    session: Session, *, caregiver_id: str, code: str, advice: Advice, now: datetime
) -> None:
    """Keep the carrier's reason on the phone and open one task for it."""
    caregiver = session.get(Caregiver, caregiver_id)
    if caregiver is None:
        return
    caregiver.number_trouble = code
    session.add(caregiver)
    open_task(
        session,
        site_id=caregiver.site_id,
        kind=TaskKind.NUMBER_TROUBLE,
        key=f"number-trouble:{caregiver.id}",
        now=now,
        caregiver=caregiver,
        code=code,
        advice=advice,
    )
    trail.write(session, trail.CLOCK, "number_trouble", now=now, subject=caregiver, code=code)
