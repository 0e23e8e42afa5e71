"""The answer to "is this about your child, now?", by a tap on the page."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.report_other_person import report_other_person
from portal.actions.report_symptoms import SymptomOutcome, report_symptoms
from portal.actions.reporter import Reporter
from portal.actions.spoken_of import living
from portal.store import conversations, families
from portal.store.conversations import OpenQuestion
from portal.store.entries import take_up
from portal.store.families import Caregiver
from study.symptoms import Tier


def settle_whose(
    session: Session,
    *,
    question: OpenQuestion,
    whose: str,
    caregiver: Caregiver,
    reporter: Reporter,
    now: datetime,
) -> SymptomOutcome | None:
    """`whose` is a value of WHOM_LETTERS. None where it is nobody's who is enrolled.

    Only "someone else" keeps it from being the child's; "over" and "not sure" do not. A question
    that was answered before takes no second answer: None.
    """
    session.refresh(question, with_for_update=True)
    if question.closed_at is not None:
        return None
    entry = take_up(question.context["entry"])
    conversations.close([question], "answered", now)
    children = living(session, caregiver)
    if question.participant_id is not None:
        children = (families.get_participant(session, question.participant_id),)
    if whose == "other" or not children:
        report_other_person(
            session,
            caregiver=caregiver,
            key=question.id,
            words=entry.words,
            reporter=reporter,
            now=now,
        )
        return None
    return report_symptoms(
        session, participants=children, entry=entry, reporter=reporter, now=now, floor=Tier.T2
    )
