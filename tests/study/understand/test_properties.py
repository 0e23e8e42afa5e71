"""What must hold for any text at all: nothing crashes, and nothing silences a red flag."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.protocol import Medicine
from study.symptoms import Label, Tier
from study.understand.jsonlines import answer
from study.understand.reading import read, red_flags

URGENT = (
    ("en", "he wont wake up"),
    ("en", "she is having a seizure right now"),
    ("en", "cant breathe lips are blue"),
    ("en", "stiff neck and the light hurts"),
    ("en", "he fainted this morning"),
    ("es", "no lo puedo despertar"),
    ("es", "esta convulsionando"),
    ("es", "no para de sangrar"),
    ("ar", "ابني مش بيتنفس"),
    ("ar", "عم يتشنج"),
    ("zh", "她叫不醒"),
    ("zh", "正在抽搐"),
    ("vi", "bé đang co giật"),
    ("vi", "con tôi không thở"),
    ("fr", "il ne respire plus"),
    ("pt", "ele ta convulsionando agora"),
    ("ht", "li pa ka respire"),
)
NO_FEVER = ("no fever ", "no fever, ", "sin fiebre ", "ما عنده حرارة ", "没有发烧 ", "không sốt ")
ASKED = (Medicine.RUXOLITINIB, Medicine.DEXAMETHASONE)
anything = st.text(max_size=400) | st.text(
    st.characters(codec=None, categories=("Cf", "Cc", "Cs", "Mn", "So", "Nd", "Lo", "Ll")),
    max_size=200,
)


@given(anything, st.sampled_from(["en", "es", "ar", "zh", "vi", "fr", "xx", "", None]))
def test_no_text_crashes_it(text: str, lang: str | None) -> None:
    reading = read(text, lang=lang, sender="caregiver", asked=ASKED)
    assert isinstance(reading.label, Label)


@given(st.binary(max_size=300))
def test_every_line_gets_its_line(line: bytes) -> None:
    line = line.replace(b"\n", b"")
    assert answer(line).count(b"\n") == 1
    assert answer(line).isascii()


@pytest.mark.parametrize(("lang", "text"), URGENT)
@pytest.mark.parametrize("said", NO_FEVER)
def test_no_fever_never_silences_another_finding(lang: str, text: str, said: str) -> None:
    plain = red_flags(text, lang=lang)
    for mixed in (said + text, f"{text} {said}", f"{text}, {said}"):
        tier = red_flags(mixed, lang=lang).tier
        assert Tier.worst(tier, plain.tier) is tier, mixed


@given(
    st.sampled_from(URGENT),
    st.sampled_from("🤒😭🔥🙏‼️❗💔"),
    st.integers(0, 6),
    st.sampled_from([" ", "  ", "\n", " \t ", "\u200b ", "\u00a0"]),
    st.sampled_from([str.upper, str.lower, str.title]),
)
def test_a_red_flag_survives_emoji_case_and_spacing(
    case: tuple[str, str], emoji: str, at: int, space: str, change: Callable[[str], str]
) -> None:
    lang, text = case
    plain = red_flags(text, lang=lang)
    words = change(text).split(" ")
    words.insert(min(at, len(words)), emoji)
    screen = red_flags(space.join(words), lang=lang)
    assert screen.red_flag
    assert Tier.worst(screen.tier, plain.tier) is screen.tier


@pytest.mark.parametrize(("lang", "text"), URGENT)
@pytest.mark.parametrize(
    "dose", ["gave rux and dex at 8. ", "ya le di las dos, ", "1 ", "threw up the dex. "]
)
def test_a_red_flag_survives_a_dose_report_beside_it(lang: str, text: str, dose: str) -> None:
    plain = red_flags(text, lang=lang)
    tier = red_flags(dose + text, lang=lang).tier
    assert Tier.worst(tier, plain.tier) is tier


@pytest.mark.parametrize(("lang", "text"), URGENT)
def test_a_red_flag_is_heard_whatever_language_is_stored(lang: str, text: str) -> None:
    for stored in ("en", "es", None):
        assert red_flags(text, lang=stored).red_flag, (lang, stored)


@pytest.mark.parametrize(
    "text",
    [
        "ｓｅｉｚｕｒｅ",
        "s e i z u r e",
        "SEIZUREEEE",
        "sei\u200bzure",
        "s\u00e9izure",
        "sеizurе",
        "𝐬𝐞𝐢𝐳𝐮𝐫𝐞",
    ],
)
def test_a_disguised_seizure_is_a_seizure(text: str) -> None:
    assert red_flags(text).tier is Tier.T1


def test_a_text_of_many_characters_is_read_to_its_end() -> None:
    assert red_flags("we had a nice day " * 300 + "she is having a seizure").tier is Tier.T1
