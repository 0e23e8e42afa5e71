"""The fixed words of the answers: whole in every language, or refused by name."""

from pathlib import Path

import pytest

from study.answers.shapes import Boundary
from study.answers.wording import FOLDER, PHONES, WordingError, read_words_file, words
from study.explained.passages import languages, load
from study.explained.shapes import Audience


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_word(language: str) -> None:
    found = words(language)
    shown = {one.id for one in load(language).values() if one.audience is not Audience.CHILDREN}
    assert set(found.web) == set(found.sms) == set(Boundary)
    assert set(found.short) == set(found.title) == shown
    assert found.language == language


@pytest.mark.parametrize("language", languages())
def test_what_a_machine_translated_says_so(language: str) -> None:
    assert words(language).translation == ("original" if language == "en" else "machine-draft")


@pytest.mark.parametrize("language", languages())
def test_a_refusal_about_a_dose_carries_the_24_hour_number(language: str) -> None:
    for said in (words(language).web, words(language).sms):
        for boundary in (Boundary.DOSE, Boundary.STOPPING, Boundary.CAUSE):
            assert "{phone_24h}" in said[boundary]


@pytest.mark.parametrize("language", languages())
def test_the_placeholders_can_be_filled(language: str) -> None:
    found = words(language)
    for text in (*found.web.values(), *found.sms.values(), *found.short.values()):
        assert "{" not in text.format(**dict.fromkeys(PHONES, "555-0100"))


def test_a_stored_code_finds_its_language() -> None:
    assert words("zh-TW").language == "zh_Hans"
    assert words("es_MX").language == "es"
    assert words("ht").language == "en"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("odds = ", "chances = ", "missing odds"),
        ("[short]", "[short]\nno-such-passage = 'x'", "unknown no-such-passage"),
        ("{phone_24h}", "{phone}", "unknown placeholder"),
        ('status = "draft"', "", "status must be words"),
        ("[web]", "[web", "en.toml"),
    ],
)
def test_a_wrong_file_is_refused_by_what_is_wrong(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    text = (FOLDER / "en.toml").read_text(encoding="utf-8").replace(old, new, 1)
    (tmp_path / "en.toml").write_text(text, encoding="utf-8")
    with pytest.raises(WordingError, match=problem):
        read_words_file(tmp_path / "en.toml")
