"""Red flags are heard first, whatever else is open and whatever happens after."""

import pytest

from portal.store.engine import transaction
from portal.store.families import Caregiver, Texting
from portal.store.texts import InboundState
from sms import chatbot
from study.lifecycle import State
from study.symptoms import Tier
from tests.sms.chatbot.line import FATHER, MOTHER, Line


@pytest.mark.parametrize("body", ["fever 101.5 mouth", "temp 38.6", "38,6 boca", "tiene fiebre 39"])
def test_a_fever_pages_and_safety_words_go_back(line: Line, body: str) -> None:
    assert line.says(body) == ["SafetyT2Fever"]
    (alert,) = line.alerts()
    assert alert.tier is Tier.T2
    assert [text.kind for text in line.sent_to("30")] == ["Page"]


def test_safety_words_come_in_the_language_of_the_person(line: Line) -> None:
    line.says("tiene fiebre 39", FATHER)
    assert "Llame" in line.words(FATHER)


def test_an_emergency_is_told_to_call_911_first(line: Line) -> None:
    assert line.says("she is having a seizure and wont wake up") == ["SafetyT1"]
    assert line.words().startswith("Call 911 now")
    assert line.alerts()[0].tier is Tier.T1


def test_what_was_read_is_kept_with_its_reasons_for_the_team(line: Line) -> None:
    line.says("fever 101.5 mouth")
    read = line.texts_in()[-1].reading
    assert read is not None
    assert (read["label"], read["tier"]) == ("urgent_fever", "T2")
    assert read["why"]


@pytest.mark.parametrize(
    ("digit", "words", "question"),
    [("7", "SafetyT2Fever", "AskTemperature"), ("8", "SafetyT2Neuro", "AskSymptomWords")],
)
@pytest.mark.parametrize("hour", [9, 18, 20])
def test_7_and_8_page_whatever_is_open(
    line: Line, digit: str, words: str, question: str, hour: int
) -> None:
    line.at(hour).tick()
    assert line.says(digit) == [words, question]
    assert line.alerts()[0].tier is Tier.T2


def test_7_and_then_8_within_a_day_is_an_emergency(line: Line) -> None:
    line.says("7")
    assert line.says("8")[0] == "SafetyT1"


def test_an_answered_prompt_is_not_asked_again(line: Line) -> None:
    line.at(18).tick()
    line.says("7")
    daily = [one for one in line.checkins() if one.kind.value == "daily" and one.answered_at]
    assert len(daily) == 1
    assert "daily" not in line.opened()


def test_a_red_flag_stands_when_the_rest_was_never_read(line: Line) -> None:
    kept = line.keeps("fever 101.5 mouth, gave both")
    with line.app.app_context():
        chatbot.screen(kept, now=line.now)
    assert len(line.alerts()) == 1
    assert [text.kind for text in line.sent_to(MOTHER)][-1] == "SafetyT2Fever"


def test_reading_twice_has_one_effect(line: Line) -> None:
    kept = line.keeps("fever 101.5 mouth")
    with line.app.app_context():
        for _ in range(2):
            chatbot.screen(kept, now=line.now)
            chatbot.read(kept, now=line.now)
    assert len(line.reports()) == 1
    assert len([text for text in line.sent_to(MOTHER) if text.kind == "SafetyT2Fever"]) == 1


def test_nothing_is_read_before_it_was_screened(line: Line) -> None:
    kept = line.keeps("fever 101.5 mouth")
    with line.app.app_context():
        chatbot.read(kept, now=line.now)
    assert line.texts_in()[-1].read_at is None


def test_both_children_of_a_shared_phone_are_alerted_until_known(twins: Line) -> None:
    assert twins.says("fever 101.5 mouth") == ["SafetyT2Fever", "AskWhichChild"]
    assert {alert.participant_id for alert in twins.alerts()} == {c.id for c in twins.children}


def test_the_answer_says_which_child_and_closes_no_alert(twins: Line) -> None:
    twins.says("fever 101.5 mouth")
    assert twins.says("B") == []
    assert len(twins.alerts()) == 2
    assert "which_child" not in twins.opened()


@pytest.mark.parametrize("body", ["Mia has a fever 101.5 mouth", "mia fever 38.6"])
def test_a_named_child_alone_is_alerted(twins: Line, body: str) -> None:
    assert twins.says(body) == ["SafetyT2Fever"]
    (alert,) = twins.alerts()
    assert alert.participant_id == twins.children[1].id


def test_a_sibling_beside_the_name_alerts_for_both(twins: Line) -> None:
    twins.says("Mia has a fever 101.5 mouth, her brother too")
    assert len(twins.alerts()) == 2


def test_b7_is_about_the_child_of_the_letter(twins: Line) -> None:
    assert twins.says("B7") == ["SafetyT2Fever", "AskTemperature"]
    (alert,) = twins.alerts()
    assert alert.participant_id == twins.children[1].id


@pytest.mark.parametrize("body", ["both have a fever", "Leo and Mia have a fever"])
def test_when_both_are_meant_nobody_asks_which(twins: Line, body: str) -> None:
    assert twins.says(body) == ["SafetyT2Fever", "AskTemperature"]
    assert len(twins.alerts()) == 2


def test_my_other_son_is_an_enrolled_child_until_ruled_out(twins: Line) -> None:
    twins.says("my other son has a fever of 102")
    assert len(twins.alerts()) == 2


def test_an_outsiders_symptom_goes_to_the_team_with_the_911_line(line: Line) -> None:
    assert line.says("my husband has a fever of 102") == ["SafetyOtherPerson"]
    assert line.alerts() == []
    assert line.task_kinds() == ["other_person"]


