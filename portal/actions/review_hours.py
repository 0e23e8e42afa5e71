"""When a site's day line is watched, and when a task for today has waited a whole day."""

from datetime import datetime, timedelta

from portal.store.sites import Site
from study.localtime import instant, wall_clock

_SEARCH_DAYS = 8


def in_review_hours(site: Site, now: datetime) -> bool:
    """False outside the hours the site filled in, and while they are a blank (behaviour 4)."""
    local = wall_clock(now, site.zone)
    if site.review_opens is None or site.review_closes is None:
        return False
    return local.weekday() in site.review_weekdays and (
        site.review_opens <= local.time() < site.review_closes
    )


def day_ends(site: Site, now: datetime) -> datetime:
    """The next closing of the day line: by then somebody took the task, or it pages.

    A site with blanks, or without any working day, pages after a day at the latest.
    """
    latest = now + timedelta(days=1)
    if site.review_closes is None:
        return latest
    today = wall_clock(now, site.zone).date()
    for ahead in range(_SEARCH_DAYS):
        closes = instant(today + timedelta(days=ahead), site.review_closes, site.zone)
        if closes > now and (today + timedelta(days=ahead)).weekday() in site.review_weekdays:
            return min(closes, latest) if ahead == 0 else closes
    return latest
