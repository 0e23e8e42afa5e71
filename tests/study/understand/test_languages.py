"""Which languages a text is in: the stored one leads, the words decide."""

import pytest

from study.understand.languages import Languages, base, languages_of
from study.understand.lexicon import lexicons
from study.understand.text import read_words


def languages(text: str, stored: str | None = None) -> Languages:
    return languages_of(read_words(text), stored)


@pytest.mark.parametrize(
    ("stored", "wanted"),
    [("es-MX", "es"), ("EN", "en"), ("zh_Hant", "zh"), ("xx", None), ("", None), (None, None)],
)
def test_a_regional_form_is_its_language(stored: str | None, wanted: str | None) -> None:
    assert base(stored) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("she has a fever and is tired", "en"),
        ("mi hijo tiene fiebre desde anoche", "es"),
        ("ابني عنده حرارة", "ar"),
        ("孩子发烧了", "zh"),
        ("bé bị sốt từ hôm qua", "vi"),
        ("mon fils a de la fièvre depuis ce matin", "fr"),
        ("meu filho ta com febre desde ontem", "pt"),
        ("pitit mwen an gen lafyev depi yè", "ht"),
    ],
)
def test_the_words_of_a_text_show_its_language(text: str, wanted: str) -> None:
    assert languages(text).main == wanted


def test_the_text_decides_over_the_stored_language_which_stays_active() -> None:
    found = languages("mi hijo tiene fiebre desde anoche", "en")
    assert found.main == "es"
    assert {"en", "es"} <= found.active


def test_the_stored_language_leads_where_the_words_say_nothing() -> None:
    assert languages("39", "vi").main == "vi"
    assert languages("non", "fr").main == "fr"


def test_two_languages_in_one_text_are_both_active() -> None:
    assert {"en", "es"} <= languages("le di las dos but he threw up everything").active


def test_bare_words_of_an_accented_language_do_not_speak_for_it() -> None:
    assert "vi" not in languages("the non stop train to be").active
    assert not languages("con bi sot").accented
    assert languages("con bị sốt").accented


def test_a_text_in_no_language_of_ours_is_known_as_such() -> None:
    found = languages("у ребенка болит живот")
    assert found.known < found.words


def test_every_language_of_the_lexicons_can_lead() -> None:
    assert all(base(one.code) == one.code for one in lexicons())
