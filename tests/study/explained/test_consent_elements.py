"""Every element of consent that the rules name has its card, and the mandated words stand whole."""

import pytest

from study.explained.passages import FOLDER, blanks, load
from study.explained.shapes import Audience, Part
from tests.study.explained.words import LANGUAGES

# Written from facts 4.1 to 4.8, not from the texts.
ELEMENTS = {
    *(f"45 CFR 46.116(a)(5)({one})" for one in ("i", "ii")),
    *(f"45 CFR 46.116(b)({one})" for one in range(1, 10)),
    *(f"45 CFR 46.116(c)({one})" for one in range(1, 10)),
    *(f"21 CFR 50.25(a)({one})" for one in range(1, 9)),
    *(f"21 CFR 50.25(b)({one})" for one in range(1, 7)),
    "21 CFR 50.25(c)",
    "45 CFR 46.405",
    "21 CFR 50.52",
    "45 CFR 46.402(a)",
    "45 CFR 46.402(b)",
    "45 CFR 46.408(a)",
    "21 CFR 50.55(c)",
    "45 CFR 164.508",
    "45 CFR 46.116(a)(3)",
    "21 CFR 50.20",
    "45 CFR 46.117(b)(2)",
    "21 CFR 50.27(b)(2)",
}
BASIC = {f"45 CFR 46.116(b)({one})" for one in range(1, 10)}
# Facts 4.4: "Do not shorten, translate loosely, or improve it."
STATEMENT = (
    b"A description of this clinical trial will be available on http://www.ClinicalTrials.gov, "
    b"as required by U.S. Law. This Web site will not include information that can identify you. "
    b"At most, the Web site will include a summary of the results. You can search this Web site "
    b"at any time."
)
# Facts 8, per site: what a family reads of it.
BLOCKING = {
    "phone_24h", "phone_day", "fallback_minutes", "review_hours", "fever_rule", "ng_steps",
    "glove_advice", "consent_form_version", "assent_form_version", "hipaa_form_version",
    "irb_contact", "legal_age", "parent_signatures", "language_help", "certificate", "gina_text",
    "costs", "injury_text", "records_kept",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_element_of_the_rules_has_its_card(language: str) -> None:
    answered = {rule for passage in load(language).values() for rule in passage.rules}
    assert not ELEMENTS - answered


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_basic_element_is_one_card_for_parents_that_leaves_room_for_the_site(
    language: str,
) -> None:
    for rule in BASIC:
        cards = [one for one in load(language).values() if rule in one.rules]
        assert [one.audience for one in cards] == [Audience.PARENTS], rule
        assert cards[0].part is Part.CONSENT and cards[0].blanks and cards[0].ask, rule
        assert rule in cards[0].sources, rule


@pytest.mark.parametrize("language", LANGUAGES)
def test_key_information_comes_first(language: str) -> None:
    first = next(iter(load(language).values()))
    assert first.id == "key-information"


def test_the_mandated_sentences_stand_byte_for_byte_alone_on_one_line() -> None:
    lines = (FOLDER / "en" / "consent-fda-statement.md").read_bytes().split(b"\n")
    assert lines.count(STATEMENT) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_shows_a_translation_of_the_statement_that_nobody_approved(
    language: str,
) -> None:
    """Facts 4.4: only the IRB-approved translation, a blank; the English words stand till then."""
    body = load(language)["consent-fda-statement"].body
    assert body.encode().split(b"\n").count(STATEMENT) == 1


def test_what_a_site_must_fill_before_it_goes_live_blocks_it() -> None:
    assert not {name for name in BLOCKING if not blanks()[name].blocks_go_live}


def test_every_blank_is_read_somewhere() -> None:
    used = {name for passage in load("en").values() for name in passage.blanks}
    assert set(blanks()) - used == {"fda_statement_translation"}
