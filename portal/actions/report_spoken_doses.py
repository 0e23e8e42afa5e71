"""Book the doses that a message of the chat reports, where all of it is certain."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from portal.actions.dose_slots import Line
from portal.actions.dose_statement import DoseOutcome, DoseRefusal, DoseRefused
from portal.actions.match_dose import Matched, Spoken, match_dose
from portal.actions.report_dose import report_dose
from portal.actions.reporter import Reporter, caregiver_by
from portal.actions.spoken_of import living, sender_of
from portal.store import families
from portal.store.doses import Door
from portal.store.families import Caregiver, Participant
from study.doses import is_lost
from study.naming import named

_ABOUT_TIME = (DoseRefusal.IN_THE_FUTURE, DoseRefusal.FAR_FROM_SLOT)


@dataclass(frozen=True)
class SpokenDoses:
    """`outcomes`: what was booked or kept beside it; none where the family has to say more."""

    child: Participant | None
    outcomes: tuple[DoseOutcome, ...] = ()
    checkin_id: str | None = None
    missing: tuple[str, ...] = ()


def report_spoken_doses(
    session: Session,
    *,
    caregiver: Caregiver,
    words: str,
    waits_for: str | None,
    now: datetime,
) -> SpokenDoses | None:
    """None where nothing was said of a dose. All of a message is booked, or none of it.

    `waits_for`: the label, A or B, that this person was just asked about.
    """
    family = families.lock_family(session, caregiver.family_id)
    children = living(session, caregiver)
    spoken = Spoken(words, caregiver.language, sender_of(caregiver), family.zone, waits_for)
    at = 0 if len(children) == 1 else named(words, [one.nickname for one in children])
    if at is None:
        return SpokenDoses(None) if _any(session, children, spoken, now) else None
    child = children[at]
    matched = match_dose(session, participant=child, spoken=spoken, now=now)
    if matched is None:
        return None
    reporter = caregiver_by(Door.WEB, caregiver)
    try:
        with session.begin_nested():
            outcomes = tuple(_report(session, line, reporter, now) for line in matched.lines)
    except DoseRefused:
        return SpokenDoses(child)
    return SpokenDoses(child, outcomes, matched.checkin_id, matched.missing)


def _any(
    session: Session, children: tuple[Participant, ...], spoken: Spoken, now: datetime
) -> bool:
    found: list[Matched | None] = [
        match_dose(session, participant=child, spoken=spoken, now=now) for child in children
    ]
    return any(one is not None for one in found)


def _report(session: Session, line: Line, reporter: Reporter, now: datetime) -> DoseOutcome:
    """A lost dose or a tube in trouble does not wait for a time that fits."""
    try:
        return report_dose(session, slot=line.slot, said=line.said, reporter=reporter, now=now)
    except DoseRefused as refused:
        urgent = line.said.tube_trouble or is_lost(line.said.status)
        if not urgent or refused.reason not in _ABOUT_TIME:
            raise
    said = replace(line.said, given_at=None)
    return report_dose(session, slot=line.slot, said=said, reporter=reporter, now=now)
