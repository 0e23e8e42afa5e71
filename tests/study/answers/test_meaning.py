"""What a question is near to in meaning, and that what it is compared with is in step."""

import pytest

from study.answers import Route, answer
from study.answers.encoding import encoded, key, read_vectors
from study.answers.meaning import compared_with, meaning
from study.answers.stored import ANSWERED, HEARD, OFF, SYMPTOM
from study.explained.passages import languages
from tools.gather_questions import heard


@pytest.mark.parametrize("language", languages())
def test_the_vectors_are_in_step_with_what_is_stored(language: str) -> None:
    # Otherwise: python -m tools.gather_questions
    texts = [one.text for one in compared_with(language)]
    held = read_vectors(language)
    assert set(held) == {key(text) for text in texts}
    for text in texts[:: len(texts) // 10]:
        assert abs(held[key(text)].astype(int) - encoded([text])[0]).max() <= 1


@pytest.mark.parametrize("language", languages())
def test_the_questions_heard_are_in_step_with_the_labelled_ones(language: str) -> None:
    lines = (HEARD / f"{language}.tsv").read_text("utf-8").splitlines()
    assert lines == heard(language)


def test_other_words_of_the_same_meaning_are_near() -> None:
    found = meaning("is anybody going to reimburse our fuel", "en")
    assert found is not None
    assert max(found.passages, key=found.passages.__getitem__) == "consent-costs"
    assert found.near[ANSWERED] > found.near[OFF]


def test_the_nearest_of_all_languages_counts() -> None:
    found = meaning("wer bezahlt das Parken", "en")
    assert found is not None
    assert "consent-costs" in sorted(found.passages, key=found.passages.__getitem__)[-3:]


def test_a_question_can_be_judged_as_if_it_were_not_stored() -> None:
    text = "what is ruxolitinib"
    among, without = meaning(text, "en"), meaning(text, "en", without=text)
    assert among is not None and without is not None
    assert without.closest[ANSWERED] < among.closest[ANSWERED] + 1e-6


def test_the_nearest_symptom_has_a_label() -> None:
    found = meaning("her arm just hangs there and she drools on one side", "en")
    assert found is not None
    assert found.symptom.label is not None
    assert found.near[SYMPTOM] > found.near[OFF]


@pytest.mark.parametrize("text", ["", " ", "\0", "\ud800", "🦄" * 900, "a" * 16_000])
def test_any_text_is_compared(text: str) -> None:
    found = meaning(text, "en")
    assert found is not None and set(found.near) == set(found.closest)


def test_a_symptom_that_no_rule_knows_is_taken_for_one() -> None:
    told = answer("is it ok that her hand keeps letting go of the spoon since today", language="en")
    assert told.route is Route.SYMPTOM_ESCALATE


@pytest.mark.parametrize(
    "text",
    [
        "gave rux and dex",
        "fell asleep didnt give it",
        "driving cant talk ill text you when i stop",
        "la clinica cancelo la resonancia",
        "phòng 39 lầu 4",
        "鬧鐘響了 我去泡藥",
    ],
)
def test_what_is_told_and_not_asked_is_left_to_the_rules(text: str) -> None:
    assert answer(text, language="en").route is not Route.SYMPTOM_ESCALATE


@pytest.mark.parametrize(
    "text",
    [
        "she has no seizures and isnt confused any more, so is she ok now?",
        "he isnt throwing up anymore and his fever is gone, what happens now?",
    ],
)
def test_a_symptom_that_is_denied_is_not_heard_by_its_meaning(text: str) -> None:
    assert answer(text, language="en").route is not Route.SYMPTOM_ESCALATE
