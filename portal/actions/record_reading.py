"""Keep that a person has read a passage: which version, in which language. It is no consent."""

from datetime import datetime

from sqlmodel import Session

from portal.store import trail
from portal.store.families import Caregiver
from portal.store.readings import PassageReading
from portal.store.trail import Who
from study.explained.shapes import Passage


def record_reading(
    session: Session,
    *,
    caregiver: Caregiver,
    passage: Passage,
    language: str,
    who: Who,
    now: datetime,
) -> PassageReading:
    """A new row each time: a changed passage is read again, and the earlier reading stays."""
    row = PassageReading(
        caregiver_id=caregiver.id,
        family_id=caregiver.family_id,
        site_id=caregiver.site_id,
        passage_id=passage.id,
        version=passage.version,
        language=language,
        at=now,
    )
    session.add(row)
    trail.write(
        session, who, "read_passage", now=now, subject=row, passage=passage.id,
        version=passage.version, language=language,
    )  # fmt: skip
    return row
