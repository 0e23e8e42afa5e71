"""What is put aside in a question comes back as it was said, as the participant's own."""

from dataclasses import replace
from decimal import Decimal

import pytest

from portal.store.entries import put_aside, take_up
from study.symptoms import Method, SymptomEntry, Temperature


@pytest.mark.parametrize(
    "entry",
    [
        SymptomEntry(words="I have a headache", codes=frozenset({"N6"}), about="caregiver"),
        SymptomEntry(temperature=Temperature("99.60", Decimal("99.60"), "F", Method.EAR)),
        SymptomEntry(feels_hot=True, doubt=True, self_harm=True, death=True),
    ],
)
def test_an_entry_comes_back_unchanged_but_for_whose_it_is(entry: SymptomEntry) -> None:
    assert take_up(put_aside(entry)) == replace(entry, about="participant")
