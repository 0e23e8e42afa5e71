"""Take the next step of an unresolved alert: page, page again, tell the family.

Never lets one rest without a next look.
"""

import secrets
from datetime import datetime

from sqlmodel import Session

from portal.actions.open_task import TaskKind, open_task
from portal.actions.queue_text import queue_staff
from portal.actions.tell_family import News, tell_family
from portal.store import alerts, families, rota, sites, staff, trail
from portal.store.alerts import Alert, AlertState, Page
from portal.store.families import Participant
from study import notices, protocol
from study.escalation import PageFact, Step, StepReason, delays, next_step
from study.notices import Notice

CODE_DIGITS = 4


def escalate(session: Session, *, alert_id: str, now: datetime) -> Step | None:
    """Do what the rules say is due and set when to look again; None when it is resolved."""
    alert = session.get(Alert, alert_id, with_for_update=True, populate_existing=True)
    if alert is None or alert.state is AlertState.RESOLVED:
        return None
    site = sites.get(session, alert.site_id)
    step = next_step(
        _history(session, alert),
        rota.contacts_at(session, alert.site_id, now),
        alert.paging_since,
        now,
        delays(site.rules(), protocol.load().defaults),
        acknowledged_at=alert.acknowledged_at,
        family_told=alert.family_told_at is not None or alert.family_mark is not None,
    )
    _reopen_if_forgotten(session, alert, step, now)
    for contact_id in step.page:
        _page(session, alert, contact_id, step, now)
    if step.tell_family:
        tell_family(session, alert=alert, site=site, news=News.NOBODY_ANSWERED, now=now)
    if step.reason in (StepReason.NO_CONTACTS, StepReason.NOBODY_ON_CALL):
        open_task(
            session,
            site_id=alert.site_id,
            kind=TaskKind.NOBODY_ON_CALL,
            urgent=True,
            now=now,
            key=f"nobody-on-call:{alert.site_id}",
        )
    alert.next_action_at = step.look_again_at
    session.add(alert)
    return step


def _history(session: Session, alert: Alert) -> list[PageFact]:
    return [
        PageFact(
            page.contact_id,
            page.paged_at,
            page.failed_at is not None,
            page.wrong_tries,
            page.everyone,
        )
        for page in alerts.pages_of(session, alert.id)
        if page.paged_at >= alert.paging_since
    ]


def _reopen_if_forgotten(session: Session, alert: Alert, step: Step, now: datetime) -> None:
    """Acknowledged but never resolved: it is nobody's again, and is paged from the start."""
    overdue = step.page or step.reason is StepReason.NO_CONTACTS
    if alert.state is AlertState.ACKNOWLEDGED and overdue:
        alert.state = AlertState.OPEN
        alert.acknowledged_at = None
        alert.paging_since = now
        alerts.note(session, alert, "reopened", at=now)
        trail.write(session, trail.CLOCK, "alert_reopened", now=now, subject=alert)


def _page(session: Session, alert: Alert, contact_id: str, step: Step, now: datetime) -> None:
    contact = session.get(staff.PagerContact, contact_id)
    if contact is None:
        return
    before = [page for page in alerts.pages_of(session, alert.id) if page.contact_id == contact_id]
    page = Page(
        site_id=alert.site_id,
        alert_id=alert.id,
        contact_id=contact_id,
        code=before[-1].code if before else _new_code(session, contact_id),
        everyone=step.reason is StepReason.EVERYONE,
        paged_at=now,
    )
    notice = _notice(session, alert, page.code, repeat=bool(before))
    text = queue_staff(
        session, contact=contact, notice=notice, key=f"page:{page.id}", now=now, alert_id=alert.id
    )
    page.text_id = text.id
    session.add(page)
    alerts.note(session, alert, "paged", at=now, contact_id=contact_id, reason=step.reason.value)
    trail.write(session, trail.CLOCK, "paged", now=now, subject=alert, contact=contact_id)


def _notice(session: Session, alert: Alert, code: str, *, repeat: bool) -> Notice:
    """The words of a page: tier, participant code, language and the code to answer with."""
    child = session.get(Participant, alert.participant_id) if alert.participant_id else None
    if child is None:
        return notices.PageUnknownSender(tier=alert.tier.value, code=code, repeat=repeat)
    people = families.caregivers_of(session, child.id)
    reporter = next(
        (one for one in people if one.id == alert.caregiver_id), people[0] if people else None
    )
    return notices.Page(
        tier=alert.tier.value,
        participant_code=child.code,
        language=reporter.language if reporter else "en",
        code=code,
        repeat=repeat,
        cannot_text=alert.cannot_text,
        phone_the_family=alert.phone_the_family,
    )


def _new_code(session: Session, contact_id: str) -> str:
    """Random digits that no other open page of this person uses."""
    taken = {page.code for page in alerts.open_pages_to(session, contact_id)}
    while True:
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
        if code not in taken:
            return code
