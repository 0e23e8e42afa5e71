"""What a second "given" was: the same dose, another one, or nobody knows (behaviour section 3)."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from portal.actions.dose_statement import DoseOutcome, DoseOutcomeKind
from portal.actions.report_symptoms import report_symptoms
from portal.actions.reporter import Reporter
from portal.store import conversations, doses, families, trail
from portal.store.conversations import Asked
from portal.store.doses import DoseReport
from study.notices import Notice
from study.symptoms import SymptomEntry


class SecondMeaning(StrEnum):
    """The values of `notices.SECOND_LETTERS`."""

    SAME = "same"
    AGAIN = "again"
    UNSURE = "unsure"


def resolve_second_given(
    session: Session,
    *,
    report: DoseReport,
    meaning: SecondMeaning,
    reporter: Reporter,
    now: datetime,
) -> DoseOutcome:
    """A new row with the answer; what is booked for the slot stays as it was.

    AGAIN and UNSURE are a double dose until a person says otherwise: T2 words, Poison Control,
    a page (facts 3.3 S17). The same answer again changes nothing; a worse one is heard.
    """
    reason = f"second_{SecondMeaning(meaning).value}"
    given = doses.answers_to(session, report.id)
    repeated = next((one for one in given if one.reason == reason), None)
    if repeated is not None:
        return DoseOutcome(DoseOutcomeKind.UNCHANGED, repeated, report)
    answer = _answer(report, reason, reporter, now)
    session.add(answer)
    session.flush()
    trail.write(
        session, reporter.who, "resolved_second_given", now=now, subject=answer, meaning=reason
    )
    waiting = [
        question
        for question in conversations.open_about(session, report.participant_id)
        if question.kind is Asked.SECOND_GIVEN and question.context.get("report") == report.id
    ]
    conversations.close(waiting, "answered", now)
    notice = None
    if meaning != SecondMeaning.SAME:
        notice = _raise(session, report, reporter, now)
    return DoseOutcome(DoseOutcomeKind.SECOND_RESOLVED, answer, report, notice)


def _answer(report: DoseReport, reason: str, reporter: Reporter, now: datetime) -> DoseReport:
    return DoseReport(
        participant_id=report.participant_id,
        slot_id=report.slot_id,
        medicine=report.medicine,
        status=report.status,
        route=report.route,
        route_assumed=report.route_assumed,
        due_at=report.due_at,
        given_at=report.given_at,
        booked=False,
        reported_at=now,
        door=reporter.door,
        caregiver_id=reporter.caregiver.id if reporter.caregiver else None,
        staff_id=reporter.staff_id,
        inbound_id=reporter.inbound_id,
        replaces_id=report.id,
        reason=reason,
    )


def _raise(session: Session, report: DoseReport, reporter: Reporter, now: datetime) -> Notice:
    child = families.get_participant(session, report.participant_id)
    entry = SymptomEntry(codes=frozenset({"S17"}), about="participant")
    outcome = report_symptoms(
        session, participants=[child], entry=entry, reporter=reporter, now=now
    )
    return outcome.notice
