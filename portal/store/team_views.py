"""Questions that only the team's pages ask, each within one site. Finds rows; shows nothing."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select

from portal.store.alerts import Alert
from portal.store.doses import DoseReport
from portal.store.families import Caregiver, Family, Participant, TextingConsent
from portal.store.schedules import Schedule
from portal.store.staff import PagerContact, Staff
from portal.store.symptoms import FeverPlanRow, SymptomReport
from portal.store.tasks import Task
from portal.store.texts import InboundText, OutboundText
from portal.store.trail import Trail


def participants_at(session: Session, site_id: str) -> list[Participant]:
    query = select(Participant).where(Participant.site_id == site_id)
    return list(session.exec(query.order_by(col(Participant.code))))


def staff_at(session: Session, site_id: str) -> list[Staff]:
    """Everyone who ever had an account at the site, in the order they came."""
    query = select(Staff).where(Staff.site_id == site_id)
    return list(session.exec(query.order_by(col(Staff.created_at), col(Staff.id))))


def names_at(session: Session, site_id: str) -> dict[str, str]:
    """What the site's people are called, by id of account and of pager contact, past ones too."""
    contacts = session.exec(select(PagerContact).where(PagerContact.site_id == site_id))
    return {one.id: one.name for one in [*contacts, *staff_at(session, site_id)]}


def outbound_by_id(session: Session, ids: Iterable[str | None]) -> dict[str, OutboundText]:
    wanted = [one for one in ids if one]
    if not wanted:
        return {}
    found = session.exec(select(OutboundText).where(col(OutboundText.id).in_(wanted)))
    return {text.id: text for text in found}


def of_sender(session: Session, site_id: str, sender_index: str) -> list[InboundText]:
    """What one phone ever wrote to this site, oldest first."""
    query = select(InboundText).where(
        InboundText.sender_index == sender_index, InboundText.site_id == site_id
    )
    return list(session.exec(query.order_by(col(InboundText.received_at))))


def texts_of_alert(session: Session, alert_id: str) -> list[OutboundText]:
    """Every text we decided to send because of an alert, oldest first."""
    query = select(OutboundText).where(OutboundText.alert_id == alert_id)
    return list(session.exec(query.order_by(col(OutboundText.created_at))))


def alerts_of(session: Session, participant_id: str) -> list[Alert]:
    query = select(Alert).where(Alert.participant_id == participant_id)
    return list(session.exec(query.order_by(col(Alert.opened_at).desc())))


def symptoms_of(session: Session, participant_id: str, limit: int = 100) -> list[SymptomReport]:
    query = select(SymptomReport).where(SymptomReport.participant_id == participant_id)
    return list(session.exec(query.order_by(col(SymptomReport.reported_at).desc()).limit(limit)))


def fever_plans_of(session: Session, participant_id: str) -> list[FeverPlanRow]:
    query = select(FeverPlanRow).where(FeverPlanRow.participant_id == participant_id)
    return list(session.exec(query.order_by(col(FeverPlanRow.set_at).desc())))


def schedules_of(session: Session, participant_id: str) -> list[Schedule]:
    """Every plan a participant ever had, the newest first."""
    query = select(Schedule).where(Schedule.participant_id == participant_id)
    return list(session.exec(query.order_by(col(Schedule.entered_at).desc())))


def unconfirmed_schedules(session: Session, site_id: str) -> list[tuple[Schedule, Participant]]:
    """Plans that wait for a second person, oldest first."""
    query = select(Schedule, Participant).join(
        Participant, col(Participant.id) == Schedule.participant_id
    )
    query = query.where(
        Participant.site_id == site_id,
        col(Schedule.confirmed_at).is_(None),
        col(Schedule.superseded_at).is_(None),
    )
    return list(session.exec(query.order_by(col(Schedule.entered_at))))


def reports_of_slots(session: Session, slot_ids: list[str]) -> dict[str, list[DoseReport]]:
    """All that was ever said about each slot, oldest first, by slot id."""
    found: dict[str, list[DoseReport]] = {}
    if not slot_ids:
        return found
    query = select(DoseReport).where(col(DoseReport.slot_id).in_(slot_ids))
    for report in session.exec(query.order_by(col(DoseReport.reported_at))):
        found.setdefault(report.slot_id or "", []).append(report)
    return found


def everyone_of(session: Session, family_id: str) -> list[Caregiver]:
    """Everyone with a phone in a family, people who were removed last."""
    query = select(Caregiver).where(Caregiver.family_id == family_id)
    found = session.exec(query.order_by(col(Caregiver.contact_order)))
    return sorted(found, key=lambda one: one.removed_at is not None)


def consents_of(session: Session, caregiver_ids: list[str]) -> list[TextingConsent]:
    query = select(TextingConsent).where(col(TextingConsent.caregiver_id).in_(caregiver_ids))
    return list(session.exec(query.order_by(col(TextingConsent.at))))


def tasks_of(session: Session, family_id: str) -> list[Task]:
    """A family's tasks that are open, the urgent ones first."""
    query = select(Task).where(Task.family_id == family_id, col(Task.closed_at).is_(None))
    return list(session.exec(query.order_by(col(Task.urgent).desc(), col(Task.opened_at))))


def has_task(session: Session, site_id: str, kind: str) -> bool:
    query = select(Task.id).where(Task.site_id == site_id, Task.kind == kind)
    return session.exec(query.where(col(Task.closed_at).is_(None))).first() is not None


def trail_of_family(session: Session, family: Family, limit: int = 300) -> list[Trail]:
    """What was done and looked at about a family and its children, newest first."""
    children = session.exec(select(Participant.id).where(Participant.family_id == family.id))
    about = col(Trail.family_id) == family.id
    about = about | col(Trail.subject_id).in_([family.id, *children])
    query = select(Trail).where(about)
    return list(session.exec(query.order_by(col(Trail.id).desc()).limit(limit)))


def last_set(session: Session, subject_id: str, what: str) -> dict[str, Trail]:
    """The newest trail row of each blank of a site, by the blank's name."""
    query = select(Trail).where(Trail.subject_id == subject_id, Trail.what == what)
    return {
        str(row.detail.get("blank")): row for row in session.exec(query.order_by(col(Trail.id)))
    }


def opened_since(session: Session, site_id: str, since: datetime) -> int:
    """How many alerts a site had since then."""
    query = select(Alert.id).where(Alert.site_id == site_id, col(Alert.opened_at) >= since)
    return len(session.exec(query).all())


def rights_changes(session: Session, caregiver_id: str) -> list[Trail]:
    """Each change of what a caregiver sees and is asked, newest first."""
    query = select(Trail).where(Trail.subject_id == caregiver_id, Trail.what == "changed_rights")
    return list(session.exec(query.order_by(col(Trail.id).desc())))


def newest(session: Session, subject_id: str, what: str) -> Trail | None:
    """The newest row of the trail that says this of this subject."""
    query = select(Trail).where(Trail.subject_id == subject_id, Trail.what == what)
    return session.exec(query.order_by(col(Trail.id).desc())).first()
