"""Two children on one phone; two caregivers of one child; a second "given"."""

from datetime import time

from study.medicines import Medicine, Route
from tests.journeys.conftest import FATHER, FIRST, MORNING, MOTHER, Hospital


def test_two_children_on_one_phone_are_told_apart_by_a_letter(hospital: Hospital) -> None:
    hospital.enrol("Ana", "Leo")
    hospital.until(MORNING)
    mother = hospital.phone(MOTHER).expect("10:00", "Ana").expect("10:00", "Leo")
    mother.reply("1").expect("A", "Ana", "B", "Leo")
    assert hospital.doses("K-101") == hospital.doses("K-102") == []
    mother.reply("B").expect("Saved", "Leo")
    assert len(hospital.doses("K-102")) == 2
    assert hospital.doses("K-101") == []


def test_a_fever_on_a_shared_phone_is_raised_for_every_child(hospital: Hospital) -> None:
    hospital.enrol("Ana", "Leo")
    mother = hospital.phone(MOTHER).reply("fever 39.4").expect("Call your study team now")
    hospital.pager(FIRST).expect("K-101").expect("K-102")
    assert hospital.alerts() == [("T2", "open"), ("T2", "open")]
    mother.expect("Which child", "Ana", "Leo")


def test_a_second_given_is_kept_and_answered_with_when(hospital: Hospital) -> None:
    hospital.enrol("Ana", phones=(MOTHER, FATHER))
    hospital.until(MORNING)
    hospital.phone(MOTHER).expect("10:00").reply("1").expect("Saved")
    hospital.world.fast_forward(minutes=40)
    hospital.phone(FATHER).reply("gave both 10:30 by mouth").expect(
        "A same", "B given again", "C not sure"
    )
    assert [status for _, status, _ in hospital.doses()] == ["given", "given"]
    assert hospital.alerts() == []


def test_given_again_is_a_double_dose_with_poison_control_and_a_page(hospital: Hospital) -> None:
    hospital.enrol("Ana", phones=(MOTHER, FATHER))
    hospital.until(MORNING)
    hospital.phone(MOTHER).expect("10:00").reply("1").expect("Saved")
    hospital.world.fast_forward(minutes=40)
    father = hospital.phone(FATHER).reply("gave both 10:30 by mouth").expect("A", "B", "C")
    father.reply("B").expect("1-800-222-1222", "911")
    hospital.pager(FIRST).expect("ALERT T2")


def test_a_second_given_that_nobody_explains_heads_the_work_list(hospital: Hospital) -> None:
    hospital.enrol("Ana", phones=(MOTHER, FATHER))
    hospital.until(MORNING)
    hospital.phone(MOTHER).expect("10:00").reply("1").expect("Saved")
    hospital.world.fast_forward(minutes=40)
    hospital.phone(FATHER).reply("gave both 10:30 by mouth").expect("C not sure")
    hospital.world.fast_forward(minutes=30)
    assert "second_given" in hospital.tasks()


def test_a_vomited_steroid_is_told_not_to_be_repeated_and_pages(hospital: Hospital) -> None:
    hospital.enrol("Ana", plans={Medicine.DEXAMETHASONE: Route.PO})
    hospital.until(MORNING)
    mother = hospital.phone(MOTHER).expect("10:00")
    words = mother.reply("4").expect("202-555-0100", "911").last.lower()
    assert "dexa" not in words
    mother.expect("vomited", "FIX")
    hospital.pager(FIRST).expect("ALERT T2")
    assert [status for _, status, _ in hospital.doses()] == ["vomited"]


def test_in_hospital_stops_reminders_and_a_red_flag_is_still_heard(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    hospital.until(MORNING)
    mother = hospital.phone(MOTHER).expect("10:00").reply("6").expect("hospital")
    hospital.until(time(21))
    mother.expect_nothing()
    assert "in_hospital" in hospital.tasks()
    mother.reply("fever 39.3").expect("tell your nurse")
    hospital.pager(FIRST).expect("ALERT T2")
