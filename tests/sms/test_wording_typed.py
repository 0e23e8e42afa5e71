"""Values that people typed, cleaned before they go into a text."""

import unicodedata
from collections.abc import Callable
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms.wording import Encoding, encoding_of, typed
from study.notices import DoseReminder, NobodyAnswered, Notice


@pytest.mark.parametrize(
    ("value", "cleaned"),
    [
        ("Sam’s", "Sam's"),
        ("“Bo”", '"Bo"'),
        ("Ana — Lu", "Ana - Lu"),
        ("202‑555‑0143", "202-555-0143"),
        ("Mia\u00a0Jo", "Mia Jo"),
        (" Mia\n\tJo ", "Mia Jo"),
        ("Sa\u200bm", "Sam"),
        ("\u202eSam\u202c", "Sam"),
        ("Sam…", "Sam..."),
        ("Jose\u0301", "José"),
        ("Iñaki", "Iñaki"),
        ("Tomás", "Tomás"),
        ("小明", "小明"),
    ],
)
def test_it_cleans_marks_and_spaces_but_no_letter(value: str, cleaned: str) -> None:
    assert typed(value) == cleaned


@given(st.text())
def test_cleaning_twice_changes_nothing_more(value: str) -> None:
    assert typed(typed(value)) == typed(value)


@given(st.text())
def test_nothing_invisible_stays(value: str) -> None:
    assert not {unicodedata.category(c) for c in typed(value)} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_a_curly_quote_in_a_nickname_does_not_turn_the_text_to_ucs_2(
    worded: Callable[[Notice, str], str],
) -> None:
    notice = DoseReminder(wall=time(8), day=date(2026, 3, 5), nickname="D’Angelo\u00a0J")
    text = worded(notice, "en")
    assert "D'Angelo J" in text
    assert encoding_of(text) is Encoding.GSM7


def test_a_percent_sign_in_a_nickname_is_only_a_percent_sign(
    worded: Callable[[Notice, str], str],
) -> None:
    notice = DoseReminder(wall=time(8), day=date(2026, 3, 5), nickname="100%(x)s")
    assert "100%(x)s" in worded(notice, "en")


def test_a_us_number_is_grouped_and_one_with_an_extension_stays_as_typed(
    worded: Callable[[Notice, str], str],
) -> None:
    grouped = worded(NobodyAnswered(phone_24h="+12025550100"), "en")
    assert "202-555-0100" in grouped and "+1202" not in grouped
    assert "202-555-0143 x12" in worded(NobodyAnswered(phone_24h="202-555-0143 x12"), "en")
