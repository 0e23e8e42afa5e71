"""A dose that was lost, or a tube in trouble, is a red flag: page, and give the words to call."""

from datetime import datetime, timedelta

from sqlmodel import Session

from portal.actions.dose_statement import DoseStatement
from portal.actions.read_slots import read_slots
from portal.actions.report_symptoms import report_symptoms
from portal.actions.reporter import Reporter
from portal.store import schedules
from portal.store.families import Participant
from portal.store.schedules import DoseSlot
from study.doses import DoseStatus, is_lost, two_lost_in_a_row
from study.notices import Notice
from study.protocol import load
from study.symptoms import SymptomEntry

NEIGHBOURS = timedelta(days=4)


def raise_dose_alarm(
    session: Session,
    *,
    participant: Participant,
    slot: DoseSlot,
    said: DoseStatement,
    reporter: Reporter,
    now: datetime,
) -> Notice | None:
    """The words to call somebody, None where nothing calls for them (behaviour 3, facts 2, S12).

    A steroid vomited or not given and two lost doses in a row of any medicine are T2, and so is
    a tube out or blocked. Words for a text are queued together with the alert.
    """
    codes = _codes(session, participant, slot, said)
    if not codes:
        return None
    outcome = report_symptoms(
        session,
        participants=[participant],
        entry=SymptomEntry(codes=frozenset(codes), words=said.note or "", about="participant"),
        reporter=reporter,
        now=now,
    )
    return outcome.notice


def _codes(
    session: Session, participant: Participant, slot: DoseSlot, said: DoseStatement
) -> set[str]:
    codes = {"S12"} if said.tube_trouble else set()
    if is_lost(said.status):
        if load().medicine(slot.medicine).steroid:
            codes.add("X.steroid")
        if _second_in_a_row(session, participant, slot, said.status):
            codes.add("X.twice")
        if codes - {"S12"} and said.status is DoseStatus.VOMITED:
            codes.add("S10")
    return codes


def _second_in_a_row(
    session: Session, participant: Participant, slot: DoseSlot, said: DoseStatus
) -> bool:
    """Whether this dose and its neighbour on either side are both lost; held ones lie between."""
    around = schedules.slots_between(
        session, participant.id, slot.due_at - NEIGHBOURS, slot.due_at + NEIGHBOURS
    )
    own = [one for one in around if one.medicine is slot.medicine]
    read = read_slots(session, participant=participant, slots=own) | {slot.id: said}
    expected = [one for one in own if read[one.id] is not DoseStatus.HELD]
    at = next(number for number, one in enumerate(expected) if one.id == slot.id)
    return two_lost_in_a_row([read[one.id] for one in expected[max(at - 1, 0) : at + 2]])
