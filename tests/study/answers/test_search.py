"""Which passages a question finds, and how a question is like the stored ones."""

import pytest

from study.answers.likeness import likeness
from study.answers.search import known, search
from study.answers.shapes import Boundary
from study.answers.stored import ANSWERED
from study.answers.terms import read, terms_of
from study.explained.passages import languages, load
from study.explained.shapes import Audience


def find(text: str, language: str = "en", teen: bool = False) -> list[str]:
    return [one.id for one in search(terms_of(read(text, language), language),
                                     language=language, teen=teen)]  # fmt: skip


@pytest.mark.parametrize("language", languages())
def test_a_stored_question_finds_its_own_passage(language: str) -> None:
    passages = [one for one in load(language).values() if one.audience is not Audience.CHILDREN]
    asked = [(one, question) for one in passages for question in one.questions]
    found = sum(
        one.id in find(question, language, one.audience is Audience.TEENS)[:3]
        for one, question in asked
    )
    assert found / len(asked) >= 0.97


def test_the_same_meaning_in_another_word_finds_it() -> None:
    assert "consent-costs" in find("will it be expensive")[:2]


def test_words_told_nowhere_find_nothing() -> None:
    assert find("zzz qqq") == []
    assert known(terms_of(read("zzz qqq", "en"), "en"), "en") == 0


def test_the_order_is_the_same_every_time() -> None:
    assert find("who can see our records") == find("who can see our records")


@pytest.mark.parametrize("language", languages())
def test_a_stored_question_that_is_refused_is_no_example_of_an_answered_one(language: str) -> None:
    table = {
        "en": "can i stop the medicine", "es": "puedo dejar de darle la medicina",
        "ar": "نوقف الدوا", "vi": "tôi ngưng thuốc được không", "zh_Hans": "可以停药吗",
    }  # fmt: skip
    near = likeness(read(table[language], language), language)
    assert near[Boundary.STOPPING] > near.get(ANSWERED, 0)
