"""The texts that ship load whole; a damaged one is refused by its name."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from study.explained.passages import (
    FOLDER,
    blanks,
    by_code,
    code_of,
    languages,
    load,
    pictures,
    teach_back,
    terms,
)
from study.explained.shapes import Audience, BlankKind, ExplainedError, Part, Status, Translation
from tests.study.explained.words import LANGUAGES

Change = Callable[[str, str, str], None]
HLH = "en/what-is-hlh.md"
CHILD = "en/child-1.md"
OFFERED = {"en"}
"""Languages that must be whole; one is added here when it is."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_that_is_offered_loads_whole(language: str) -> None:
    assert load(language).keys() == load("en").keys()
    assert terms(language).keys() == terms("en").keys()
    assert [one.id for one in teach_back(language).question] == [
        one.id for one in teach_back("en").question
    ]
    wanted = Translation.ORIGINAL if language == "en" else Translation.MACHINE_DRAFT
    for passage in load(language).values():
        assert passage.translation in (wanted, Translation.REVIEWED), passage.id
        assert passage.version == load("en")[passage.id].version, passage.id


def test_the_languages_that_are_whole_are_offered_with_english_first() -> None:
    assert languages()[0] == "en"
    assert set(languages()) >= OFFERED


def test_each_part_speaks_to_whom_it_is_for() -> None:
    passages = load("en").values()
    assert {one.part for one in passages} == set(Part)
    assert len([one for one in passages if one.audience is Audience.TEENS]) == 10
    children = [one for one in passages if one.audience is Audience.CHILDREN]
    assert [one.id for one in children] == [f"child-{number}" for number in range(1, 9)]
    assert {one.picture for one in children} == set(pictures())
    assert not [
        one.id
        for one in passages
        if one.audience is Audience.TEENS and "your child" in one.body.lower()
    ]


def test_each_passage_says_what_to_ask_and_how_families_ask_for_it() -> None:
    for passage in load("en").values():
        assert 1 <= len(passage.ask) <= 4, passage.id
        assert 4 <= len(passage.questions) <= 60, passage.id
        assert passage.sources, passage.id
    asked = [words for passage in load("en").values() for words in passage.questions]
    assert len(asked) == len(set(asked))


def test_each_part_has_its_teach_back() -> None:
    asked = teach_back("en").question
    for part in Part:
        assert 2 <= len([one for one in asked if one.part is part]) <= 4, part


def test_every_glossary_word_is_explained_somewhere_it_stands() -> None:
    bodies = " ".join(passage.body for passage in load("en").values())
    assert not [name for name in terms("en") if f"[[{name}" not in bodies]


def test_blanks_say_how_they_are_filled() -> None:
    assert blanks()["phone_24h"].kind is BlankKind.PHONE
    assert blanks()["fallback_minutes"].unit == "minutes"
    assert blanks()["certificate"].kind is BlankKind.YES_NO


def test_an_approved_text_says_by_whom_and_when(shelf: Path, change: Change) -> None:
    change(HLH, 'status = "draft"', 'status = "approved"')
    with pytest.raises(ExplainedError, match=r"what-is-hlh\.md: approved texts"):
        load("en", shelf)
    change(HLH, "order =", 'approved_by = "A. Reviewer"\napproved_on = 2026-12-01\norder =')
    load.cache_clear()
    approved = load("en", shelf)["what-is-hlh"]
    assert approved.status is Status.APPROVED and approved.approved_on == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint"),
    [
        (HLH, 'id = "what-is-hlh"', 'id = "hlh"', "its id is hlh"),
        (HLH, "+++\nid", "id", "no front matter"),
        (HLH, "order =", "order ==", "not readable as TOML"),
        (HLH, "order = 10", 'order = "first"', "order: 'first' is not a int"),
        (HLH, 'part = "study"', 'part = "illness"', "part: 'illness' is none of"),
        (HLH, 'part = "study"\n', "", "missing part"),
        (HLH, "order =", "colour = 1\norder =", "unknown colour"),
        (HLH, 'title = "What is HLH?"', 'title = " "', "title: ' ' is not a str"),
        (HLH, "rules = []", 'rules = "none"', "rules: must be a list"),
        (HLH, "[[hlh|HLH]]", "[[hhl|HLH]]", "unknown term hhl"),
        (HLH, "passage:when-to-call", "passage:when", "unknown passage when"),
        (HLH, "passage:when-to-call", "https://example.org", "is no mark"),
        (HLH, "- fever", "- fever {{site.phone}}", "unknown blank phone"),
        (HLH, "- fever", "- fever {{site.phone_24h}}", "blanks must list phone_24h"),
        (HLH, "- fever", "- **fever", "opened and not closed"),
        (HLH, "- fever", "# Fever", "a heading must begin"),
        (HLH, "- fever", "- <b>fever</b>", "'<' is no mark"),
        (HLH, "order =", 'picture = "helpers"\nalt = "x"\norder =', "young children"),
        (CHILD, 'picture = "helpers"\n', "", "young children"),
        (CHILD, 'picture = "helpers"', 'picture = "lion"', "unknown picture lion"),
        ("en/hipaa.md", "{{site.hipaa_end}}", "{{site.hipaa_end}} at last", "end of its line"),
        ("en/study-sites.md", "{{study.sites}}", "Here: {{study.sites}}", "line of its own"),
        ("blanks.toml", 'kind = "phone"', 'kind = "number plate"', "none of phone"),
        ("blanks.toml", "blocks_go_live = true", "blocks_go_live = 1", "is not a bool"),
    ],
)
def test_a_damaged_text_is_refused_by_its_name(
    shelf: Path, change: Change, name: str, old: str, new: str, complaint: str
) -> None:
    change(name, old, new)
    with pytest.raises(ExplainedError, match=complaint) as refused:
        load("en", shelf)
    assert Path(name).name in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('explain_passage = "why-this-study"', 'explain_passage = "why"', "no passage why"),
        ("right = true", "right = false", "exactly one answer"),
    ],
)
def test_a_question_without_one_right_answer_or_its_passage_is_refused(
    shelf: Path, change: Change, old: str, new: str, complaint: str
) -> None:
    change("en/teachback.toml", old, new)
    with pytest.raises(ExplainedError, match=complaint):
        teach_back("en", shelf)


def test_a_translation_has_the_same_passages_with_the_same_marks(
    shelf: Path, change: Change
) -> None:
    shutil.copytree(FOLDER / "en", shelf / "es")
    assert load("es", shelf).keys() == load("en", shelf).keys()
    change("es/what-is-hlh.md", "order = 10", "order = 11")
    load.cache_clear()
    with pytest.raises(ExplainedError, match=r"es/what-is-hlh\.md: order differs"):
        load("es", shelf)
    (shelf / "es" / "hipaa.md").unlink()
    load.cache_clear()
    with pytest.raises(ExplainedError, match="unknown passage hipaa|missing hipaa"):
        load("es", shelf)


def test_a_language_still_in_work_is_not_offered(shelf: Path) -> None:
    shutil.copytree(FOLDER / "en", shelf / "es")
    assert languages(shelf) == ("en", "es")
    (shelf / "es" / "hipaa.md").unlink()
    languages.cache_clear()
    assert languages(shelf) == ("en",)
    with pytest.raises(ExplainedError, match="no passages"):
        load("fr", shelf)


def test_every_passage_has_a_neutral_name_of_its_own() -> None:
    found = by_code()
    assert set(found.values()) == set(load("en"))
    assert all(code_of(id_) == code for code, id_ in found.items())
