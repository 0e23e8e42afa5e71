"""A person of the team has read a report: who, when, and whether an adverse event was considered.

No grade and no cause is kept here: that is the investigator's own record (facts 5.6).
"""

from datetime import datetime

from sqlmodel import Session

from portal.store import trail
from portal.store.symptoms import SymptomReport
from portal.store.trail import Who


def review_report(
    session: Session,
    *,
    report: SymptomReport,
    staff_id: str,
    ae_considered: bool,
    who: Who,
    now: datetime,
) -> bool:
    """True when this marked it; False when somebody already had, whose mark stays."""
    session.refresh(report, with_for_update=True)
    if report.reviewed_at is not None:
        return False
    report.reviewed_at, report.reviewed_by, report.ae_considered = now, staff_id, ae_considered
    trail.write(session, who, "reviewed_report", now=now, subject=report, ae=ae_considered)
    return True
