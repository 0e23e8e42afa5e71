"""Every figure and every name of the texts is traced to the record, the protocol or the facts."""

import re
from datetime import time, timedelta
from decimal import Decimal

import pytest

from study.explained.passages import load
from study.explained.shapes import Passage
from study.protocol import load as protocol
from tests.study.explained.words import LANGUAGES, data, everything, said

TABLE = data("figures.toml")
FIGURES: dict[str, list[str]] = TABLE["figures"]
NAMES: dict[str, list[str]] = TABLE["names"]
CAPITALS: dict[str, list[str]] = TABLE["capitals"]
FIGURE = re.compile(r"\d[\d-]{5,}\d|\d+(?:[.:]\d+)?")
SENTENCE = re.compile(r"[.?!:]\s+|[\n\"“«]")
WORD = re.compile(r"[^\W\d_][\w.'’-]*[\w.]|[^\W\d_]")
# English names the months of the record; Chinese and Vietnamese count them.
MONTH = re.compile(r"(?<=年) [18] 月|\btháng [18]\b")
THE_FOUR_SENTENCES = re.compile(r"^A description of this clinical trial .*$", re.M)


def without_names(text: str) -> str:
    """A text without the names that the table knows, the longest first."""
    for name in sorted(NAMES, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "", text, flags=re.IGNORECASE)
    return text


def figures(text: str) -> set[str]:
    """The figures of a text without its months; decimal commas are read as points."""
    text = MONTH.sub("", without_names(text))
    return set(FIGURE.findall(re.sub(r"(?<=\d),(?=\d)", ".", text)))


def untraced(passage: Passage, text: str) -> set[str]:
    """The figures and names of a passage that none of its sources vouches for."""
    named = {name for name in NAMES if re.search(rf"(?i)(?<!\w){re.escape(name)}(?!\w)", text)}
    vouched = FIGURES | NAMES
    return {
        one for one in figures(text) | named if not set(passage.sources) & set(vouched.get(one, ()))
    }


def strange_capitals(language: str, text: str) -> set[str]:
    """Capitalised words inside a sentence, and words with inner capitals, that nobody listed."""
    known = {word.strip(".") for word in CAPITALS.get(language, ())} | set(CAPITALS["en"])
    text = THE_FOUR_SENTENCES.sub("", without_names(text))
    found = set()
    for sentence in SENTENCE.split(text):
        words = WORD.findall(sentence)
        found |= {word for word in words[1:] if word[0].isupper()}
        found |= {word for word in words if any(map(str.isupper, word[1:]))}
    return {word.strip(".") for word in found} - {word.strip(".") for word in known}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_and_name_has_its_source_in_its_passage(language: str) -> None:
    lost = {
        passage.id: one
        for passage in load(language).values()
        if (one := untraced(passage, said(passage, language)))
    }
    assert not lost


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_stands_anywhere_that_nobody_listed(language: str) -> None:
    strange = {
        place: one
        for place, text in everything(language)
        if (one := strange_capitals(language, text))
    }
    assert not strange


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_are_the_same_in_every_language(language: str) -> None:
    english = load("en")
    differ = {
        passage.id: one
        for passage in load(language).values()
        if (one := figures(said(passage, language)) ^ figures(said(english[passage.id], "en")))
    }
    assert not differ


def test_an_invented_figure_and_an_invented_name_are_noticed() -> None:
    passage = load("en")["consent-number-of-people"]
    assert untraced(passage, "About 62 people are planned, 41 of them in 2023.") == {"41"}
    assert untraced(passage, "They get anakinra.") == {"anakinra"}
    assert strange_capitals("en", "Ask at the Mayo Clinic.") == {"Mayo", "Clinic"}


def test_figures_of_the_protocol_are_those_of_the_protocol() -> None:
    lines = (protocol().fever.low, protocol().fever.under_arm, protocol().fever.fever)
    fever = {f"{one.celsius}" for one in lines} | {f"{one.fahrenheit}" for one in lines}
    fever |= {"40.0", "104"}
    assert (protocol().fever.emergency.celsius, protocol().fever.emergency.fahrenheit) == (
        Decimal("40.0"),
        Decimal("104.0"),
    )
    assert {one for one, sources in FIGURES.items() if "protocol: fever" in sources} == fever
    defaults = protocol().defaults
    assert (defaults.quiet_from, defaults.quiet_to) == (time(21), time(8))
    assert timedelta(minutes=defaults.repeat_after_minutes) == timedelta(minutes=30)
    assert defaults.treatment_days == 8 * 7 and defaults.response_check_weeks == (2, 4, 6, 8)
    assert len(protocol().sites) == 10
    assert protocol().site("stjude").phone == "866-278-5833"
