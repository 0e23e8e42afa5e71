"""When the day line is watched, and when an unclaimed report pages."""

from datetime import UTC, datetime, time

from study.review_hours import is_watched, review_ends
from study.site import SiteRules

CHICAGO = "America/Chicago"
OFFICE = SiteRules(
    "stjude",
    review_opens=time(8),
    review_closes=time(17),
    review_weekdays=frozenset({0, 1, 2, 3, 4}),
)


def at(day: int, hour: int) -> datetime:
    """An instant of June 2025 by the clock of Chicago, five hours behind UTC."""
    return datetime(2025, 6, day, hour + 5, 0, tzinfo=UTC)


def test_the_line_is_watched_in_office_hours_only() -> None:
    assert is_watched(OFFICE, at(3, 8), CHICAGO)
    assert not is_watched(OFFICE, at(3, 17), CHICAGO)
    assert not is_watched(OFFICE, at(1, 10), CHICAGO)  # a Sunday


def test_a_site_with_blank_hours_is_never_watched() -> None:
    assert not is_watched(SiteRules("stjude"), at(3, 10), CHICAGO)


def test_an_unclaimed_report_pages_at_the_end_of_the_day() -> None:
    assert review_ends(OFFICE, at(3, 10), CHICAGO) == at(3, 17)


def test_a_report_of_the_night_or_the_weekend_waits_for_the_next_watched_day() -> None:
    assert review_ends(OFFICE, at(3, 18), CHICAGO) == at(4, 17)
    assert review_ends(OFFICE, at(6, 18), CHICAGO) == at(9, 17)
    assert review_ends(OFFICE, at(3, 17), CHICAGO) == at(4, 17)


def test_with_blank_hours_it_pages_now() -> None:
    assert review_ends(SiteRules("stjude"), at(3, 10), CHICAGO) == at(3, 10)
    no_days = SiteRules("stjude", review_opens=time(8), review_closes=time(17))
    assert review_ends(no_days, at(3, 10), CHICAGO) == at(3, 10)
