import json
from typing import Any

import pytest

from study.understand.jsonlines import answer, answers

FIELDS = set("id label tier temp_c keyword symptoms doses ask_again ask_back why".split())


def ask(**request: Any) -> dict[str, Any]:
    answered = json.loads(answer(json.dumps(request).encode()))
    assert isinstance(answered, dict)
    return answered


def test_it_answers_in_the_agreed_words() -> None:
    got = ask(
        id="a",
        text="gave rux not dex, temp 38.2",
        lang="en",
        context={"asked": ["ruxolitinib", "dexamethasone"], "reminder_time_local": "08:00"},
    )
    assert set(got) == FIELDS
    assert (got["id"], got["label"], got["tier"], got["temp_c"]) == (
        "a",
        "urgent_fever",
        "T2",
        38.2,
    )
    assert got["doses"]["dexamethasone"] == {"status": "missed", "route": None, "time": None}


def test_part_given_is_unknown_in_this_format() -> None:
    got = ask(id=1, text="spat out the dex", context={"asked": ["dexamethasone"]})
    assert got["doses"]["dexamethasone"]["status"] == "unknown"
    assert got["ask_again"]


def test_a_lost_steroid_is_routed_to_the_team() -> None:
    context = {"asked": ["ruxolitinib", "dexamethasone"]}
    assert ask(id=1, text="missed the dex, gave rux", context=context)["tier"] == "T2"
    assert ask(id=1, text="gave both", context=context)["tier"] == "T4"


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"not json",
        b"[]",
        b'{"id": 1}',
        b'{"id": 1, "text": 5}',
        b"\xff\xfe",
        b'{"id": {}, "text": "\\ud800"}',
        b'{"id": 1e999, "text": "hi"}',
        b'{"id": 1, "text": "hi", "lang": 5, "context": 7, "sender": []}',
        b'{"id": 1, "text": "hi", "context": {"asked": [1, "x"], "reminder_time_local": "99"}}',
        b"[" * 100_000,
    ],
)
def test_a_bad_line_still_gets_its_line(line: bytes) -> None:
    got = answer(line)
    assert got.endswith(b"\n")
    assert got.count(b"\n") == 1
    assert set(json.loads(got, parse_constant=_refuse)) == FIELDS


def _refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


def test_order_is_kept_and_lines_end_at_newlines_only() -> None:
    lines = [json.dumps({"id": number, "text": "a\u2028b\r"}) + "\n" for number in range(3)]
    got = [json.loads(line)["id"] for line in answers(line.encode() for line in lines)]
    assert got == [0, 1, 2]
