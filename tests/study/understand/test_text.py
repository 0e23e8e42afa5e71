import pytest

from study.understand.text import LINE, STRONG, WEAK, fold, read_words, toned


def keys(text: str) -> list[str]:
    return [word.key for word in read_words(text).words]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Can’t wake", ["cant", "wake"]),
        ("ｆｅｖｅｒ ３９", ["fever", "39"]),
        ("fе\u200bver", ["fever"]),
        ("f.e.v.e.r", ["fever"]),
        ("٣٨٫٥ حرارة", ["38.5", "حراره"]),
        ("l'enfant", ["l", "enfant"]),
        ("她39度", ["她", "39", "度"]),
        ("3️⃣9️⃣", ["39"]),
        ("38 .6", ["38.6"]),
        ("", []),
    ],
)
def test_disguises_are_taken_off(text: str, wanted: list[str]) -> None:
    assert keys(text) == wanted


def test_breaks_are_told_apart() -> None:
    words = read_words("no fever, but hot\nnow. ok").words
    assert [word.gap for word in words] == [0, 0, WEAK, 0, LINE, STRONG]


def test_a_space_in_chinese_stands_for_a_comma() -> None:
    assert [word.gap for word in read_words("没烧 吐了").words] == [0, 0, WEAK, 0]


def test_the_family_is_quoted_in_its_own_letters() -> None:
    text = read_words("Está ARDIENDO ya")
    assert text.quote(0, 1) == "Está ARDIENDO"


def test_accents_fold_and_tones_do_not_care_where_they_stand() -> None:
    assert fold("Đau") == "dau"
    assert toned("hòa") == toned("hoà")
    assert toned("sốt") != toned("sót")
