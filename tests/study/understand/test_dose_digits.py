"""A digit behind a medicine answers for that medicine, and is no time of day."""

import datetime as dt

import pytest

from study.protocol import Medicine
from study.understand.reading import read

BOTH = (Medicine.RUXOLITINIB, Medicine.DEXAMETHASONE)


def said(text: str, lang: str = "en") -> tuple[list[str], list[dt.time | None]]:
    reading = read(text, lang=lang, sender="caregiver", asked=BOTH, reminder_time=dt.time(8))
    doses = [reading.doses[one] for one in BOTH]
    return [one.status.value for one in doses], [one.time for one in doses]


@pytest.mark.parametrize(
    ("text", "lang", "statuses"),
    [
        ("rux 1 dex 2", "en", ["given", "missed"]),
        ("rux: 1, dex: 2", "en", ["given", "missed"]),
        ("ruxo 1 dexa 2", "es", ["given", "missed"]),
        ("rux 2 and dex 1", "en", ["missed", "given"]),
        ("rux 4 dex 1", "en", ["vomited", "given"]),
        ("rux 1 dex 5", "en", ["given", "held"]),
        ("dex 2", "en", ["unknown", "missed"]),
        ("rux 1 dex 6", "en", ["given", "unknown"]),
    ],
)
def test_a_digit_behind_a_medicine_answers_for_it(
    text: str, lang: str, statuses: list[str]
) -> None:
    assert said(text, lang) == (statuses, [None, None])


def test_a_larger_number_behind_a_medicine_is_a_time() -> None:
    assert said("rux 8 dex 9") == (["given", "given"], [dt.time(8), dt.time(9)])


def test_an_hour_said_to_be_one_stays_a_time() -> None:
    assert said("gave both at 6")[1] == [dt.time(6), dt.time(6)]
