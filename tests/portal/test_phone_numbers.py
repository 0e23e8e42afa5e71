"""A number is kept in one form, or it is refused."""

import pytest

from portal.phone_numbers import BadNumber, e164


@pytest.mark.parametrize(
    "typed", ["2025550123", "(202) 555-0123", "+1 202 555 0123", "1-202-555-0123", " 202.555.0123 "]
)
def test_the_ways_people_type_a_number_are_one_number(typed: str) -> None:
    assert e164(typed, demo=True) == "+12025550123"


def test_a_number_of_another_country_is_kept_with_its_country() -> None:
    assert e164("+52 55 1234 5678", demo=False) == "+525512345678"


@pytest.mark.parametrize(
    "typed", ["", "911", "555-0123", "202 555 0123 x7", "call me", "+1 000 000 0000"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(BadNumber):
        e164(typed, demo=False)


@pytest.mark.parametrize("typed", ["+1 602 933 5011", "+1 202 555 0200", "+52 55 1234 5678"])
def test_a_demo_takes_fictional_numbers_only(typed: str) -> None:
    with pytest.raises(BadNumber):
        e164(typed, demo=True)