def test_a_reading_between_the_lines_is_asked_about_at_once(line: Line) -> None:
    assert line.says("37.6") == ["AskMethod"]
    assert "under the arm, call your study team now" in line.words()
    assert line.alerts() == []


@pytest.mark.parametrize("answer", ["A", "a", "axila", "under the arm", "armpit"])
def test_under_the_arm_makes_it_a_fever(line: Line, answer: str) -> None:
    line.says("37.6")
    assert line.says(answer) == ["SafetyT2Fever"]
    assert line.alerts()[0].tier is Tier.T2
    assert line.reports()[-1].method == "underarm"


@pytest.mark.parametrize("answer", ["B", "mouth", "en la boca"])
def test_by_mouth_it_is_kept_with_its_place(line: Line, answer: str) -> None:
    line.says("37.6")
    assert line.says(answer) == ["SafetyT4"]
    assert line.alerts() == []
    assert line.reports()[-1].method == "mouth"


def test_no_answer_about_the_place_in_15_minutes_pages(line: Line) -> None:
    line.says("37.6")
    line.later(minutes=14).tick()
    assert line.alerts() == []
    line.later(minutes=2).tick()
    assert line.alerts()[0].tier is Tier.T2
    assert line.sent_to(MOTHER)[-1].kind == "SafetyT2"


def test_a_late_answer_about_the_place_is_still_taken(line: Line) -> None:
    line.says("37.6")
    line.later(minutes=16).tick()
    line.says("A")
    assert line.reports()[-1].method == "underarm"


def test_a_number_no_thermometer_shows_pages_and_is_asked_again(line: Line) -> None:
    assert line.says("temp 44.8 C") == ["SafetyT2", "AskRecheck"]
    assert len(line.alerts()) == 1


def test_a_fever_without_a_number_is_asked_for_one_after_the_words(line: Line) -> None:
    assert line.says("she feels really hot, no thermometer") == ["SafetyT2Fever", "AskTemperature"]
    assert line.says("101.2 mouth") == ["SafetyT2Fever"]
    assert "temperature" not in line.opened()


def test_a_low_number_is_kept_with_thanks_and_no_comfort(line: Line) -> None:
    assert line.says("98.2 mouth") == ["SafetyT4"]
    assert line.reports()[-1].tier is Tier.T4


@pytest.mark.parametrize("body", ["she died this morning", "mi hija falleció"])
def test_words_of_death_get_two_numbers_and_hold_everything(line: Line, body: str) -> None:
    assert line.says(body) == ["DeathWords"]
    assert line.alerts()[0].tier is Tier.T1
    assert "words_of_death" in line.task_kinds()
    line.at(20).tick()
    assert line.sent_to(MOTHER)[-1].kind == "DeathWords"


def test_after_words_of_death_nothing_automatic_is_said(line: Line) -> None:
    line.says("she died this morning")
    assert line.says("what do I do now") == []
    assert line.texts_in()[-1].needs_person


def test_self_harm_gets_988_and_no_question(line: Line) -> None:
    assert line.says("i want to kill myself") == ["SelfHarm"]
    assert "988" in line.words()
    assert line.sent_to(FATHER)[-1].kind not in ("SelfHarm", "NobodyAnswered", "AlertTaken")


def test_an_opted_out_phone_is_heard_and_the_page_says_call(line: Line) -> None:
    line.says("STOP")
    assert line.says("fever 101.5 mouth") == []
    assert line.alerts()[0].cannot_text
    assert line.caregiver().texting is Texting.OPTED_OUT


def test_a_phone_that_never_confirmed_is_answered_about_symptoms(line: Line) -> None:
    with line.app.app_context(), transaction() as session:
        person = session.get_one(Caregiver, line.caregiver().id)
        person.texting = Texting.ASKED
    assert line.says("fever 101.5 mouth") == ["SafetyT2Fever"]


def test_in_the_hospital_the_nurse_comes_first(line: Line) -> None:
    line.says("we are in the hospital")
    assert line.children[0].state is State.IN_HOSPITAL
    assert line.says("fever 101.5 mouth") == ["InHospitalSafety"]
    assert len(line.alerts()) == 1


@pytest.mark.parametrize("typed", ["1 8", "1, 7", "1 and 8"])
def test_a_fever_digit_beside_a_dose_digit_pages_and_books_nothing(line: Line, typed: str) -> None:
    line.at(20).tick()
    line.says(typed)
    assert [alert.tier for alert in line.alerts()] == [Tier.T2]
    assert line.status() is None


def test_digits_that_name_no_sign_page_nobody(line: Line) -> None:
    line.says("1 2")
    assert line.alerts() == []


def test_a_bug_after_a_quiet_screen_leaves_the_text_to_be_read_again(line: Line) -> None:
    kept = line.keeps("all good today")
    with line.app.app_context():
        with transaction() as session:
            session.connection().exec_driver_sql("ALTER TABLE trail RENAME TO away")
        assert not chatbot.screen(kept, now=line.now)
        assert line.texts_in()[-1].state is InboundState.SCREENED
        with transaction() as session:
            session.connection().exec_driver_sql("ALTER TABLE away RENAME TO trail")
        chatbot.read(kept, now=line.now)
    assert line.texts_in()[-1].state is InboundState.READ


def test_the_screen_says_whether_anything_is_left_to_read(line: Line) -> None:
    with line.app.app_context():
        assert chatbot.screen(line.keeps("all good today"), now=line.now)
        assert not chatbot.screen(line.keeps("fever 101.5 mouth"), now=line.now)
