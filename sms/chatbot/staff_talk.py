"""Talk with people who carry the pager: ACK and its code. Their words are no family's report."""

import re
from datetime import datetime

from sqlmodel import Session

from portal.actions.acknowledge_alert import acknowledge_alert
from portal.actions.escalate import escalate
from portal.actions.fail_page import fail_page
from portal.actions.queue_text import queue_staff
from portal.store import alerts, staff, trail
from portal.store.alerts import Alert, Page
from portal.store.carrier_advice import Advice
from portal.store.families import Participant
from portal.store.staff import PagerContact
from portal.store.texts import InboundText
from portal.store.trail import Actor, Who
from study import notices
from study.notices import Notice
from study.protocol import load
from study.understand.text import clean, fold

_ACK = re.compile(r"\W*(?:(?P<ack>ack\w*)\W*)?(?P<code>\d{3,8})?\W*")
# "ACK 4731 on my way" takes it; "ack 4731 not me" does not.
_ACK_AND_WORDS = re.compile(
    r"\W*(?P<ack>ack)\W*(?P<code>\d{4,8})\b(?!.*(?:\b(?:no|not|cant|dont)\b|n't))\D*"
)
_STOP = frozenset({"STOP"})


def staff_text(session: Session, text: InboundText, contact: PagerContact, now: datetime) -> None:
    """Take the alert of the code, or say why not; other words wait for a person."""
    if text.opt_out_type in _STOP:
        _lost_pager(session, contact, now)
        return
    typed = fold(clean(text.body[:80]))
    said = _ACK.fullmatch(typed) or _ACK_AND_WORDS.fullmatch(typed)
    if said is None or not (said["ack"] or said["code"]):
        text.needs_person = True
        return
    answer = _answer(session, contact, said["code"], now)
    queue_staff(session, contact=contact, notice=answer, key=f"reply:{text.id}:0", now=now)


def _answer(session: Session, contact: PagerContact, code: str | None, now: datetime) -> Notice:
    waiting = alerts.open_pages_to(session, contact.id)
    if not waiting:
        return notices.PageNothingOpen()
    if code is None:
        kinds = {page.alert_id for page in waiting}
        return _take(session, waiting[0], contact, now) if len(kinds) == 1 else _choose()
    meant = next((page for page in waiting if page.code == code), None)
    if meant is None:
        _wrong_code(session, waiting, contact, now)
        return notices.PageWrongCode()
    return _take(session, meant, contact, now)


def _choose() -> Notice:
    return notices.PageChooseCode()


def _take(session: Session, page: Page, contact: PagerContact, now: datetime) -> Notice:
    """Take a page's alert, or count a test page as answered (behaviour 5)."""
    page.answered_at = page.answered_at or now
    session.add(page)
    who = Who(actor=Actor.CONTACT, id=contact.id, site_id=contact.site_id)
    alert = session.get(Alert, page.alert_id) if page.alert_id else None
    if alert is None:
        contact.test_answered_at = now
        session.add(contact)
        trail.write(session, who, "answered_test_page", now=now, subject=page)
        return notices.PageTestThanks()
    child = session.get(Participant, alert.participant_id) if alert.participant_id else None
    code = child.code if child else ""
    if acknowledge_alert(session, alert=alert, contact=contact, who=who, how="sms", now=now):
        return notices.PageTaken(participant_code=code)
    return notices.PageTakenByOther(participant_code=code, who=staff.holder_name(session, alert))


def _wrong_code(
    session: Session, waiting: list[Page], contact: PagerContact, now: datetime
) -> None:
    """Each wrong try counts on every alert that waits for this phone; the fifth pages the next."""
    newest: dict[str, Page] = {}
    for page in waiting:
        if page.alert_id is not None:
            newest.setdefault(page.alert_id, page)
    for alert_id, page in newest.items():
        page.wrong_tries += 1
        session.add(page)
        session.flush()
        who = Who(actor=Actor.CONTACT, id=contact.id, site_id=contact.site_id)
        trail.write(session, who, "wrong_page_code", now=now, subject=page)
        if page.wrong_tries == load().defaults.wrong_codes:
            escalate(session, alert_id=alert_id, now=now)


def _lost_pager(session: Session, contact: PagerContact, now: datetime) -> None:
    """A pager that opted out cannot be paged: the next person is, at once (messaging F27)."""
    for page in alerts.open_pages_to(session, contact.id):
        if page.text_id is not None and page.failed_at is None:
            fail_page(
                session,
                text_id=page.text_id,
                code="opted_out",
                advice=Advice.PAGER_OPTED_OUT,
                flags_number=True,
                now=now,
            )
