"""Which pagers have not been tried for a week. Pages nobody."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from portal.store import sites
from portal.store.alerts import Page
from portal.store.staff import PagerContact
from study import protocol
from study.review_hours import is_watched


def due(session: Session, now: datetime, limit: int) -> list[str]:
    """Ids of contacts whose last test page is a week old, or who were added that long ago.

    Only while their site is at work: a test wakes nobody. Source: behaviour 5.
    """
    week_ago = now - timedelta(days=protocol.load().defaults.test_page_days)
    last = func.max(Page.paged_at).filter(col(Page.is_test))
    query = (
        select(PagerContact.id, PagerContact.site_id)
        .outerjoin(Page, col(Page.contact_id) == PagerContact.id)
        .where(col(PagerContact.removed_at).is_(None), col(PagerContact.created_at) <= week_ago)
        .group_by(col(PagerContact.id), col(PagerContact.site_id))
        .having(last.is_(None) | (last <= week_ago))
        .limit(limit)
    )
    at_work = {
        site.id for site in sites.all_sites(session) if is_watched(site.rules(), now, site.zone)
    }
    return [contact_id for contact_id, site_id in session.exec(query) if site_id in at_work]
