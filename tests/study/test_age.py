"""Age in months, at the edges of months and years."""

from datetime import date

import pytest

from study.age import months


@pytest.mark.parametrize(
    ("born", "today", "old"),
    [
        (date(2026, 1, 15), date(2026, 4, 14), 2),
        (date(2026, 1, 15), date(2026, 4, 15), 3),
        (date(2025, 12, 31), date(2026, 3, 1), 2),
        (date(2024, 2, 29), date(2025, 2, 28), 11),
        (date(2024, 2, 29), date(2025, 3, 1), 12),
    ],
)
def test_only_whole_months_count(born: date, today: date, old: int) -> None:
    assert months(born, today) == old


def test_an_unknown_birth_date_has_no_age() -> None:
    assert months(None, date(2026, 1, 1)) is None
