"""Menu answers are read as they are typed, and sentences are left alone."""

import pytest

from sms.dialogue.menu import NOTHING, Command, MenuAnswer, read_menu


@pytest.mark.parametrize(
    ("typed", "digit"),
    [
        ("1", "1"),
        (" 4 ", "4"),
        ("1.", "1"),
        ("#7", "7"),
        ("(2)", "2"),
        ("0!", "0"),
        ("１", "1"),
        ("٤", "4"),
        ("1️⃣", "1"),
        ("\u200b8\u200f", "8"),
        ("'9'", "9"),
    ],
)
def test_it_reads_a_digit_alone(typed: str, digit: str) -> None:
    assert read_menu(typed) == MenuAnswer(pairs=((None, digit),))


@pytest.mark.parametrize("typed", ["B4", "b4", "B 4", "4B", "4 b", "B: 4", "B-4", "b=4", "B) 4."])
def test_it_reads_a_letter_with_its_digit_in_either_order(typed: str) -> None:
    assert read_menu(typed).pairs == (("B", "4"),)


@pytest.mark.parametrize("typed", ["A1 B2", "A1,B2", "a1 b2", "A1 & B2", "1A 2B"])
def test_it_reads_two_children_in_one_text(typed: str) -> None:
    assert read_menu(typed).pairs == (("A", "1"), ("B", "2"))


@pytest.mark.parametrize(("typed", "letter"), [("a", "A"), ("R.", "R"), (" e ", "E"), ("Ａ", "A")])
def test_it_reads_a_letter_alone(typed: str, letter: str) -> None:
    assert read_menu(typed) == MenuAnswer(letter=letter)


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("FIX", Command.FIX),
        ("fix!", Command.FIX),
        ("Fewer", Command.FEWER),
        ("menos", Command.FEWER),
    ],
)
def test_it_reads_our_own_words(typed: str, command: Command) -> None:
    assert read_menu(typed).command is command


@pytest.mark.parametrize("typed", ["yes", "Yes!", "sí", "SI", "y"])
def test_it_reads_a_typed_yes(typed: str) -> None:
    assert read_menu(typed).yes


@pytest.mark.parametrize("typed", ["no", "No.", "nope"])
def test_it_reads_a_typed_no(typed: str) -> None:
    assert read_menu(typed) == MenuAnswer(no=True)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "38.6",
        "8:10",
        "10",
        "101",
        "1 hour ago",
        "gave 1",
        "A lot",
        "no fever",
        "fix it please",
        "12B",
    ],
)
def test_it_leaves_everything_else_to_be_read_as_words(typed: str) -> None:
    assert read_menu(typed) == NOTHING


@pytest.mark.parametrize("typed", ["\x00", "\ud800", "A1" * 500, "1" * 1600, "\u202e1", "🙂" * 400])
def test_it_never_fails_on_broken_text(typed: str) -> None:
    assert isinstance(read_menu(typed), MenuAnswer)
