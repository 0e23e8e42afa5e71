"""STOP means STOP, HELP helps, and a new phone gets one text until it answers."""

import pytest

from tests.journeys.conftest import FIRST, MORNING, MOTHER, Hospital


@pytest.mark.parametrize("word", ["STOP", "stop.", "please stop texting me", "Cancel"])
def test_stop_means_stop_and_the_team_sees_that_a_channel_closed(
    hospital: Hospital, word: str
) -> None:
    hospital.enrol("Ana")
    mother = hospital.phone(MOTHER).reply(word).expect("no more texts", "911", "202-555-0100")
    hospital.until(MORNING)
    hospital.world.fast_forward(hours=14)
    mother.expect_nothing()
    assert "opted_out" in hospital.tasks()


def test_an_opted_out_phone_with_a_red_flag_still_pages(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    mother = hospital.phone(MOTHER).reply("STOP").expect("no more texts")
    mother.reply("she wont wake up")
    hospital.pager(FIRST).expect("ALERT T1", "call")
    mother.expect_nothing()


def test_start_brings_the_texts_back(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    mother = hospital.phone(MOTHER).reply("STOP").expect("no more texts")
    mother.reply("START").expect("911")
    hospital.until(MORNING)
    mother.expect("10:00")


def test_a_symptom_wins_over_the_stop_inside_it(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    mother = hospital.phone(MOTHER).reply("her nose wont stop bleeding")
    mother.expect("911")
    pager = hospital.pager(FIRST).expect("ALERT")
    pager.reply(f"ACK {pager.code}").expect("K-101")
    mother.expect("A person on the team has your message")
    hospital.until(MORNING)
    mother.expect("10:00")
    # Taken an hour ago and not resolved: it is nobody's again, and is paged.
    hospital.pager(FIRST).expect("ALERT AGAIN")


def test_help_carries_911_and_the_number_and_opens_a_task(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    hospital.phone(MOTHER).reply("HELP").expect("911", "202-555-0100")
    assert "texted_help" in hospital.tasks()


def test_help_me_pages(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    mother = hospital.phone(MOTHER).reply("help me")
    mother.expect("Call your study team now", "911").expect("Help with texts")
    hospital.pager(FIRST).expect("ALERT")


def test_yes_is_a_dose_answer_and_not_an_opt_in(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    hospital.until(MORNING)
    hospital.phone(MOTHER).expect("10:00").reply("yes").expect("Saved")
    assert [status for _, status, _ in hospital.doses()] == ["given", "given"]


def test_a_stray_digit_is_asked_about_and_never_booked(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    hospital.phone(MOTHER).reply("1").expect("911")
    assert hospital.doses() == []


def test_a_photo_or_gibberish_gets_the_911_line_and_silence_pages(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    mother = hospital.phone(MOTHER).reply("", NumMedia="1").expect("911")
    hospital.world.fast_forward(minutes=16)
    hospital.pager(FIRST).expect("ALERT T2")
    mother.expect("911")


def test_words_of_death_page_and_hold_every_reminder(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    mother = hospital.phone(MOTHER).reply("she died this morning").expect("911", "202-555-0100")
    hospital.pager(FIRST).expect("ALERT T1")
    pages = hospital.pager(FIRST)
    hospital.until(MORNING)
    hospital.world.fast_forward(minutes=5)
    assert not [one for one in hospital.world.unexpected() if one.to == mother.number]
    for one in hospital.world.unexpected():
        assert "ALERT" in one.body
        one.expected = True
    assert pages.last
