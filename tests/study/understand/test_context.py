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
