"""Where phrases stand in a text: which place, how long, and what lies inside what."""

import tomllib

import pytest

from study.doses import DoseStatus
from study.protocol import Medicine
from study.understand.lexicon import PICTURES, lexicons
from study.understand.looking import look
from study.understand.match import Hit, find, script_of, without_shadowed
from study.understand.reading import read
from study.understand.text import read_words

A, B = Medicine.RUXOLITINIB, Medicine.DEXAMETHASONE


def found(text: str, code: str = "en") -> list[Hit]:
    lexicon = next(one for one in lexicons() if one.code == code)
    return find(read_words(text), lexicon, accented=False, typos=False)


def test_a_phrase_is_found_where_it_stands() -> None:
    hits = [hit for hit in found("so he fainted twice") if hit.value == "N2.faint"]
    assert [(hit.first, hit.last) for hit in hits] == [(2, 2)]


def test_a_phrase_does_not_grow_over_an_emoji_behind_it() -> None:
    both = [hit for hit in found("both 🤮") if hit.value == "both"]
    assert [(hit.first, hit.last) for hit in both] == [(0, 0)]


def test_an_emoji_between_its_words_does_not_break_a_phrase() -> None:
    assert any(hit.value == "S1" for hit in found("cant 🤮 breathe"))


def test_a_dose_phrase_ends_at_a_comma_and_a_symptom_does_not() -> None:
    assert not any(hit.value == "both" for hit in found("both, meds") if hit.size == 2)
    assert any(hit.value == "N2" for hit in found("wont, wake up"))


@pytest.mark.parametrize(
    ("text", "lang", "first", "second"),
    [
        ("both 🤮", "en", "vomited", "vomited"),
        ("rux ✅ dex ❌", "en", "given", "missed"),
        ("rux 👍 dex 👎", "en", "given", "missed"),
        ("A ✔️ B ✖️", "en", "given", "missed"),
        ("las dos 🤮", "es", "vomited", "vomited"),
        ("rux ✅ dexa 🤮", "es", "given", "vomited"),
        ("الروكس ✅ الديكسا ❌", "ar", "given", "missed"),
        ("两个药 🤮", "zh", "vomited", "vomited"),
        ("芦可✅ 地米❌", "zh", "given", "missed"),
        ("rux ✅ dex ❌", "vi", "given", "missed"),
        ("les deux 🤮", "fr", "vomited", "vomited"),
        ("os dois 🤮", "pt", "vomited", "vomited"),
        ("toulede 🤮", "ht", "vomited", "vomited"),
    ],
)
def test_a_picture_says_the_same_in_every_language(
    text: str, lang: str, first: str, second: str
) -> None:
    doses = read(text, lang=lang, asked=(A, B)).doses
    assert (doses[A].status, doses[B].status) == (DoseStatus(first), DoseStatus(second))


def test_every_picture_with_a_meaning_is_kept_as_a_word() -> None:
    table = tomllib.loads(PICTURES.read_text(encoding="utf-8"))
    listed = [*table["dose"].values(), *(one["says"] for one in table["symptoms"].values())]
    for picture in {one for each in listed for one in each.split(", ")}:
        assert [word.raw for word in read_words(picture).words] == [picture]


def test_a_longer_phrase_hides_a_shorter_one_of_its_section() -> None:
    values = {hit.value for hit in look("she is burning up", "en").of("symptom")}
    assert values == {"F.hot"}


def test_a_figure_of_speech_hides_the_symptom_inside_it() -> None:
    assert look("i am dying laughing", "en").of("symptom") == []


def test_a_gappy_phrase_hides_nothing_in_its_gap() -> None:
    wide = Hit("dose", "vomited", 0, 3, "en", gappy=True)
    inner = Hit("dose", "given", 1, 1, "en")
    assert list(without_shadowed([wide, inner])) == [wide, inner]


@pytest.mark.parametrize(
    ("raw", "script"), [("烧", "han"), ("حرارة", "arabic"), ("fever", "latin")]
)
def test_the_script_of_a_word_is_that_of_its_first_letter(raw: str, script: str) -> None:
    assert script_of(raw) == script
