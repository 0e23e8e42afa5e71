"""A symptom of somebody who is not enrolled: the team hears of it, as by text (behaviour 1)."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.open_task import TaskKind, open_task
from portal.actions.reporter import Reporter
from portal.store import sites, trail
from portal.store.families import Caregiver
from portal.store.tasks import Task
from study.review_hours import review_ends


def report_other_person(
    session: Session,
    *,
    caregiver: Caregiver,
    key: str,
    words: str,
    reporter: Reporter,
    now: datetime,
) -> Task:
    """A task for today that pages at the end of review hours; `key` keeps it from coming twice."""
    site = sites.get(session, caregiver.site_id)
    task = open_task(
        session,
        site_id=site.id,
        kind=TaskKind.OTHER_PERSON,
        key=f"other-person:{key}",
        caregiver=caregiver,
        now=now,
        inbound_id=reporter.inbound_id,
        pages_at=review_ends(site.rules(), now, site.zone),
        words=words,
    )
    trail.write(session, reporter.who, "reported_other_person", now=now, subject=task)
    return task
