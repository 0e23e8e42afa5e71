"""A telephone number reads in the order in which it is dialled, whichever way the text runs."""

from sms.wording.direction import in_order


def test_a_number_after_arabic_letters_is_marked_to_run_from_left_to_right() -> None:
    assert in_order("اتصل 202-555-0143 الآن", "ar") == "اتصل \u200e202-555-0143 الآن"


def test_a_number_that_is_marked_already_is_marked_once() -> None:
    assert in_order("اتصل \u200e1-800-222-1222", "ar") == "اتصل \u200e1-800-222-1222"


def test_single_numbers_readings_and_clocks_stay_as_they_are() -> None:
    for words in ("911 38.0 8:10", "اتصل 911 أو 988", "1 نعم، 2 لا"):
        assert in_order(words, "ar") == words


def test_a_text_that_runs_from_left_to_right_has_no_marks() -> None:
    assert in_order("Llame al 202-555-0143", "es") == "Llame al 202-555-0143"
