"""A reminder reaches a phone, the parent answers, the dose is booked."""

from datetime import time

from study.medicines import Medicine, Route
from tests.journeys.conftest import EVENING, FATHER, FIRST, MORNING, MOTHER, Hospital


def test_a_parent_answers_a_reminder_with_a_digit(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    hospital.until(MORNING)
    hospital.phone(MOTHER).expect("10:00", "Ana", "1").reply("1").expect("Saved", "FIX")
    assert hospital.doses() == [
        ("dexamethasone", "given", "PO"),
        ("ruxolitinib", "given", "PO"),
    ]


def test_a_reminder_names_no_medicine_and_never_says_give(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    hospital.until(MORNING)
    words = hospital.phone(MOTHER).expect("10:00").last.lower()
    assert "rux" not in words and "dexa" not in words and "hlh" not in words
    assert "give " not in words


def test_a_parent_answers_in_words_with_route_and_time(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    hospital.until(MORNING)
    mother = hospital.phone(MOTHER).expect("10:00")
    hospital.world.fast_forward(minutes=15)
    mother.reply("gave both 10:10 ng").expect("Saved", "10:10", "tube")
    assert hospital.doses() == [
        ("dexamethasone", "given", "NG"),
        ("ruxolitinib", "given", "NG"),
    ]


def test_half_an_answer_is_asked_about_again_and_nothing_is_guessed(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    hospital.until(MORNING)
    hospital.phone(MOTHER).expect("10:00").reply("gave rux not dex").expect("Saved", "A given")
    booked = {medicine: status for medicine, status, _ in hospital.doses()}
    assert booked["ruxolitinib"] == "given"
    assert booked.get("dexamethasone") != "given"
    # "Not dex" is a steroid that was not given: that pages.
    hospital.phone(MOTHER).expect("Do not repeat the dose")
    hospital.pager(FIRST).expect("ALERT T2")


def test_a_dose_that_was_logged_before_needs_no_reminder(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    hospital.world.fast_forward(minutes=40)
    hospital.phone(MOTHER).reply("gave both at 9:35 by mouth").expect("Saved", "9:35")
    hospital.world.fast_forward(hours=4)
    hospital.phone(MOTHER).expect_nothing()


def test_silence_brings_one_repeat_then_the_second_caregiver_then_unknown(
    hospital: Hospital,
) -> None:
    hospital.enrol("Ana", phones=(MOTHER, FATHER))
    hospital.until(MORNING)
    mother = hospital.phone(MOTHER).expect("10:00")
    hospital.world.fast_forward(minutes=31)
    mother.expect("not logged", "Already done?")
    hospital.world.fast_forward(minutes=31)
    hospital.phone(FATHER).expect("Nobody has logged", "ask the other caregiver")
    hospital.world.fast_forward(hours=5)
    mother.expect_nothing()
    assert hospital.doses() == []


def test_the_team_never_sees_missed_where_nobody_answered(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    hospital.until(EVENING)
    for words in ("10:00", "not logged", "Daily", "8:00"):
        hospital.phone(MOTHER).expect(words)
    assert "missed" not in {status for _, status, _ in hospital.doses()}


def test_a_reminder_comes_on_every_day_of_the_plan_and_then_ends(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    mother = hospital.phone(MOTHER)
    for _ in range(3):
        hospital.until(MORNING)
        mother.expect("10:00 AM check-in").reply("1").expect("Saved")
        hospital.until(time(18, 30))
        mother.expect("Daily").reply("0").expect("Thanks. Saved.", "911")
        hospital.until(EVENING)
        mother.expect("8:00 PM check-in").reply("1").expect("Saved")
    assert len(hospital.doses()) == 12


def test_a_wrong_answer_is_corrected_and_the_first_one_stays_in_the_record(
    hospital: Hospital,
) -> None:
    hospital.enrol("Ana", plans={Medicine.RUXOLITINIB: Route.PO})
    hospital.until(MORNING)
    mother = hospital.phone(MOTHER).expect("10:00").reply("1").expect("Saved", "FIX")
    mother.reply("FIX").expect("What should the 10:00 AM check-in", "2 not given")
    mother.reply("2").expect("not given")
    assert hospital.doses() == [("ruxolitinib", "missed", None)]
    assert hospital.reports() == 2
