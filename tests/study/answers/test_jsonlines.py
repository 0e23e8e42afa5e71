"""A file of questions: one line out for each line in, with the words a family would see."""

import json
from typing import Any

import pytest

from study.answers.jsonlines import answers, reply
from study.explained.passages import languages, load


def ask(**request: Any) -> dict[str, Any]:
    answered = json.loads(reply(json.dumps(request).encode()))
    assert isinstance(answered, dict)
    return answered


def test_an_answer_is_the_passage_whole_with_its_source() -> None:
    got = ask(id="a", text="what is hlh", lang="en")
    assert set(got) == {"id", "route", "answer", "sources"}
    assert (got["id"], got["route"], got["sources"][0]) == ("a", "ANSWER", "what-is-hlh")
    assert got["answer"].startswith(load("en")["what-is-hlh"].title)
    assert "The immune system fights germs." in got["answer"]


def test_a_blank_of_the_site_names_whom_to_ask() -> None:
    got = ask(text="who pays for gas and the hotel")
    assert "Your study team will tell you." in got["answer"]
    assert "{{" not in got["answer"]


def test_a_refusal_has_no_sources_and_says_whom_to_call() -> None:
    got = ask(text="can i skip a dose", lang="en")
    assert (got["route"], got["sources"]) == ("MUST_NOT_ANSWER", [])
    assert "your study team's 24-hour number" in got["answer"]


@pytest.mark.parametrize("language", languages())
def test_a_symptom_gets_911_and_the_number_in_every_language(language: str) -> None:
    got = ask(text="39.5", lang=language)
    assert got["route"] == "SYMPTOM_ESCALATE"
    assert "911" in got["answer"] and "{" not in got["answer"]


@pytest.mark.parametrize(
    "line", [b"", b"junk", b"[]", b"\xff\xfe", b'{"id": 1}', b"[" * 100_000, b'{"text": 3}']
)
def test_a_bad_line_gets_its_line(line: bytes) -> None:
    got = json.loads(reply(line))
    assert (got["route"], got["sources"]) == ("OUT_OF_SCOPE", [])


def test_lines_are_split_on_the_newline_only_and_kept_in_order() -> None:
    given = [b'{"id": 1, "text": "what is hlh\\u2028"}\n', b"x\r\n", b'{"id": 2, "text": ""}']
    lines = list(answers(given))
    assert [json.loads(line)["id"] for line in lines] == [1, None, 2]
    assert all(line.isascii() and line.endswith(b"\n") for line in lines)
