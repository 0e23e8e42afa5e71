"""Page one person to see whether pages reach them. Runs weekly, and at a tap; no alert is open."""

import secrets
from datetime import datetime

from sqlmodel import Session

from portal.actions.queue_text import queue_staff
from portal.store import alerts, trail
from portal.store.alerts import Page
from portal.store.staff import PagerContact
from portal.store.trail import Who
from study import notices

CODE_DIGITS = 4


def send_test_page(session: Session, *, contact: PagerContact, who: Who, now: datetime) -> Page:
    """The page that was queued; answering it with its code counts for seven days (behaviour 5)."""
    page = Page(
        site_id=contact.site_id,
        contact_id=contact.id,
        code=_new_code(session, contact.id),
        is_test=True,
        paged_at=now,
    )
    text = queue_staff(
        session,
        contact=contact,
        notice=notices.PageTest(code=page.code),
        key=f"page:{page.id}",
        now=now,
    )
    page.text_id = text.id
    session.add(page)
    session.flush()
    trail.write(session, who, "sent_test_page", now=now, subject=page, contact=contact.id)
    return page


def _new_code(session: Session, contact_id: str) -> str:
    """Random digits that no other open page of this person uses."""
    taken = {page.code for page in alerts.open_pages_to(session, contact_id)}
    while True:
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
        if code not in taken:
            return code
