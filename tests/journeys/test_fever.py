"""A fever: safety words at once, the on-call paged until a person has it, the family told."""

import pytest

from tests.journeys.conftest import FIRST, MORNING, MOTHER, SECOND, Hospital


def test_a_fever_pages_the_on_call_who_acknowledges_and_the_family_hears(
    hospital: Hospital,
) -> None:
    hospital.enrol("Ana")
    mother = hospital.phone(MOTHER).reply("she has a temp of 101.5, in the mouth")
    mother.expect("Call your study team now", "911", "202-555-0100")
    hospital.pager(FIRST).expect("ALERT T2 K-101 EN")
    assert hospital.alerts() == [("T2", "open")]

    hospital.pager(FIRST).reply(f"ack {hospital.pager(FIRST).code}").expect("You have K-101")
    mother.expect("A person on the team has your message", "911")
    assert hospital.alerts() == [("T2", "acknowledged")]


def test_a_page_says_no_symptom_and_no_name(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    hospital.phone(MOTHER).reply("Ana has a fever 39.2").expect("911")
    page = hospital.pager(FIRST).expect("ALERT").last
    assert "Ana" not in page and "39" not in page and "fever" not in page.lower()


@pytest.mark.parametrize("words", ["Ana vomited blood", "Ana is 39.2 in the mouth"])
def test_a_name_that_is_a_word_of_another_language_is_not_taken_for_the_parent(
    hospital: Hospital, words: str
) -> None:
    hospital.enrol("Ana")
    hospital.phone(MOTHER).reply(words).expect("911", "202-555-0100")
    hospital.pager(FIRST).expect("ALERT")


def test_vomiting_before_a_dose_is_due_pages_and_leaves_its_reminder(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    mother = hospital.phone(MOTHER).reply("she threw up").expect("911", "202-555-0100")
    pager = hospital.pager(FIRST).expect("ALERT T2")
    pager.reply(f"ACK {pager.code}").expect("K-101")
    mother.expect("A person on the team has your message")
    assert hospital.doses() == []
    hospital.world.fast_forward(minutes=30)
    mother.expect_nothing()
    hospital.until(MORNING)
    mother.expect("10:00 AM check-in")
    hospital.pager(FIRST).expect("ALERT AGAIN T2")


def test_a_seizure_is_an_emergency_and_911_leads(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    mother = hospital.phone(MOTHER).reply("shes having a seizure right now")
    assert mother.expect("Call 911 now").last.startswith("Call 911 now")
    hospital.pager(FIRST).expect("ALERT T1")


def test_silence_escalates_to_the_next_person_and_the_family_is_told_to_call(
    hospital: Hospital,
) -> None:
    hospital.enrol("Ana")
    mother = hospital.phone(MOTHER).reply("she is confused and not making sense").expect("911")
    hospital.pager(FIRST).expect("ALERT T1")
    hospital.world.fast_forward(minutes=6)
    hospital.pager(FIRST).expect("ALERT AGAIN T1")
    hospital.world.fast_forward(minutes=6)
    hospital.pager(SECOND).expect("ALERT T1")
    mother.expect("No one has answered us yet", "911")
    assert hospital.alerts() == [("T1", "open")]
    hospital.pager(SECOND).reply(f"ACK {hospital.pager(SECOND).code}").expect("You have")
    hospital.pager(FIRST).expect("K-101", "Kim Osei")
    mother.expect("A person on the team has your message")


def test_everyone_is_paged_again_and_again_when_nobody_answers(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    hospital.phone(MOTHER).reply("fever 39.5").expect("911")
    hospital.world.fast_forward(minutes=55)
    hospital.phone(MOTHER).expect("No one has answered us yet")
    pages = [one for one in hospital.world.unexpected() if "ALERT" in one.body]
    later = [one for one in pages if (one.at - pages[0].at).total_seconds() > 45 * 60]
    assert {one.to for one in later} == {"+12025550130", "+12025550131"}
    for one in pages:
        one.expected = True
    assert hospital.alerts() == [("T2", "open")]


def test_a_wrong_code_takes_nothing_and_says_so(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    hospital.phone(MOTHER).reply("fever 39.5").expect("911")
    pager = hospital.pager(FIRST).expect("ALERT")
    wrong = f"{(int(hospital.pager(FIRST).code) + 1) % 10000:04}"
    pager.reply(f"ACK {wrong}").expect("code")
    assert hospital.alerts() == [("T2", "open")]


def test_reached_stops_the_calls_to_call_and_closes_nothing(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    mother = hospital.phone(MOTHER).reply("fever 39.5").expect("911")
    hospital.pager(FIRST).expect("ALERT")
    hospital.world.fast_forward(minutes=6)
    hospital.pager(FIRST).expect("ALERT")
    hospital.world.fast_forward(minutes=5)
    hospital.pager(SECOND).expect("ALERT")
    mother.expect("No one has answered us yet").reply("R").expect("911")
    assert hospital.alerts() == [("T2", "open")]


def test_thanks_after_an_alert_closes_nothing_and_gets_no_answer(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    mother = hospital.phone(MOTHER).reply("fever 39.5").expect("911")
    hospital.pager(FIRST).expect("ALERT")
    mother.reply("ok thanks")
    mother.expect_nothing()
    assert hospital.alerts() == [("T2", "open")]


@pytest.mark.parametrize("words", ["7", "8"])
def test_the_fever_and_change_digits_page_whatever_was_asked(
    hospital: Hospital, words: str
) -> None:
    hospital.enrol("Ana")
    mother = hospital.phone(MOTHER).reply(words).expect("Call your study team now", "911")
    mother.expect("Please text", "Do not wait for us")
    hospital.pager(FIRST).expect("ALERT T2")


def test_a_reading_in_between_is_asked_about_and_silence_pages(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    hospital.phone(MOTHER).reply("37.6").expect("under the arm", "202-555-0100")
    assert hospital.alerts() == []
    hospital.world.fast_forward(minutes=16)
    hospital.pager(FIRST).expect("ALERT T2")
    hospital.phone(MOTHER).expect("911")


def test_a_reading_in_between_under_the_arm_pages_at_once(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    mother = hospital.phone(MOTHER).reply("37.6").expect("under the arm")
    mother.reply("under the arm").expect("Call your study team now")
    hospital.pager(FIRST).expect("ALERT T2")


def test_an_unknown_phone_with_a_red_flag_pages_and_gets_the_911_line(hospital: Hospital) -> None:
    hospital.phone("99").reply("my baby cant breathe").expect("911")
    hospital.pager(FIRST).expect("ALERT T1")


def test_an_unknown_phone_without_one_gets_one_neutral_answer_a_day(hospital: Hospital) -> None:
    stranger = hospital.phone("99").reply("hi who is this").expect("911")
    stranger.reply("hello?")
    stranger.expect_nothing()
    assert hospital.alerts() == []
