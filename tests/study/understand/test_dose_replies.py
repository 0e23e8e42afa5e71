"""What a whole dose reply comes to: a status, a route and a time for each medicine."""

import datetime as dt

import pytest

from study.doses import DoseStatus
from study.protocol import Medicine, Route
from study.understand.dose_replies import dose_reply
from study.understand.looking import look
from study.understand.said import Reply

A, B = Medicine.RUXOLITINIB, Medicine.DEXAMETHASONE


def reply(text: str, lang: str = "en", reminder: dt.time | None = dt.time(8)) -> Reply:
    return dose_reply(look(text, lang), (A, B), reminder, frozenset())


def statuses(text: str, lang: str = "en") -> tuple[str, str]:
    doses = reply(text, lang).doses
    return doses[A].status.value, doses[B].status.value


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("can i still give it, its 2 hours late", "en"),
        ("late 3 hours, still give?", "en"),
        ("shes late for rux is that ok", "en"),
        ("do we skip rux or give it late", "en"),
        ("give both now?", "en"),
        ("me atrase dos horas, se las doy?", "es"),
        ("es tarde, aun puede tomarla", "es"),
        ("olvide la rux se la doy ahorita?", "es"),
        ("تأخرنا على الدوا نعطيه؟", "ar"),
        ("تأخرت ساعتين اعطيه ولا لا", "ar"),
        ("现在还能给吗 晚了两个小时", "zh"),
        ("忘了吃 现在补吗", "zh"),
        ("地米几点吃", "zh"),
        ("giờ cho còn kịp không trễ 2 tiếng rồi", "vi"),
        ("quên rux giờ cho được không", "vi"),
        ("je peux encore donner, deux heures de retard", "fr"),
        ("posso dar agora, duas horas atrasado?", "pt"),
        ("eske m ka bay li kounye a, li gen 2 zè anreta", "ht"),
    ],
)
def test_a_dosing_question_is_never_a_report(text: str, lang: str) -> None:
    assert statuses(text, lang) == ("unknown", "unknown")
    assert reply(text, lang).ask_again


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("gave rux, do i give dex now?", "en", ("given", "unknown")),
        ("he threw up the dex should i give it again", "en", ("unknown", "vomited")),
        ("ya le di la rux, le doy la dexa?", "es", ("given", "unknown")),
        ("吐了要不要再给", "zh", ("vomited", "vomited")),
        ("ói dexa có cho lại không", "vi", ("unknown", "vomited")),
    ],
)
def test_what_is_told_beside_a_question_counts(
    text: str, lang: str, wanted: tuple[str, str]
) -> None:
    assert statuses(text, lang) == wanted


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("dr stopped rux gave dex", "en", ("held", "given")),
        ("told to hold. both yes", "en", ("held", "held")),
        ("医生停了A药,B药喂了", "zh", ("held", "given")),
        ("医生说先不要吃 两个都是", "zh", ("held", "held")),
        ("la doctora suspendio la rux y la dexa si se la di", "es", ("held", "given")),
        ("الديكسا وقفها الدكتور والروكس عطيته", "ar", ("given", "held")),
        ("bs kêu ngưng rux, dexa cho rồi", "vi", ("held", "given")),
    ],
)
def test_what_the_doctor_stopped_is_held_beside_what_was_given(
    text: str, lang: str, wanted: tuple[str, str]
) -> None:
    assert statuses(text, lang) == wanted


def test_a_fever_beside_it_makes_nothing_given() -> None:
    assert statuses("fever and neither given") == ("missed", "missed")
    assert statuses("fever so nothing given") == ("missed", "missed")


def test_vomited_stays_vomited_whatever_follows() -> None:
    assert statuses("gave both, threw up, gave both again") == ("vomited", "vomited")


def test_only_half_is_told_as_part_given_and_asked_again() -> None:
    assert statuses("only half of it went in") == ("part_given", "part_given")
    assert reply("only half of it went in").ask_again


def test_a_dose_more_than_an_hour_after_the_reminder_is_late() -> None:
    doses = reply("gave both at 9:30").doses
    assert {one.status for one in doses.values()} == {DoseStatus.LATE}
    assert doses[A].time == dt.time(9, 30)
    assert statuses("gave both at 8:50") == ("given", "given")


