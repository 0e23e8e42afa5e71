import pytest

from study.symptoms import Label, Tier
from study.understand.screen import red_flags


@pytest.mark.parametrize(
    "text",
    [
        "no fever",
        "no fever, vomiting, or seizures",
        "fever? none",
        "hasnt had a fever",
        "without fever today",
        "sin fiebre ni convulsiones",
        "ما عنده حرارة ولا تشنج",
        "没有发烧",
        "không sốt, không co giật",
        "pas de fièvre",
    ],
)
def test_what_is_denied_is_no_symptom(text: str) -> None:
    screen = red_flags(text)
    assert (screen.label, screen.tier) == (Label.NO_SYMPTOM, Tier.T4)


@pytest.mark.parametrize(
    "text",
    [
        "no fever but he is seizing",
        "no fever, seizure",
        "no, fever 39",
        "not eating and fever",
        "no lo puedo despertar",
        "wont wake up",
        "叫不醒",
    ],
)
def test_a_negator_reaches_no_further_than_its_own_sign(text: str) -> None:
    assert red_flags(text).red_flag


@pytest.mark.parametrize(
    "text",
    [
        "what do i do if she has a seizure",
        "if he gets to 103 who do i call",
        "que hago si le da fiebre",
        "如果发烧到38度要打电话吗",
        "nếu sốt 38 thì gọi ai",
        "had seizures as a baby years ago",
        "antes del estudio le daban fiebres de 40",
        "dying laughing",
        "hes got world series fever",
        "me muero de risa",
        "笑死我了",
    ],
)
def test_what_is_only_asked_or_long_past_or_a_figure_of_speech_pages_nobody(text: str) -> None:
    assert not red_flags(text).red_flag


@pytest.mark.parametrize(
    "text", ["idk if he is having a seizure", "let me know if you can talk, she has a fever of 103"]
)
def test_an_if_that_asks_nothing_hides_nothing(text: str) -> None:
    assert red_flags(text).red_flag


@pytest.mark.parametrize(
    ("text", "sender", "about"),
    [
        ("my husband has a fever of 102", "caregiver", "other"),
        ("i have a fever of 101", "caregiver", "caregiver"),
        ("i have a fever of 101", "participant", "participant"),
        ("i have a fever of 101", None, "participant"),
        ("mi esposo tiene fiebre", "caregiver", "other"),
        ("hàng xóm sốt 39", "caregiver", "other"),
    ],
)
def test_whose_symptom_it_is(text: str, sender: str | None, about: str) -> None:
    assert red_flags(text, sender=sender).entry.about == about


def test_another_persons_symptom_is_asked_back_and_never_silent() -> None:
    screen = red_flags("my husband has a fever of 102", sender="caregiver")
    assert (screen.label, screen.tier, screen.ask_back) == (Label.NO_SYMPTOM, Tier.T3, True)
    assert screen.entry.temperature is None


def test_chickenpox_in_another_child_is_a_contact() -> None:
    assert "S18" in red_flags("his cousin has chickenpox", sender="caregiver").entry.codes


def test_a_fever_of_last_night_counts_and_one_that_is_gone_without_a_time_does_not() -> None:
    assert red_flags("had a fever last night, gone now").label is Label.URGENT_FEVER
    assert red_flags("102 last night, 98.2 now").label is Label.URGENT_FEVER


def test_a_seizure_that_has_ended_is_urgent_and_no_emergency_of_now() -> None:
    assert red_flags("she had a seizure this morning, ok now").label is Label.URGENT_NEURO
    assert red_flags("she is seizing").label is Label.EMERGENCY


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("i am dying laughing", "en"),
        ("leaves starting to turn purple", "en"),
        ("the sky is turning gray", "en"),
        ("i am driving, can't talk", "en"),
        ("driving cant talk ill text you when i stop", "en"),
        ("she feels fine, cant find the thermometer", "en"),
        ("la paciencia se me va", "es"),
        ("se me va el dia en el trafico", "es"),
        ("voy manejando, no puedo hablar", "es"),
        ("le ciel est bleu", "fr"),
        ("la voiture est bleue", "fr"),
        ("الكحة ما عم توقف", "ar"),
        ("我在开车 说不了话", "zh"),
    ],
)
def test_a_figure_of_speech_or_a_driver_pages_nobody(text: str, lang: str) -> None:
    assert not red_flags(text, lang=lang).red_flag


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("lips starting to turn purple", "en"),
        ("im driving him to the er he cant talk", "en"),
        ("se nos va el bebe", "es"),
        ("mon fils devient bleu", "fr"),
        ("مو قادر يوقف على رجليه", "ar"),
    ],
)
def test_the_same_words_of_a_child_still_page(text: str, lang: str) -> None:
    assert red_flags(text, lang=lang).red_flag


@pytest.mark.parametrize(
    "text",
    [
        "told to watch for seizures welp shes having one",
        "they said watch for fever and now he has it",
        "what do i do if he has a seizure hes having one right now",
        "si convulsiona a quien llamo ahorita esta convulsionando",
    ],
)
def test_what_was_only_feared_and_has_come_is_there(text: str) -> None:
    assert red_flags(text).red_flag


def test_a_child_who_knows_none_of_the_nurses_is_confused() -> None:
    assert "N4" in red_flags("does not recognize any of the nurses").entry.codes


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("the fever has not gone away", "en"),
        ("la fiebre no se le ha quitado", "es"),
        ("الحرارة ما نزلت", "ar"),
        ("还没退烧", "zh"),
        ("sốt chưa hạ", "vi"),
        ("la fievre n est pas tombee", "fr"),
    ],
)
def test_a_fever_that_has_not_gone_is_there(text: str, lang: str) -> None:
    assert red_flags(text, lang=lang).label is Label.URGENT_FEVER
