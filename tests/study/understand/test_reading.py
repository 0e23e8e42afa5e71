import datetime as dt

import pytest

from study.doses import DoseStatus
from study.protocol import Medicine, Route
from study.understand.reading import Keyword, Label, Reading, read, red_flags

A, B = Medicine.RUXOLITINIB, Medicine.DEXAMETHASONE
EIGHT = dt.time(8)


def reply(text: str, lang: str = "en", at: dt.time = EIGHT) -> Reading:
    return read(text, lang=lang, asked=(A, B), reminder_time=at)


@pytest.mark.parametrize(
    ("text", "lang", "first", "second"),
    [
        ("yes", "en", "given", "given"),
        ("gave rux not dex", "en", "given", "missed"),
        ("A given, B not given", "en", "given", "missed"),
        ("threw up the dex", "en", "unknown", "vomited"),
        ("gave both but she threw up", "en", "vomited", "vomited"),
        ("dr said hold rux, gave dex", "en", "held", "given"),
        ("rux at 8, dex not til 10", "en", "given", "late"),
        ("later", "en", "unknown", "unknown"),
        ("should i still give it?", "en", "unknown", "unknown"),
        ("cant remember if i gave it", "en", "unknown", "unknown"),
        ("spat out the dex. rux ok", "en", "given", "part_given"),
        ("rux si dex no", "es", "given", "missed"),
        ("vomito la dexa", "es", "unknown", "vomited"),
        ("ahorita se las doy", "es", "unknown", "unknown"),
        ("نسيت اعطيه الاثنين", "ar", "missed", "missed"),
        ("地米没吃 芦可替尼吃了", "zh", "given", "missed"),
        ("ói ra cả hai thuốc", "vi", "vomited", "vomited"),
        ("ok", "en", "unknown", "unknown"),
        ("no fever today", "en", "unknown", "unknown"),
    ],
)
def test_each_medicine_has_its_own_status(text: str, lang: str, first: str, second: str) -> None:
    doses = reply(text, lang).doses
    assert (doses[A].status, doses[B].status) == (DoseStatus(first), DoseStatus(second))


def test_route_and_time_belong_to_their_medicine() -> None:
    doses = reply("rux via NG 8:05, dex PO 8:10").doses
    assert (doses[A].route, doses[A].time) == (Route.NG, dt.time(8, 5))
    assert (doses[B].route, doses[B].time) == (Route.PO, dt.time(8, 10))


@pytest.mark.parametrize(
    ("text", "lang", "time"),
    [
        ("gave both at 8:30", "en", dt.time(20, 30)),
        ("both at half past 8", "en", dt.time(20, 30)),
        ("se las di a las ocho y cuarto", "es", dt.time(20, 15)),
        ("八点半都给了", "zh", dt.time(20, 30)),
        ("cho cả hai lúc 8 rưỡi", "vi", dt.time(20, 30)),
        ("gave both", "en", None),
    ],
)
def test_a_time_takes_the_half_day_of_the_reminder(text: str, lang: str, time: dt.time) -> None:
    assert reply(text, lang, dt.time(20)).doses[A].time == time


def test_a_vein_or_a_stomach_tube_is_no_route_of_ours_and_is_asked_about() -> None:
    reading = reply("both through the g-tube")
    assert reading.doses[A].route is None
    assert reading.ask_again


def test_a_medicine_that_was_not_mentioned_is_asked_again() -> None:
    assert reply("gave rux").ask_again
    assert not reply("gave both").ask_again


@pytest.mark.parametrize(
    ("text", "lang", "keyword"),
    [
        ("STOP", "en", Keyword.OPT_OUT),
        ("stop please", "en", Keyword.OPT_OUT),
        ("ya no quiero mensajes", "en", Keyword.OPT_OUT),
        ("不要再给我发短信了", "zh", Keyword.OPT_OUT),
        ("START", "en", Keyword.OPT_IN),
        ("ayuda", "es", Keyword.HELP),
        ("yes", "en", Keyword.NONE),
        ("cancel my appointment tuesday", "en", Keyword.NONE),
        ("please dont stop the texts", "en", Keyword.NONE),
        ("cant stop coughing", "en", Keyword.NONE),
        ("STOP hes not breathing", "en", Keyword.EMERGENCY),
        ("no para de sangrar", "es", Keyword.EMERGENCY),
    ],
)
def test_a_wish_about_texting_is_told_from_everything_else(
    text: str, lang: str, keyword: Keyword
) -> None:
    assert read(text, lang=lang).keyword is keyword


@pytest.mark.parametrize(
    "text",
    [
        "Liked “Call 911 if your child has a seizure.”",
        "Le gustó “Llame ahora.”",
        "thanks",
        "ok gracias",
        "I'm driving with Do Not Disturb While Driving turned on.",
        "❤️ to “8:00 check-in. Fever?”",
        "Removed a like from “Fever?”",
        "Reaccionó con ❤️ a “fiebre”",
        "喜欢“发烧或者抽搐”",
        "对“发烧或者抽搐”表示赞",
        "對「發燒」表示讚",
        "已按讚「發燒」",
        "取消了对“发烧”的赞",
        "أُعجب بـ“حرارة”",
        "تفاعل بـ ❤️ مع “حرارة”",
        "Đã thích “sốt, co giật”",
        "Đã bày tỏ cảm xúc ❤️ về “sốt”",
        "A réagi avec ❤️ à « fièvre »",
        "Gostou de “febre”",
    ],
)
def test_a_reaction_is_noted_and_books_nothing(text: str) -> None:
    reading = reply(text)
    assert reading.reaction
    assert reading.label is Label.NO_SYMPTOM
    assert not reading.ask_again
    assert all(dose.status is DoseStatus.UNKNOWN for dose in reading.doses.values())


@pytest.mark.parametrize(
    "text",
    ["his teacher emphasized “he fainted at school”", "老师说“他在抽搐”", "she said “i cant see”"],
)
def test_what_somebody_said_is_read_inside_its_quotes(text: str) -> None:
    assert red_flags(text).entry.codes


def test_words_behind_a_reaction_are_read() -> None:
    assert read("对“发烧”表示赞 他抽搐了").label is Label.EMERGENCY
    assert read("Liked “Call us” she is having a seizure").label is Label.EMERGENCY


@pytest.mark.parametrize("text", ["😭😭", "", "у ребенка болит живот", "xqzv wkkj pprt"])
def test_a_text_that_cannot_be_read_says_so(text: str) -> None:
    assert read(text).doubt


@pytest.mark.parametrize("letter", ["A", "B", "C", "c", "T"])
def test_a_letter_of_a_menu_is_like_no_symptom(letter: str) -> None:
    reading = read(letter)
    assert (reading.letter, reading.tier) == (letter.upper(), None)


@pytest.mark.parametrize(("text", "digit"), [("1", "1"), (" 4. ", "4"), ("7!", "7"), ("12", None)])
def test_a_bare_digit_is_a_menu_answer(text: str, digit: str | None) -> None:
    assert read(text).digit == digit


def test_words_of_death_and_of_self_harm_are_told_apart() -> None:
    assert read("he passed away this morning").death
    assert read("i want to die").self_harm
    assert not read("my grandma died last year").death


def test_each_reading_says_what_it_rests_on() -> None:
    why = read("no fever but he fainted").why
    assert any("denied" in one.rule for one in why)
    assert any(one.words.startswith("fainted") for one in why)
