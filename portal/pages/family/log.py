"""What this family has logged, newest first. It asks for a fresh code first (behaviour 7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint
from sqlmodel import Session
from werkzeug.wrappers import Response

from portal import clock
from portal.pages import access
from portal.pages.access import FamilyVisit
from portal.pages.family.dose_words import label, route_words, status_words
from portal.pages.family.own import Own, own
from portal.pages.family.symptom_list import names
from portal.pages.showing import answer
from portal.store import doses, symptoms
from portal.store.doses import DoseReport
from portal.store.engine import reading
from portal.store.families import Caregiver, Participant
from portal.store.symptoms import SymptomReport

pages = Blueprint("log", __name__)

LINES = 200


@dataclass(frozen=True)
class Line:
    """One thing that was said. `replaced`: a later line stands in its place."""

    at: datetime
    by: str | None
    dose: DoseReport | None = None
    label: str = ""
    replaced: bool = False
    symptom: SymptomReport | None = None
    signs: tuple[str, ...] = ()


@pages.get("/log")
@access.needs_fresh_family
def show(visit: FamilyVisit) -> tuple[str, int] | Response:
    with reading() as session:
        mine = own(session, visit)
        if mine.closed:
            return answer("family/closed.html")
        found = [(child, lines(session, mine, child, clock.now())) for child in mine.children]
    return answer(
        "family/log.html",
        mine=mine,
        logs=found,
        status_words=status_words,
        route_words=route_words,
    )


def lines(session: Session, mine: Own, child: Participant, now: datetime) -> list[Line]:
    """Doses, and this person's own symptom reports: those of others stay theirs (behaviour 7)."""
    found = [*_doses(session, mine, child), *_symptoms(session, mine, child)]
    past = [line for line in found if line.at <= now]
    return sorted(past, key=lambda line: line.at, reverse=True)[:LINES]


def _doses(session: Session, mine: Own, child: Participant) -> Iterator[Line]:
    said = doses.history(session, child.id)
    replaced = {report.replaces_id for report in said if report.booked}
    for report in said:
        own_words = report.caregiver_id == mine.caregiver.id
        if own_words or mine.caregiver.sees_reports:
            yield Line(
                at=report.reported_at,
                by=_name(session, mine.caregiver, report.caregiver_id),
                dose=report,
                label=label(report.medicine),
                replaced=report.id in replaced,
            )


def _symptoms(session: Session, mine: Own, child: Participant) -> Iterator[Line]:
    for report in symptoms.by_caregiver(session, child.id, mine.caregiver.id, LINES):
        yield Line(
            at=report.reported_at,
            by=mine.caregiver.name,
            symptom=report,
            signs=names(report.codes),
        )


def _name(session: Session, reader: Caregiver, caregiver_id: str | None) -> str | None:
    if caregiver_id is None or (caregiver_id != reader.id and not reader.sees_names):
        return None
    person = session.get(Caregiver, caregiver_id)
    return person.name if person else None
