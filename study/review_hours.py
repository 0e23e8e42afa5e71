"""When a site's day line is watched. Outside these hours every answer names the 24-hour number."""

from datetime import datetime, timedelta

from study.localtime import instant, wall_clock
from study.site import SiteRules


def is_watched(rules: SiteRules, at: datetime, zone: str) -> bool:
    """Whether the site reviews reports at this instant; never while its hours are a blank."""
    if rules.review_opens is None or rules.review_closes is None or not rules.review_weekdays:
        return False
    wall = wall_clock(at, zone)
    open_now = rules.review_opens <= wall.time() < rules.review_closes
    return open_now and wall.weekday() in rules.review_weekdays


def review_ends(rules: SiteRules, at: datetime, zone: str) -> datetime:
    """When a "today" report made at `at` pages if nobody has claimed it (behaviour 4).

    The next end of review hours, so that a report made at night waits for one watched day and
    no longer. With the hours a blank it is `at`: it pages now.
    """
    if rules.review_closes is None:
        return at
    today = wall_clock(at, zone).date()
    for day in (today + timedelta(days=days) for days in range(8)):
        end = instant(day, rules.review_closes, zone)
        if end > at and day.weekday() in (rules.review_weekdays or ()):
            return end
    return at
