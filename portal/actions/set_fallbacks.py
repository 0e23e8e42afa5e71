"""Who is paged after the one on call, and in which order. Pages nobody."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from portal.store import staff, trail
from portal.store.sites import Site
from portal.store.staff import Fallback, PagerContact
from portal.store.trail import Who


def set_fallbacks(
    session: Session, *, site: Site, contacts: Sequence[PagerContact], who: Who, now: datetime
) -> None:
    """Replace the list by these people of the site, in this order; each stands in it once."""
    for row in staff.fallbacks_at(session, site.id):
        row.removed_at = now
    ours = [one for one in contacts if one.site_id == site.id and one.removed_at is None]
    ids = list(dict.fromkeys(one.id for one in ours))
    for place, contact_id in enumerate(ids, start=1):
        session.add(Fallback(site_id=site.id, contact_id=contact_id, place=place))
    session.flush()
    trail.write(session, who, "set_fallbacks", now=now, subject=site, contacts=ids)
