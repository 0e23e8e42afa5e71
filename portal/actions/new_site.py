"""Add a site with its sending numbers. Its blanks stay empty until its own people fill them."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from portal.store import sites, trail
from portal.store.sites import Installation, Site
from portal.store.trail import Who
from study.localtime import UnknownZone, zone_named

_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,31}")


class SiteRefused(ValueError):
    """The entry cannot be kept; `field` names the part that is wrong."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True)
class SiteEntry:
    """`family_sender` and `staff_sender` are the two numbers we text from, in E.164."""

    id: str
    name: str
    zone: str
    family_sender: str
    staff_sender: str


def new_site(session: Session, *, entry: SiteEntry, who: Who, now: datetime) -> Site:
    """The site. Raises SiteRefused with the field. Families and staff never share a number."""
    if not _ID.fullmatch(entry.id) or session.get(Site, entry.id) is not None:
        raise SiteRefused("id")
    if not entry.name.strip():
        raise SiteRefused("name")
    try:
        zone_named(entry.zone)
    except UnknownZone as error:
        raise SiteRefused("zone") from error
    taken = {one.family_sender for one in sites.all_sites(session)}
    taken |= {one.staff_sender for one in sites.all_sites(session)}
    if entry.family_sender in taken:
        raise SiteRefused("family_sender")
    if entry.staff_sender in taken | {entry.family_sender}:
        raise SiteRefused("staff_sender")
    if session.get(Installation, 1) is None:
        session.add(Installation(created_at=now))
    site = Site(
        id=entry.id,
        name=entry.name.strip(),
        zone=entry.zone,
        family_sender=entry.family_sender,
        staff_sender=entry.staff_sender,
    )
    session.add(site)
    session.flush()
    trail.write(session, who, "added_site", now=now, subject=site)
    return site
