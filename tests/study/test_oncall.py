"""Who is on call, who is next, and where nobody is."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from study.oncall import Shift, contacts_at, gaps, untested

NOON = datetime(2025, 6, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def shift(contact_id: str, starts: int, ends: int) -> Shift:
    return Shift(contact_id, NOON + starts * HOUR, NOON + ends * HOUR)


def test_the_one_on_call_comes_before_the_fallback_list() -> None:
    found = contacts_at([shift("ana", -1, 1), shift("ben", 1, 3)], ["cy", "ana"], ["dee"], NOON)
    assert found.ordered == ("ana", "cy")
    assert found.everyone == ("ana", "cy", "dee")
    assert not found.nobody_on_call


def test_a_shift_ends_exactly_where_the_next_begins() -> None:
    rota = [shift("ana", -1, 0), shift("ben", 0, 1)]
    assert contacts_at(rota, [], [], NOON).ordered == ("ben",)
    assert gaps(rota, NOON - HOUR, NOON + HOUR) == ()


def test_of_two_on_call_the_newest_shift_leads() -> None:
    rota = [shift("ana", -5, 5), shift("ben", -1, 1)]
    assert contacts_at(rota, [], [], NOON).ordered == ("ben", "ana")


def test_nobody_on_call_is_the_fallback_list_at_once() -> None:
    found = contacts_at([shift("ana", 1, 2)], ["cy", "dee"], ["ana"], NOON)
    assert found.ordered == ("cy", "dee") and found.nobody_on_call


def test_no_rota_and_no_fallback_is_all_staff() -> None:
    found = contacts_at([], [], ["ana", "ben"], NOON)
    assert found.ordered == () and found.everyone == ("ana", "ben") and found.nobody_on_call


def test_holes_of_the_rota_are_found_at_both_ends_and_between() -> None:
    rota = [shift("ana", 1, 3), shift("ben", 2, 4), shift("cy", 6, 7)]
    assert gaps(rota, NOON, NOON + 8 * HOUR) == (
        (NOON, NOON + HOUR),
        (NOON + 4 * HOUR, NOON + 6 * HOUR),
        (NOON + 7 * HOUR, NOON + 8 * HOUR),
    )


def test_an_empty_rota_is_one_hole() -> None:
    assert gaps([], NOON, NOON + HOUR) == ((NOON, NOON + HOUR),)


@given(st.lists(st.tuples(st.integers(-5, 30), st.integers(1, 9)), max_size=8))
def test_an_hour_is_in_a_hole_exactly_when_nobody_is_on_call(spans: list[tuple[int, int]]) -> None:
    rota = [shift(f"c{place}", start, start + long) for place, (start, long) in enumerate(spans)]
    holes = gaps(rota, NOON, NOON + 24 * HOUR)
    for half_hours in range(48):
        at = NOON + half_hours * HOUR / 2
        in_hole = any(first <= at < last for first, last in holes)
        assert in_hole == contacts_at(rota, [], [], at).nobody_on_call


def test_a_contact_that_answered_no_test_this_week_is_named_once() -> None:
    answered = {"ana": NOON - timedelta(days=6), "ben": NOON - timedelta(days=8), "cy": None}
    found = untested(["ana", "ben", "cy", "dee", "ben"], answered, NOON, test_page_days=7)
    assert found == ("ben", "cy", "dee")
