"""Words of safety did not reach a family: whoever has the alert is told to telephone them."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from portal.actions.open_task import TaskKind, open_task
from portal.actions.queue_text import queue_staff
from portal.store import alerts, trail
from portal.store.alerts import Alert, AlertState, Page
from portal.store.families import Participant
from portal.store.staff import PagerContact
from portal.store.texts import OutboundText
from study import notices


def phone_the_family(session: Session, *, alert_id: str, why: str, now: datetime) -> None:
    """Mark the alert, put it at the head of the list and page its people again (behaviour 5).

    `why` is the carrier's code. Once for an alert; nothing for a resolved one.
    """
    alert = session.get(Alert, alert_id, with_for_update=True, populate_existing=True)
    if alert is None or alert.phone_the_family or alert.state is AlertState.RESOLVED:
        return
    alert.phone_the_family = True
    session.add(alert)
    alerts.note(session, alert, "family_not_reached", at=now, code=why)
    trail.write(session, trail.CLOCK, "family_not_reached", now=now, subject=alert, code=why)
    child = session.get(Participant, alert.participant_id) if alert.participant_id else None
    open_task(
        session,
        site_id=alert.site_id,
        kind=TaskKind.SAFETY_WORDS_UNDELIVERED,
        key=f"phone-the-family:{alert.id}",
        now=now,
        participant=child,
        urgent=True,
        alert=alert.id,
        code=why,
    )
    for page in _last_pages(session, alert):
        _page_again(session, alert, page, now)


def _last_pages(session: Session, alert: Alert) -> list[Page]:
    """The last page of everyone who was paged and can be; of its holder alone when it has one."""
    last = {page.contact_id: page for page in alerts.pages_of(session, alert.id)}
    if alert.acknowledged_contact_id in last and alert.state is AlertState.ACKNOWLEDGED:
        return [last[alert.acknowledged_contact_id]]
    return [page for page in last.values() if page.failed_at is None]


def _page_again(session: Session, alert: Alert, before: Page, now: datetime) -> None:
    contact = session.get(PagerContact, before.contact_id)
    text = session.get(OutboundText, before.text_id) if before.text_id else None
    said = notices.from_json(text.kind, text.payload) if text else None
    if contact is None or not isinstance(said, notices.Page):
        return
    page = Page(
        site_id=alert.site_id,
        alert_id=alert.id,
        contact_id=contact.id,
        code=before.code,
        everyone=before.everyone,
        paged_at=now,
    )
    queued = queue_staff(
        session,
        contact=contact,
        notice=replace(said, repeat=True, phone_the_family=True),
        key=f"page:{page.id}",
        now=now,
        alert_id=alert.id,
    )
    page.text_id = queued.id
    session.add(page)
    alerts.note(session, alert, "paged", at=now, contact_id=contact.id, reason="phone_the_family")
