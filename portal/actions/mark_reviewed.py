"""Say which languages a qualified translator has read for a site; only those are offered there."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from portal.store import trail
from portal.store.sites import Site
from portal.store.trail import Who


def mark_reviewed(
    session: Session, *, site: Site, languages: Iterable[str], who: Who, now: datetime
) -> None:
    """The whole list as it shall stand; old and new are in the trail (facts 5.8)."""
    wanted = sorted(set(languages))
    if wanted == site.reviewed_languages:
        return
    trail.write(
        session, who, "reviewed_languages", now=now, subject=site,
        old=list(site.reviewed_languages), new=wanted,
    )  # fmt: skip
    site.reviewed_languages = wanted
    session.add(site)
