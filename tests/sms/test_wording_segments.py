"""Alphabet and segments of every text, pinned, and checked against Twilio's own counter."""

import json
from collections.abc import Callable, Sequence
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms.wording import Encoding, Segments, encoding_of, segments, split
from study.notices import DoseReminder, Notice, Purpose
from tests.sms.conftest import LANGUAGES, NARROW, Texts
from tests.twilio_tools import Segments as TwilioSegments
from tests.twilio_tools import count_segments

# Segments of the longest variant of each notice, by language.
PINNED = json.loads((Path(__file__).parent / "pinned_segments.json").read_text("utf-8"))


def test_every_text_has_the_segments_pinned_here(texts: Texts) -> None:
    counted = {
        kind: {
            language: max(segments(text).count for text in texts[language][kind])
            for language in LANGUAGES
        }
        for kind in texts["en"]
    }
    assert counted == PINNED


def test_english_and_spanish_stay_in_the_alphabet_of_160_characters(texts: Texts) -> None:
    for language in NARROW:
        for kind in texts[language].values():
            assert {encoding_of(text) for text in kind} == {Encoding.GSM7}


def test_a_reminder_is_one_segment_with_the_longest_nickname(texts: Texts) -> None:
    for language in NARROW:
        for kind in texts[language].values():
            for text, notice in kind.items():
                if notice.purpose is Purpose.REMINDER:
                    assert segments(text).count == 1, text


def test_a_page_and_a_sign_in_code_are_one_segment(texts: Texts) -> None:
    for language in LANGUAGES:
        for kind in texts[language].values():
            for text, notice in kind.items():
                if notice.purpose in {Purpose.PAGE, Purpose.CODE}:
                    assert segments(text).count == 1, text


def test_twilios_own_counter_agrees_on_every_text(
    texts: Texts, segments: Callable[[Sequence[str]], list[TwilioSegments]]
) -> None:
    every = [text for language in LANGUAGES for kind in texts[language].values() for text in kind]
    assert list(map(ours, every)) == segments(every)


@pytest.mark.parametrize(
    ("text", "encoding", "count"),
    [
        ("à" * 160, Encoding.GSM7, 1),
        ("à" * 161, Encoding.GSM7, 2),
        ("à" * 306, Encoding.GSM7, 2),
        ("à" * 307, Encoding.GSM7, 3),
        ("à" * 918, Encoding.GSM7, 6),
        ("ÿ" * 70, Encoding.UCS2, 1),
        ("ÿ" * 71, Encoding.UCS2, 2),
        ("ÿ" * 134, Encoding.UCS2, 2),
        ("ÿ" * 135, Encoding.UCS2, 3),
        ("€" * 80, Encoding.GSM7, 1),
        ("€" * 81, Encoding.GSM7, 2),
        ("x" * 152 + "€" + "x" * 152, Encoding.GSM7, 3),
        ("🙂" * 35, Encoding.UCS2, 1),
        ("🙂" * 36, Encoding.UCS2, 2),
        ("", Encoding.GSM7, 1),
    ],
)
def test_it_counts_as_carriers_do(text: str, encoding: Encoding, count: int) -> None:
    assert (segments(text).encoding, segments(text).count) == (encoding, count)


def test_twilios_own_counter_agrees_on_awkward_texts() -> None:
    awkward = [
        "^{}\\[~]|€" * 30,
        "x" * 152 + "€" + "x" * 152,
        "x" * 152 + "€" * 5 + "y" * 200,
        "sí",
        "está" * 40,
        "👍" * 34,
        "x" * 66 + "🙂" + "ÿ" * 66,
        "\n" * 161,
        "漢" * 135,
    ]
    assert list(map(ours, awkward)) == count_segments(awkward)


def ours(text: str) -> TwilioSegments:
    cost = segments(text)
    return TwilioSegments(str(cost.encoding), cost.count)


@given(st.text(max_size=400))
def test_the_segments_put_together_are_the_text(text: str) -> None:
    assert "".join(split(text)) == text


@given(st.text(alphabet="aé€í🙂 ", max_size=400))
def test_no_segment_is_longer_than_a_carrier_takes(text: str) -> None:
    parts = split(text)
    limit = {Encoding.GSM7: (160, 153), Encoding.UCS2: (70, 67)}[encoding_of(text)]
    width = max((cost(part, encoding_of(text)) for part in parts), default=0)
    assert width <= limit[len(parts) > 1]


def cost(part: str, encoding: Encoding) -> int:
    if encoding is Encoding.UCS2:
        return len(part.encode("utf-16-le")) // 2
    return len(part) + part.count("€")


def test_a_name_keeps_its_accent_and_costs_what_it_costs(
    worded: Callable[[Notice, str], str],
) -> None:
    notice = DoseReminder(wall=time(8), day=date(2026, 3, 5), nickname="Tomás")
    text = worded(notice, "es")
    assert "Tomás" in text
    assert segments(text) == Segments(Encoding.UCS2, len(text), 3)