def test_a_route_belongs_to_the_medicine_beside_it() -> None:
    doses = reply("rux by mouth, dex ng").doses
    assert (doses[A].route, doses[B].route) == (Route.PO, Route.NG)


def test_a_way_that_is_neither_mouth_nor_tube_is_asked_about() -> None:
    assert reply("both in the g tube").other_route
    assert reply("both in the g tube").ask_again


def test_words_about_nothing_of_doses_book_nothing() -> None:
    found = reply("see you tuesday")
    assert not found.said
    assert {one.status for one in found.doses.values()} == {DoseStatus.UNKNOWN}


def test_a_bare_yes_is_told_from_a_report() -> None:
    assert reply("yes").bare
    assert reply("yes").all_given
    assert not reply("gave both").bare


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("threw up la rux y la dexa", "es", ("vomited", "vomited")),
        ("rux y dex n", "en", ("given", "missed")),
        ("gave rux n dex", "en", ("given", "given")),
        ("both half past nine", "en", ("late", "late")),
        ("just the A one", "en", ("given", "unknown")),
        ("only B", "en", ("unknown", "given")),
        ("solo la A", "es", ("given", "unknown")),
        ("只吃了A", "zh", ("given", "unknown")),
        ("A", "en", ("unknown", "unknown")),
    ],
)
def test_small_words_are_taken_for_what_they_are(
    text: str, lang: str, wanted: tuple[str, str]
) -> None:
    assert statuses(text, lang) == wanted


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("tube came out before the meds", "en", ("missed", "missed")),
        ("gave meds then the tube came out", "en", ("given", "given")),
        ("meds came right back out", "en", ("vomited", "vomited")),
        ("se le salio la sonda", "es", ("missed", "missed")),
        ("انقلع انبوب انفه وما اخذ شي", "ar", ("missed", "missed")),
        ("药喂了以后管子掉了", "zh", ("given", "given")),
        ("bé giật ống ra", "vi", ("missed", "missed")),
    ],
)
def test_a_tube_that_came_out_loses_only_what_was_not_given_before(
    text: str, lang: str, wanted: tuple[str, str]
) -> None:
    assert statuses(text, lang) == wanted


@pytest.mark.parametrize("text", ["no vomiting", "no ha vomitado", "没吐", "không ói", "ما استفرغ"])
def test_being_well_says_nothing_of_a_dose(text: str) -> None:
    assert statuses(text) == ("unknown", "unknown")


@pytest.mark.parametrize(
    ("text", "lang"),
    [("he threw up", "en"), ("🤮", "en"), ("vomitó", "es"), ("刚吐了", "zh"), ("bé ói", "vi")],
)
def test_vomiting_alone_is_told_from_a_vomited_dose(text: str, lang: str) -> None:
    assert reply(text, lang).only_sick


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("he threw it up", "en"),
        ("threw up right after", "en"),
        ("gave both, he threw up", "en"),
        ("vomito la medicina", "es"),
        ("两个药都吐了", "zh"),
    ],
)
def test_a_vomited_dose_is_more_than_being_sick(text: str, lang: str) -> None:
    assert not reply(text, lang).only_sick
    assert statuses(text, lang) == ("vomited", "vomited")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("keeps vomiting since yesterday", "en"),
        ("threw up his dinner", "en"),
        ("vomito la leche", "es"),
        ("昨晚吐了两次", "zh"),
        ("ói cả đêm", "vi"),
        ("استفرغ العشا", "ar"),
    ],
)
def test_vomiting_a_meal_or_all_night_is_no_vomited_dose(text: str, lang: str) -> None:
    assert statuses(text, lang) == ("unknown", "unknown")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("hasnt had a fever", "en"),
        ("never had a seizure", "en"),
        ("nothing new", "en"),
        ("no trouble breathing no blue lips nothing like that", "en"),
        ("lost the card can i get another", "en"),
        ("page 38 of the booklet is missing", "en"),
        ("nada nuevo", "es"),
        ("ما عنده حرارة ولا شي", "ar"),
        ("咳嗽没停", "zh"),
        ("الكحة ما عم توقف", "ar"),
    ],
)
def test_words_about_the_child_or_the_papers_lose_no_dose(text: str, lang: str) -> None:
    assert statuses(text, lang) == ("unknown", "unknown")
