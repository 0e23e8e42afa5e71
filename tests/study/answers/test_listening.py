"""What is told beside a question is heard; what asks is not taken for a report."""

import pytest

from study.answers import Route, answer


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("what is a response check, his neck is stiff and light bothers him", "en"),
        ("hi quick question about the consent form, also my baby wont wake up to eat", "en"),
        ("no ha hecho pipi desde anoche eso viene en la hoja de consentimiento", "es"),
    ],
)
def test_a_symptom_beside_a_question_is_heard(text: str, language: str) -> None:
    told = answer(text, language=language)
    assert told.route is Route.SYMPTOM_ESCALATE
    assert told.screen.red_flag


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("what do families get out of it", "en"),
        ("is there gonna be a ton of blood tests", "en"),
        ("si un dia le da calentura en la madrugada a quien le hablo", "es"),
    ],
)
def test_words_that_ask_and_look_like_a_symptom_are_answered(text: str, language: str) -> None:
    assert answer(text, language=language).route is Route.ANSWER


def test_asking_words_hide_no_symptom_told_with_them() -> None:
    text = "what do families get out of it, she has a fever of 39.5"
    assert answer(text, language="en").route is Route.SYMPTOM_ESCALATE
