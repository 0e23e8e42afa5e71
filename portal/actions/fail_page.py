"""A page cannot reach its person: the next one is paged at once, without waiting for a timer."""

from datetime import datetime

from sqlmodel import Session, select

from portal.actions.escalate import escalate
from portal.actions.open_task import TaskKind, open_task
from portal.store import alerts, trail
from portal.store.alerts import Alert, AlertState, Page
from portal.store.carrier_advice import Advice
from portal.store.staff import PagerContact


def fail_page(
    session: Session, *, text_id: str, code: str, advice: Advice, flags_number: bool, now: datetime
) -> None:
    """Mark the page of this text as failed and take the alert's next step (messaging F27).

    `code` and `advice` are the carrier's reason and what to do about it. With `flags_number` the
    phone itself is the trouble: it is marked and an administrator hears of it.
    """
    page = session.exec(select(Page).where(Page.text_id == text_id)).first()
    if page is None or page.failed_at is not None:
        return
    page.failed_at, page.failed_why = now, code
    session.add(page)
    contact = session.get(PagerContact, page.contact_id)
    if flags_number and contact is not None:
        _flag(session, contact, code, advice, now)
    alert = session.get(Alert, page.alert_id) if page.alert_id else None
    if alert is None:
        return
    alerts.note(session, alert, "page_failed", at=now, contact_id=page.contact_id, code=code)
    trail.write(session, trail.CLOCK, "page_failed", now=now, subject=alert, code=code)
    session.flush()
    if alert.state is AlertState.OPEN:
        escalate(session, alert_id=alert.id, now=now)


def _flag(
    session: Session, contact: PagerContact, code: str, advice: Advice, now: datetime
) -> None:
    contact.number_trouble = code
    session.add(contact)
    open_task(
        session,
        site_id=contact.site_id,
        kind=TaskKind.NUMBER_TROUBLE,
        key=f"pager-trouble:{contact.id}",
        now=now,
        urgent=True,
        contact=contact.id,
        code=code,
        advice=advice,
    )
