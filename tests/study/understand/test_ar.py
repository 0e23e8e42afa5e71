"""Arabic as families write it: signs, doses and wishes about texts, by kind of wording."""

import datetime as dt

import pytest

from study.doses import DoseStatus
from study.protocol import Medicine, Route
from study.symptoms import Label
from study.understand.reading import Reading, read
from study.understand.said import Keyword

A, B = Medicine.RUXOLITINIB, Medicine.DEXAMETHASONE
GIVEN, LATE, MISSED = DoseStatus.GIVEN, DoseStatus.LATE, DoseStatus.MISSED
HELD, VOMITED, UNKNOWN = DoseStatus.HELD, DoseStatus.VOMITED, DoseStatus.UNKNOWN


def said(text: str) -> Reading:
    return read(text, lang="ar", asked=(A, B), reminder_time=dt.time(8))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("صدرها ما عم يتحرك", Label.EMERGENCY),
        ("مابغاش يفيق", Label.EMERGENCY),
        ("ضوافرها زرقا", Label.EMERGENCY),
        ("قاعد يرفس وعيونه انقلبت", Label.EMERGENCY),
        ("المخدة غرقت دم", Label.EMERGENCY),
        ("لقيت الشريط فاضي وهي نايمة", Label.EMERGENCY),
        ("ماسك السكين على ايده", Label.EMERGENCY),
        ("علقت لقمة بزلعومه", Label.EMERGENCY),
        ("mesh la72a nafasa", Label.EMERGENCY),
        ("بيجر رجله الشمال", Label.URGENT_NEURO),
        ("رقبتها جامدة زي اللوح", Label.URGENT_NEURO),
        ("عينها هربت لجوا", Label.URGENT_NEURO),
        ("تمه تعوج", Label.URGENT_NEURO),
        ("لسانه ثقل وحكيه ما ينفهم", Label.URGENT_NEURO),
        ("حط التلفون بالبراد", Label.URGENT_NEURO),
        ("كل ما نصحيها ترجع تنام", Label.URGENT_NEURO),
        ("كيمشي معوج", Label.URGENT_NEURO),
    ],
)
def test_a_sign_is_heard_by_what_is_seen_and_in_any_dialect(text: str, wanted: Label) -> None:
    assert said(text).label is wanted


@pytest.mark.parametrize(
    "text",
    [
        "كم حبوب لازم نعد",
        "بطارية الجوال خلصت",
        "ممكن ياخذ دوا حساسية",
        "ما رضيت تبلع",
        "دقيقه بشوف",
        "العيادة ما ترد",
        "العلبة فاضية متى نستلم",
    ],
)
def test_everyday_words_are_no_sign(text: str) -> None:
    assert said(text).label is Label.NO_SYMPTOM


@pytest.mark.parametrize(
    ("text", "status", "route", "at"),
    [
        ("عطيته الثنين ٨ ونص", GIVEN, None, dt.time(8, 30)),
        ("عطيته التنين تسعه الا ربع", GIVEN, None, dt.time(8, 45)),
        ("عطيناهم ع التسعه وعشره", LATE, None, dt.time(9, 10)),
        ("الاتنين بلعهم ٨ وخمسه", GIVEN, Route.PO, dt.time(8, 5)),
        ("اخدتهم من الانبوب الساعه تمنيه", GIVEN, Route.NG, dt.time(8)),
        ("فاتونا الجرعتين", MISSED, None, None),
        ("ما رضيت تبلع", MISSED, None, None),
        ("الحكيمه قالت ماتدوهوش", HELD, None, None),
        ("جاب كل اللي بمعدته بعد الجرعتين", VOMITED, None, None),
        ("لسه حديهوله", UNKNOWN, None, None),
    ],
)
def test_both_medicines_are_booked_as_said(
    text: str, status: DoseStatus, route: Route | None, at: dt.time | None
) -> None:
    for dose in said(text).doses.values():
        assert (dose.status, dose.route, dose.time) == (status, route, at)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ارجو التوقف عن مراسلتي", Keyword.OPT_OUT),
        ("مش عايزه استقبل رسايل تاني", Keyword.OPT_OUT),
        ("ابغى استلم الرسايل من جديد", Keyword.OPT_IN),
        ("اريد استقبال الرسائل مرة ثانية", Keyword.OPT_IN),
        ("لا توقفوا الرسائل", Keyword.NONE),
    ],
)
def test_a_plain_wish_about_texts_is_followed(text: str, wanted: Keyword) -> None:
    assert said(text).keyword is wanted
