"""What a text says about texting itself: stop, start, help, or none of these (facts 5.2)."""

import pytest

from study.understand.keywords import keyword_of
from study.understand.looking import look
from study.understand.reading import Keyword, read


def wish(text: str, lang: str) -> Keyword:
    return keyword_of(look(text, lang))[0]


@pytest.mark.parametrize(
    ("text", "lang", "keyword"),
    [
        ("STOP", "en", Keyword.OPT_OUT),
        ("stop please", "en", Keyword.OPT_OUT),
        ("BAJA", "es", Keyword.OPT_OUT),
        ("退订", "zh", Keyword.OPT_OUT),
        ("ngừng", "vi", Keyword.OPT_OUT),
        ("ايقاف", "ar", Keyword.OPT_OUT),
        ("START", "en", Keyword.OPT_IN),
        ("HELP", "en", Keyword.HELP),
        ("ayuda", "es", Keyword.HELP),
        ("yes", "en", Keyword.NONE),
        ("stop light", "en", Keyword.NONE),
    ],
)
def test_a_carrier_word_counts_where_it_stands_alone(
    text: str, lang: str, keyword: Keyword
) -> None:
    assert wish(text, lang) is keyword


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("please stop texting me", "en"),
        ("take me off this list", "en"),
        ("wrong number", "en"),
        ("ya no quiero mensajes", "es"),
        ("numero equivocado", "es"),
        ("لا ترسلوا لي رسائل", "ar"),
        ("不要再给我发短信了", "zh"),
        ("đừng nhắn tin nữa", "vi"),
    ],
)
def test_a_plain_wish_to_stop_counts_in_any_words(text: str, lang: str) -> None:
    assert wish(text, lang) is Keyword.OPT_OUT


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("stop texting me, start texting my husband again", "en"),
        ("stop texting me. sign me up for nothing", "en"),
        ("please stop texting me and cancel my appointment", "en"),
        ("ya no quiero mensajes, no quiero cancelar la cita", "es"),
    ],
)
def test_a_wish_to_stop_wins_over_whatever_stands_beside_it(text: str, lang: str) -> None:
    assert wish(text, lang) is Keyword.OPT_OUT


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("i said STOP by mistake, start the texts again", "en"),
        ("i stopped the texts but now i want them again", "en"),
        ("cancele los mensajes pero ya quiero que me los manden otra vez", "es"),
        ("وقفت الرسائل بالغلط رجعوها", "ar"),
        ("ابي المسجات ترجع", "ar"),
    ],
)
def test_a_stop_that_was_a_slip_is_a_wish_to_start(text: str, lang: str) -> None:
    assert wish(text, lang) is Keyword.OPT_IN


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("please dont stop the texts", "en"),
        ("should i stop giving dex", "en"),
        ("cancel my appointment tuesday", "en"),
        ("quiero cancelar la cita", "es"),
        ("no para de toser", "es"),
        ("عطيته الدوا وما رجعه", "ar"),
        ("رجع الدوا", "ar"),
        ("公交车停了", "zh"),
        ("ngừng sữa được không", "vi"),
    ],
)
def test_a_near_miss_is_no_wish(text: str, lang: str) -> None:
    assert wish(text, lang) is Keyword.NONE


@pytest.mark.parametrize(
    ("text", "lang"), [("STOP hes not breathing", "en"), ("no para de sangrar", "es")]
)
def test_a_life_threat_wins_over_a_keyword(text: str, lang: str) -> None:
    assert read(text, lang=lang).keyword is Keyword.EMERGENCY


def test_a_keyword_says_which_words_it_rests_on() -> None:
    _, why = keyword_of(look("hello, please stop texting me", "en"))
    assert [one.words for one in why] == ["stop texting me"]
