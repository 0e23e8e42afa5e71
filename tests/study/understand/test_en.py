"""English wordings that look like a symptom and are none, each beside one that is."""

import pytest

from study.symptoms import Label
from study.understand.screen import red_flags


def label(text: str) -> Label:
    return red_flags(text, lang="en", sender=None).label


@pytest.mark.parametrize(
    "text",
    [
        "who can see my child's answers",
        "what happens to my childs samples",
        "how many pokes does he get",
        "keep me in the loop please",
        "do the averages get published",
        "do you keep leftover blood",
    ],
)
def test_a_plain_word_is_not_a_misspelt_symptom(text: str) -> None:
    assert label(text) is Label.NO_SYMPTOM


@pytest.mark.parametrize(
    "text", ["she has chils", "he keeps pukeing", "shes sleeepy", "my childs got the chills"]
)
def test_a_misspelt_symptom_is_still_heard(text: str) -> None:
    assert label(text) is not Label.NO_SYMPTOM


@pytest.mark.parametrize(
    "text",
    [
        "something came up and we cant make the visit",
        "what if new questions come up",
        "when will the results come up",
        "how much blood do they take",
        "where is his blood sent for the test",
        "is there a ton of blood tests",
        "how many spots are open in memphis",
        "are there spots for parking",
        "is it over after eight weeks",
        "ok and then what",
        "does grapefruit matter",
        "i don't speak english",
        "my husband cant speak english",
        "what do we get out of it",
        "keep people out of it",
        "can we back out of it later",
        "what side effects are there",
        "does it have side effects",
    ],
)
def test_everyday_words_are_no_symptom(text: str) -> None:
    assert label(text) is Label.NO_SYMPTOM


@pytest.mark.parametrize(
    "text",
    [
        "it all came up, every bit of breakfast",
        "everything he eats comes back up",
        "there is so much blood",
        "we have blood when he wipes",
        "how much blood is too much her nose wont stop",
        "blood in the tube",
        "spots on her arms",
        "red spots in the area of his port",
        "the seizure is over now",
        "she was seizing 2 minutes is it over",
        "he is choking on grapes",
        "my daughter cant speak",
        "she cant speak english anymore just gibberish",
        "hes out of it",
        "totally out of it since lunch",
        "cant get her out of it",
        "those meds keep him out of it",
        "he has side effects",
        "having bad side effects from the meds",
    ],
)
def test_the_same_words_about_the_child_are_heard(text: str) -> None:
    assert label(text) is not Label.NO_SYMPTOM
