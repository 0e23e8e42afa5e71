"""What is told to whom before a plan ends."""

from datetime import date

import pytest

from study.plan_end import family_note_due, staff_task_due

END = date(2025, 7, 26)


@pytest.mark.parametrize(
    ("today", "due"),
    [(18, None), (19, 7), (20, 7), (22, 7), (23, 3), (25, 1), (26, 1), (29, 1)],
)
def test_a_task_comes_seven_three_and_one_days_before(today: int, due: int | None) -> None:
    assert staff_task_due(END, date(2025, 7, today), done=()) == due


def test_each_task_is_raised_once() -> None:
    assert staff_task_due(END, date(2025, 7, 20), done={7}) is None
    assert staff_task_due(END, date(2025, 7, 23), done={7}) == 3
    assert staff_task_due(END, date(2025, 7, 27), done={7, 3, 1}) is None


def test_after_an_outage_only_the_most_pressing_task_is_raised() -> None:
    assert staff_task_due(END, date(2025, 7, 25), done=()) == 1
    assert staff_task_due(END, date(2025, 7, 25), done={1}) is None


def test_the_family_hears_once_that_reminders_end_and_not_after_the_end() -> None:
    assert not family_note_due(END, date(2025, 7, 22), told=False)
    assert family_note_due(END, date(2025, 7, 23), told=False)
    assert family_note_due(END, date(2025, 7, 26), told=False)
    assert not family_note_due(END, date(2025, 7, 27), told=False)
    assert not family_note_due(END, date(2025, 7, 24), told=True)
