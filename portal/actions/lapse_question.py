"""Nobody answered a question in time: silence becomes the cautious answer (behaviour 1 and 4)."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.flag_second_given import flag_second_given
from portal.actions.open_task import TaskKind, open_task
from portal.actions.raise_alert import AlertSubject, raise_alert
from portal.actions.report_symptoms import report_symptoms
from portal.actions.reporter import caregiver_by
from portal.store import entries, families, sites, trail
from portal.store.conversations import Asked, OpenQuestion
from portal.store.doses import Door, DoseReport
from portal.store.families import Caregiver, Participant
from portal.store.texts import InboundText
from study.lifecycle import State
from study.review_hours import review_ends
from study.symptoms import SymptomEntry, Tier


def lapse_question(session: Session, *, question_id: str, now: datetime) -> Asked | None:
    """What the silence was about; None where the question was answered or is not due.

    Where a reading was taken, or what cannot be read: T2. Whose symptom it was: a task for
    today. A second "given": it heads the team's list. The question itself still takes a late
    answer.
    """
    question = session.get(OpenQuestion, question_id, with_for_update=True, populate_existing=True)
    if question is None or question.closed_at is not None:
        return None
    if question.deadline_at is None or question.deadline_at > now:
        return None
    question.deadline_at = None
    session.add(question)
    trail.write(
        session, trail.CLOCK, "question_lapsed", now=now, subject=question, kind=question.kind.value
    )
    caregiver = session.get_one(Caregiver, question.caregiver_id)
    if question.kind is Asked.SECOND_GIVEN:
        report = session.get_one(DoseReport, question.context["report"])
        flag_second_given(session, report=report, now=now)
    elif question.kind is Asked.ABOUT_WHOM:
        _task(session, question, caregiver, now)
    else:
        _page(session, question, caregiver, now)
    return question.kind


def _page(session: Session, question: OpenQuestion, caregiver: Caregiver, now: datetime) -> None:
    """A possible fever, or words that nobody could read, in doubt for every child it may be."""
    kept = question.context.get("entry")
    entry = (
        entries.take_up(kept) if kept else SymptomEntry(doubt=True, words=_words(session, question))
    )
    children = _children(session, question, caregiver)
    if not children:
        _page_for_nobody(session, question, caregiver, now)
        return
    report_symptoms(
        session,
        participants=children,
        entry=entry,
        reporter=caregiver_by(Door.SMS, caregiver, question.context.get("inbound")),
        now=now,
        floor=Tier.T2,
    )


def _page_for_nobody(
    session: Session, question: OpenQuestion, caregiver: Caregiver, now: datetime
) -> None:
    """A phone without a child on file pages all the same."""
    raise_alert(
        session,
        about=AlertSubject(question.site_id, None, caregiver, unknown_phone=caregiver.phone),
        tier=Tier.T2,
        reasons=[f"no answer to a question: {question.kind.value}"],
        now=now,
    )


def _words(session: Session, question: OpenQuestion) -> str:
    inbound = question.context.get("inbound")
    text = session.get(InboundText, inbound) if inbound else None
    return text.body if text else ""


def _children(session: Session, question: OpenQuestion, caregiver: Caregiver) -> list[Participant]:
    if question.participant_id is not None:
        return [families.get_participant(session, question.participant_id)]
    found = families.children_of(session, caregiver.id)
    return [child for child in found if child.state is not State.DIED] or found


def _task(session: Session, question: OpenQuestion, caregiver: Caregiver, now: datetime) -> None:
    site = sites.get(session, question.site_id)
    open_task(
        session,
        site_id=question.site_id,
        kind=TaskKind.OTHER_PERSON,
        key=f"other-person:{question.id}",
        caregiver=caregiver,
        now=now,
        inbound_id=question.context.get("inbound"),
        pages_at=review_ends(site.rules(), now, site.zone),
    )
