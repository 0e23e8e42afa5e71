"""What a dose word is about: "gave her tylenol" says nothing of the medicines of the study."""

import pytest

from study.doses import DoseStatus
from study.protocol import Medicine
from study.symptoms import Label
from study.understand.reading import read

A, B = Medicine.RUXOLITINIB, Medicine.DEXAMETHASONE


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("gave her tylenol at 8", "en"),
        ("took his antibiotics", "en"),
        ("gave vitamin B", "en"),
        ("gave bactrim", "en"),
        ("gave some zzorbuline", "en"),
        ("gave him a bath", "en"),
        ("finished homework", "en"),
        ("refused dinner", "en"),
        ("forgot his lunch", "en"),
        ("gave the white pill", "en"),
        ("le di paracetamol a las 8", "es"),
        ("se tomo todo el biberon", "es"),
        ("ya comio", "es"),
        ("no quiso comer", "es"),
        ("عطيته بنادول", "ar"),
        ("شرب الحليب كله", "ar"),
        ("喂了奶", "zh"),
        ("早饭吃完了", "zh"),
        ("给了退烧药", "zh"),
        ("cho bú rồi", "vi"),
        ("cho uống hạ sốt rồi", "vi"),
        ("il a bu tout le biberon", "fr"),
        ("dei dipirona", "pt"),
        ("li bwe tout let la", "ht"),
    ],
)
def test_food_sleep_and_other_medicines_are_no_dose(text: str, lang: str) -> None:
    reading = read(text, lang=lang, asked=(A, B))
    assert {dose.status for dose in reading.doses.values()} == {DoseStatus.UNKNOWN}
    assert reading.ask_again


@pytest.mark.parametrize(
    ("text", "lang", "first", "second"),
    [
        ("gave it with dinner", "en", "given", "given"),
        ("took his meds with milk", "en", "given", "given"),
        ("gave Sammy both", "en", "given", "given"),
        ("gave tylenol and rux", "en", "given", "unknown"),
        ("got both, also tylenol", "en", "given", "given"),
        ("se la di con jugo", "es", "given", "given"),
        ("عطيته الدوا مع الحليب", "ar", "given", "given"),
        ("喂了药也喂了奶", "zh", "given", "given"),
        ("cho thuốc rồi", "vi", "given", "given"),
    ],
)
def test_a_medicine_beside_food_is_still_given(
    text: str, lang: str, first: str, second: str
) -> None:
    doses = read(text, lang=lang, asked=(A, B)).doses
    assert (doses[A].status, doses[B].status) == (DoseStatus(first), DoseStatus(second))


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("he took all his meds", "en"),
        ("she ate all her lunch", "en"),
        ("the rux bottle is empty, we need a refill", "en"),
        ("se tomo toda la medicina", "es"),
        ("ايوه خدهم كلهم", "ar"),
        ("药都吃完了", "zh"),
        ("喝了一瓶奶", "zh"),
        ("uống hết thuốc rồi", "vi"),
        ("uống hết hộp sữa", "vi"),
        ("li pran tout medikaman yo", "ht"),
    ],
)
def test_taking_all_of_a_dose_or_a_meal_is_no_overdose(text: str, lang: str) -> None:
    assert read(text, lang=lang).label is Label.NO_SYMPTOM


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("he swallowed all the pills", "en"),
        ("found an empty bottle next to him", "en"),
        ("se tomo todas las pastillas del frasco", "es"),
        ("بلع علبة الحبوب كلها", "ar"),
        ("吃了一大把药", "zh"),
        ("uống hết chai thuốc", "vi"),
        ("il a avale toute la boite", "fr"),
        ("tomou a cartela inteira", "pt"),
        ("li vale tout boutey la", "ht"),
    ],
)
def test_a_whole_bottle_of_medicine_is_an_emergency(text: str, lang: str) -> None:
    assert read(text, lang=lang).label is Label.EMERGENCY
