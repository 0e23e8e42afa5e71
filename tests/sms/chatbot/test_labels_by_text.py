"""A and B in words are the labels of our texts; a letter that may be a word is never guessed."""

from datetime import timedelta

import pytest

from study.doses import DoseStatus
from tests.sms.chatbot.line import MOTHER, A, B, Line

GIVEN, MISSED, VOMITED = DoseStatus.GIVEN, DoseStatus.MISSED, DoseStatus.VOMITED


@pytest.fixture
def asked(line: Line) -> Line:
    """A family whose evening check-in is being asked about."""
    line.at(20).tick()
    return line


@pytest.mark.parametrize(
    ("words", "a", "b"),
    [
        ("gave A not B", GIVEN, MISSED),
        ("A given, B vomited", GIVEN, VOMITED),
        ("gave A only", GIVEN, None),
        ("forgot B", None, MISSED),
        ("di A pero no B", GIVEN, MISSED),
        ("gave both A and B", GIVEN, GIVEN),
    ],
)
def test_each_label_gets_its_own_status(
    asked: Line, words: str, a: DoseStatus | None, b: DoseStatus | None
) -> None:
    asked.says(words, MOTHER)
    assert (asked.status(A), asked.status(B)) == (a, b)


@pytest.mark.parametrize("words", ["gave a not b", "GAVE A NOT B"])
def test_a_letter_that_may_be_a_word_books_nothing(asked: Line, words: str) -> None:
    assert asked.says(words, MOTHER) == ["NotUnderstood"]
    assert (asked.status(A), asked.status(B)) == (None, None)


def test_a_time_of_the_night_before_is_not_this_mornings_dose(line: Line) -> None:
    line.at(8, day=1).tick()
    line.says("gave it at 11pm", MOTHER)
    recent = line.now - timedelta(hours=6)
    assert not [one for one in line.booked() if one.due_at is None or one.due_at > recent]
