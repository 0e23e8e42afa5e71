import pytest

from study.understand.looking import look
from study.understand.spelling import forms


@pytest.mark.parametrize(
    ("typed", "code", "meant"),
    [
        ("siezure", "en", "siezure"),
        ("headche", "en", "headache"),
        ("feverrrr", "en", "fever"),
        ("convulcionn", "es", "convulcion"),
        ("diareha", "en", "diarhea"),
        ("وحرارته", "ar", "حرارته"),
    ],
)
def test_a_slip_of_the_thumb_is_forgiven(typed: str, code: str, meant: str) -> None:
    assert meant in forms(typed, code, False, True)


@pytest.mark.parametrize("word", ["never", "ever", "river", "lever", "fewer", "weather", "about"])
def test_a_word_that_means_something_is_no_fever(word: str) -> None:
    assert "fever" not in forms(word, "en", False, True)


def test_short_words_are_left_alone() -> None:
    assert forms("hit", "en", False, True) != forms("fit", "en", False, True)


def test_words_typed_in_one_are_taken_apart() -> None:
    keys = [word.key for word in look("shecantbreathe", "en").text.words]
    assert keys[-2:] == ["cant", "breathe"]


def test_digits_that_stand_for_letters_make_a_word() -> None:
    assert [word.key for word in look("3ando 7arara", "ar").text.words] == ["3ando", "7arara"]
    assert [word.key for word in look("gave 8am 5ml", "en").text.words] == [
        "gave", "8", "am", "5", "ml",
    ]  # fmt: skip


def test_vietnamese_accents_tell_words_apart() -> None:
    assert forms("mẹ", "vi", True, False) != forms("mê", "vi", True, False)
    assert len(forms("me", "vi", False, False)) > 1


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("c desmayo", "es"),
        ("dijeron q me la saltara", "es"),
        ("y respire pu", "fr"),
        ("n consigo acordar ele", "pt"),
        ("bé ko thở", "vi"),
    ],
)
def test_a_chat_abbreviation_is_read_as_its_word(text: str, lang: str) -> None:
    known = look(text, lang)
    assert known.of("symptom") or known.of("dose")
