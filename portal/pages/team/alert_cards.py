"""What the team sees of an alert: the words, our reading, who was paged. Changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from portal.store import alerts, families, symptoms, team_views
from portal.store.alerts import Alert, Page
from portal.store.families import Caregiver, Participant
from portal.store.symptoms import FeverPlanRow, SymptomReport
from portal.store.texts import InboundText, OutboundText


@dataclass(frozen=True)
class Paged:
    """One page: to whom, and what became of its text."""

    page: Page
    who: str
    text: OutboundText | None


@dataclass(frozen=True)
class Told:
    """One report, or one text of a phone we do not know, with who said it."""

    words: str
    at: datetime
    by: str
    report: SymptomReport | None = None
    text: InboundText | None = None


@dataclass(frozen=True)
class AlertCard:
    """One alert as a person who has to act needs it."""

    alert: Alert
    child: Participant | None
    caregiver: Caregiver | None
    zone: str
    languages: tuple[str, ...]
    told: tuple[Told, ...]
    paged: tuple[Paged, ...]
    holder: str
    fever_plan: FeverPlanRow | None
    people: tuple[Caregiver, ...]

    @property
    def title(self) -> str:
        """The participant's code; the phone itself where nobody knows it."""
        return self.child.code if self.child else self.alert.unknown_phone or "?"


def card(
    session: Session, alert: Alert, names: Mapping[str, str], zone: str, now: datetime
) -> AlertCard:
    """Gather one alert. `zone`: the site's, for an alert that belongs to no family."""
    child = session.get(Participant, alert.participant_id) if alert.participant_id else None
    people = families.caregivers_of(session, child.id) if child else []
    caregiver = session.get(Caregiver, alert.caregiver_id) if alert.caregiver_id else None
    pages = alerts.pages_of(session, alert.id)
    texts = team_views.outbound_by_id(session, [page.text_id for page in pages])
    spoken = caregiver or (people[0] if people else None)
    return AlertCard(
        alert=alert,
        child=child,
        caregiver=caregiver,
        zone=families.get_family(session, child.family_id).zone if child else zone,
        languages=(spoken.language,) if spoken else (),
        told=tuple(_told(session, alert, caregiver)),
        paged=tuple(
            Paged(page, names.get(page.contact_id, ""), texts.get(page.text_id or ""))
            for page in pages
        ),
        holder=names.get(alert.acknowledged_contact_id or alert.acknowledged_staff_id or "", ""),
        fever_plan=symptoms.fever_plan(session, child.id, now) if child else None,
        people=tuple(people),
    )


def _told(session: Session, alert: Alert, caregiver: Caregiver | None) -> list[Told]:
    found = []
    for report in symptoms.of_alert(session, alert.id):
        by = session.get(Caregiver, report.caregiver_id) if report.caregiver_id else caregiver
        text = session.get(InboundText, report.inbound_id) if report.inbound_id else None
        words = text.body if text else report.words
        name = by.name if by else ""
        at = text.received_at if text else report.reported_at
        found.append(Told(words, at, name, report, text))
    if alert.unknown_index and not found:
        found += [
            Told(text.body, text.received_at, "", None, text)
            for text in team_views.of_sender(session, alert.site_id, alert.unknown_index)
        ]
    return found
