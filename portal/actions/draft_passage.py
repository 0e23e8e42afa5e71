"""Turn an answer into words for a new passage. A draft is for the team: no family ever sees it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from portal.actions.reporter import by_staff
from portal.store import trail
from portal.store.chat import DraftPassage, TeamQuestion
from portal.store.staff import Staff


@dataclass(frozen=True)
class Draft:
    """`asked_as`: how a family would ask for it, for the search."""

    title: str
    body: str
    asked_as: str
    language: str


def draft_passage(
    session: Session, *, question: TeamQuestion, draft: Draft, staff: Staff, now: datetime
) -> DraftPassage:
    """A new draft beside any earlier one; the passages themselves change only in their files."""
    row = DraftPassage(
        site_id=question.site_id,
        question_id=question.id,
        staff_id=staff.id,
        title=draft.title,
        body=draft.body,
        asked_as=draft.asked_as,
        language=draft.language,
        at=now,
    )
    session.add(row)
    session.flush()
    trail.write(
        session, by_staff(staff), "drafted_passage", now=now, subject=row, question=question.id
    )
    return row
