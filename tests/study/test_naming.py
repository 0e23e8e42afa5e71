"""Which child a text names: one, none where several fit, and everybody for "both"."""

import pytest

from study.naming import named, named_alone, names_all

TWINS = ("Ana", "Leo Luis")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("ANA has a fever", 0),
        ("aná tiene fiebre", 0),
        ("leo luis threw up", 1),
        ("leo threw up", None),
        ("ana and leo luis", None),
        ("banana", None),
    ],
)
def test_a_child_is_named_by_the_whole_nickname(text: str, at: int | None) -> None:
    assert named(text, TWINS) == at


def test_a_child_with_a_sibling_beside_it_is_not_named_alone() -> None:
    assert named_alone("ana is hot", TWINS) == 0
    assert named_alone("ana is hot and her brother too", TWINS) is None


@pytest.mark.parametrize("text", ["both are hot", "ana y leo luis", "los dos vomitaron"])
def test_everybody_may_be_named_at_once(text: str) -> None:
    assert names_all(text, TWINS)
    assert not names_all("ana is hot", TWINS)
