"""The phrases a question is recognised by, and the small language they are written in."""

import pytest

from study.answers.cues import cues, pieces
from study.answers.shapes import Boundary
from study.answers.terms import line_of, read, terms_of
from study.explained.passages import languages

ASKED = {Boundary.NOT_FOUND, Boundary.OFF_SUBJECT}


@pytest.mark.parametrize("language", languages())
def test_every_language_has_phrases_for_every_boundary_and_sign(language: str) -> None:
    found = cues(language).meanings
    assert {f"boundaries.{one.value}" for one in Boundary if one not in ASKED} <= set(found)
    assert {name for name in found if name.startswith("signs.")} == {
        name for name in cues("en").meanings if name.startswith("signs.")
    }
    assert all(one.says for one in found.values())


@pytest.mark.parametrize("language", languages())
def test_the_same_synonyms_stand_in_a_language_as_far_as_it_needs_them(language: str) -> None:
    assert len(cues(language).same) >= 50


def test_a_phrase_reaches_over_a_few_words_and_no_sentence() -> None:
    line = cues("en").line("can he maybe have some ibuprofen".split())
    assert cues("en").find("boundaries.other_medicine", line)
    apart = cues("en").line(pieces(read("i can. she wants. tea", "en")))
    assert cues("en").find("boundaries.other_medicine", apart) is None


def test_what_only_looks_like_a_boundary_is_none() -> None:
    line = cues("en").line("why do people stop steroids slowly".split())
    assert cues("en").find("boundaries.stopping", line) is None


def test_the_places_of_a_phrase_are_those_of_its_words() -> None:
    text = read("what do families get out of it?", "en")
    held = cues("en").places("signs.unsaid", text)
    assert {text.words[place].key for place in held} >= {"out", "of", "it"}


def test_traditional_characters_are_read_as_simplified_ones() -> None:
    assert line_of(read("誰付藥費", "zh_Hans"), "zh_Hans") == "谁付药费"


def test_a_misspelt_word_is_the_one_that_was_meant() -> None:
    assert terms_of(read("placeboo", "en"), "en") & terms_of(read("placebo", "en"), "en")


def test_arabic_in_latin_letters_keeps_its_digits() -> None:
    assert "yenja7" in line_of(read("ra7 yenja7", "ar"), "ar")
