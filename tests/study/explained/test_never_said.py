"""The hard rules of facts 7, held over every explaining text in every language."""

import re
from typing import Any

import pytest

from tests.study.explained.words import LANGUAGES, data, everything

FORBIDDEN: dict[str, dict[str, Any]] = data("forbidden.toml")


def found(language: str, text: str) -> list[str]:
    """The kinds of forbidden words that a text holds."""
    return [
        f"{kind}: {hit.group()!r}"
        for kind, rule in FORBIDDEN[language].items()
        for pattern in rule["never"]
        if (hit := re.search(pattern, _without(rule.get("allowed", ()), text), re.IGNORECASE))
    ]


def _without(allowed: list[str], text: str) -> str:
    for words in allowed:
        text = text.replace(words, " ")
    return text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_says_what_none_may(language: str) -> None:
    said = {
        place: kinds for place, text in everything(language) if (kinds := found(language, text))
    }
    assert not said


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_rule_is_held_in_each_language(language: str) -> None:
    assert FORBIDDEN[language].keys() == FORBIDDEN["en"].keys()
    for kind, rule in FORBIDDEN[language].items():
        assert rule["rule"] == FORBIDDEN["en"][kind]["rule"], kind
        assert rule["never"] and len(rule["caught"]) >= 2, kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_catch_what_they_are_for(language: str) -> None:
    missed = [
        sentence
        for kind, rule in FORBIDDEN[language].items()
        for sentence in rule["caught"]
        if not any(hit.startswith(f"{kind}:") for hit in found(language, sentence))
    ]
    assert not missed
