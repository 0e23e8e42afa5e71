"""Doses by digit and by word: each booking is echoed, each doubt is asked about."""

import pytest
from flask import Flask

from portal.store.engine import transaction
from portal.store.families import Caregiver
from sms import chatbot
from study.lifecycle import State
from study.medicines import Route
from study.symptoms import Tier
from tests.sms.chatbot.line import FATHER, A, B, Line, one_label


@pytest.fixture
def asked(line: Line) -> Line:
    """The mother has her reminder for the 8 PM check-in."""
    line.at(20).tick()
    assert line.sent_to("20")[-1].kind == "DoseReminder"
    return line


@pytest.fixture
def one(app: Flask) -> Line:
    """A child with one label, and the reminder out."""
    line = Line(app).move_in(**one_label()).at(20)
    line.tick()
    return line


def test_1_books_every_label_and_echoes_it_with_its_slot(asked: Line) -> None:
    assert asked.says("1") == ["DoseBooked"]
    assert (asked.status(A), asked.status(B)) == ("given", "given")
    assert "8:00 PM" in asked.words()
    assert asked.words().endswith("Wrong? Text FIX.")


def test_a_digit_books_the_planned_route_as_assumed_and_no_time(asked: Line) -> None:
    asked.says("1")
    report = asked.report(A)
    assert report is not None
    assert (report.route, report.route_assumed, report.given_at) == (Route.PO, True, None)


@pytest.mark.parametrize("body", ["yes", "sí", "done", "gave both"])
def test_a_plain_yes_is_understood_as_given(asked: Line, body: str) -> None:
    asked.says("0")
    assert asked.says(body) == ["DoseBooked"]
    assert (asked.status(A), asked.status(B)) == ("given", "given")


@pytest.mark.parametrize("body", ["no fever today", "no thanks", "we have no water", "no sabemos"])
def test_no_beside_other_words_books_no_missed_dose(asked: Line, body: str) -> None:
    asked.says("0")
    asked.says(body)
    assert (asked.status(A), asked.status(B)) == (None, None)
    assert asked.alerts() == []


def test_a_plain_no_is_asked_about_by_label_and_pages_for_the_steroid(asked: Line) -> None:
    asked.says("0")
    assert asked.says("no") == ["SteroidLost", "AskWhichLabel"]


def test_yes_and_no_book_nothing_while_nothing_is_asked(line: Line) -> None:
    line.at(19, 30)
    assert [line.says("yes"), line.says("no")] == [["NothingOpen"], ["NothingOpen"]]
    assert line.status(A) is None


def test_words_say_route_and_time_for_each_label(asked: Line) -> None:
    asked.at(20, 30)
    assert asked.says("gave both 8:10 ng") == ["DoseBooked"]
    report = asked.report(B)
    assert report is not None
    assert (report.route, report.route_assumed) == (Route.NG, False)
    assert "by tube" in asked.words()
    assert "8:10 PM" in asked.words()


def test_words_in_spanish_are_answered_in_spanish(asked: Line) -> None:
    asked.at(20, 30)
    assert asked.says("le di las dos a las 8:10 por la sonda", FATHER) == ["DoseBooked"]
    assert asked.status(B) == "given"
    assert "por sonda" in asked.words(FATHER) or "sonda" in asked.words(FATHER)


def test_a_label_nobody_spoke_of_is_asked_about_again(asked: Line) -> None:
    assert asked.says("gave rux") == ["AskMedicine"]
    assert "A given. Wrong? Text FIX. And B" in asked.words()
    assert (asked.status(A), asked.status(B)) == ("given", None)
    assert asked.says("1") == ["DoseBooked"]
    assert asked.status(B) == "given"


@pytest.mark.parametrize("body", ["yes", "done now", "gave it"])
def test_a_yes_about_one_label_leaves_the_other_as_it_was(asked: Line, body: str) -> None:
    asked.says("0")
    asked.says("she refused the steroid")
    assert asked.says(body) == ["DoseBooked"]
    assert (asked.status(A), asked.status(B)) == ("given", "missed")


def test_vomiting_after_half_a_report_is_about_all_of_the_check_in(asked: Line) -> None:
    asked.says("gave rux")
    asked.says("he threw up")
    assert (asked.status(A), asked.status(B)) == ("vomited", "vomited")


@pytest.mark.parametrize("body", ["he threw up", "vomitó", "🤮", "threw up his dinner"])
def test_vomiting_that_names_no_dose_pages_and_books_none(asked: Line, body: str) -> None:
    asked.says(body)
    assert asked.alerts()[0].tier is Tier.T2
    assert (asked.status(A), asked.status(B)) == (None, None)
    asked.says("1")
    assert (asked.status(A), asked.status(B)) == ("given", "given")


@pytest.mark.parametrize("body", ["he threw it up", "gave both and he threw up", "both 🤮"])
def test_vomiting_that_means_the_dose_is_booked_as_vomited(asked: Line, body: str) -> None:
    asked.says(body)
    assert (asked.status(A), asked.status(B)) == ("vomited", "vomited")
    assert asked.alerts()[0].tier is Tier.T2


def test_a_question_about_tomorrow_is_not_later(asked: Line) -> None:
    assert "LaterNoted" not in asked.says("what time is the visit tomorrow?")
    assert asked.report(A) is None


def test_3_keeps_the_check_in_open(asked: Line) -> None:
    assert asked.says("3") == ["LaterNoted"]
    assert asked.status(A) is None
    assert asked.says("1") == ["DoseBooked"]


def test_not_yet_in_words_books_nothing(asked: Line) -> None:
    assert asked.says("in 10 min") == ["LaterNoted"]
    assert asked.status(A) is None


def test_a_time_that_is_still_to_come_is_later_and_not_given(asked: Line) -> None:
    assert asked.says("gave both 10:30 pm") == ["LaterNoted"]
    assert asked.status(A) is None


@pytest.mark.parametrize("digit", ["2", "4"])
def test_a_lost_dose_of_two_labels_pages_before_it_is_known_which(asked: Line, digit: str) -> None:
    assert asked.says(digit) == ["SteroidLost", "AskWhichLabel"]
    assert asked.alerts()[0].tier is Tier.T2
    assert (asked.status(A), asked.status(B)) == (None, None)


@pytest.mark.parametrize(
    ("letter", "statuses", "kinds"),
    [
        ("A", ("vomited", None), ["AskMedicine"]),
        ("B", (None, "vomited"), ["SteroidLost", "AskMedicine"]),
        ("C", ("vomited", "vomited"), ["SteroidLost", "DoseBooked"]),
    ],
)
def test_the_letter_says_which_label_was_vomited(
    asked: Line, letter: str, statuses: tuple[str | None, str | None], kinds: list[str]
) -> None:
    asked.says("4")
    assert asked.says(letter) == kinds
    assert (asked.status(A), asked.status(B)) == statuses


def test_b4_names_the_steroid_at_once(asked: Line) -> None:
    assert asked.says("B4") == ["SteroidLost", "AskMedicine"]
    assert "B vomited" in asked.words()
    assert (asked.status(A), asked.status(B)) == (None, "vomited")


def test_vomited_after_given_is_heard_and_pages(asked: Line) -> None:
    asked.says("1")
    asked.later(minutes=20)
    assert asked.says("B4") == ["SteroidLost", "DoseBooked"]
    assert asked.status(B) == "vomited"


def test_a_single_lost_dose_of_the_other_label_pages_nobody(one: Line) -> None:
    assert one.says("2") == ["DoseBooked"]
    assert one.status(A) == "missed"
    assert one.alerts() == []


def test_two_lost_in_a_row_page(one: Line) -> None:
    one.says("4")
    one.at(8, day=1).tick()
    assert one.says("2")[0] == "LostTwice"
    assert one.alerts()[0].tier is Tier.T2


def test_vomited_is_never_booked_as_given(asked: Line) -> None:
    asked.says("threw up both")
    assert (asked.status(A), asked.status(B)) == ("vomited", "vomited")
    assert asked.alerts()


def test_5_notes_a_hold_and_gives_the_team_a_task(one: Line) -> None:
    assert one.says("5") == ["HeldNoted"]
    assert one.status(A) == "held"
    assert "held_by_family" in one.task_kinds()


def test_6_stops_reminders_while_in_hospital(asked: Line) -> None:
    assert asked.says("6") == ["HospitalNoted"]
    assert asked.children[0].state is State.IN_HOSPITAL
    asked.at(8, day=1).tick()
    assert asked.sent_to("20")[-1].kind == "HospitalNoted"


def test_home_again_opens_a_task_and_says_to_ask_for_the_plan(asked: Line) -> None:
    asked.says("6")
    assert asked.says("we are home") == ["PlanCheck"]
    assert "home_again" in asked.task_kinds()
    assert asked.children[0].state is State.IN_HOSPITAL


@pytest.mark.parametrize("digit", ["0", "1", "2", "3", "4", "5", "6", "9"])
def test_a_digit_with_nothing_open_books_nothing(line: Line, digit: str) -> None:
    assert line.says(digit) == ["NothingOpen"]
    assert (line.status(A), line.reports()) == (None, [])


def test_a_digit_that_does_not_fit_is_asked_about(asked: Line) -> None:
    asked.says("0")
    assert asked.says("9") == ["DigitNotExpected"]
    assert asked.status(A) is None


def test_a_digit_sent_before_the_question_does_not_answer_it(line: Line) -> None:
    line.at(19, 59)
    early = line.keeps("1")
    line.at(20).tick()
    with line.app.app_context():
        chatbot.screen(early, now=line.now)
        chatbot.read(early, now=line.now)
    assert line.status(A) is None


def test_a_second_given_by_the_other_caregiver_is_asked_about(asked: Line) -> None:
    asked.says("1")
    asked.at(20, 20)
    assert asked.says("gave both", FATHER) == ["SecondGiven"]
    assert "Maria" in asked.words(FATHER)
    assert asked.status(A) == "given"


@pytest.mark.parametrize(
    ("letter", "kinds", "paged"),
    [
        ("A", ["DoseBooked"], False),
        ("B", ["DoubleDoseWords"], True),
        ("C", ["DoubleDoseWords"], True),
    ],
)
def test_the_letter_says_what_the_second_given_was(
    asked: Line, letter: str, kinds: list[str], paged: bool
) -> None:
    asked.says("1")
    asked.says("gave both", FATHER)
    assert asked.says(letter, FATHER) == kinds
    assert bool(asked.alerts()) is paged
    assert "second_given" not in asked.opened(FATHER)


def test_a_second_given_that_nobody_explains_heads_the_list(asked: Line) -> None:
    asked.says("1")
    asked.says("gave both", FATHER)
    asked.later(minutes=16).tick()
    assert asked.tasks()[0].kind == "second_given"
    assert asked.tasks()[0].urgent
    assert asked.says("B", FATHER) == ["DoubleDoseWords"]


def test_the_second_caregiver_answers_the_question_put_to_them(asked: Line) -> None:
    asked.at(8, day=1).tick()
    asked.at(8, 31, day=1).tick()
    asked.at(9, 2, day=1).tick()
    assert asked.sent_to(FATHER)[-1].kind == "BackupQuestion"
    assert asked.says("9", FATHER) == ["CallTeamBeforeGiving"]
    assert "caregivers_unsure" in asked.task_kinds()


def test_two_caregivers_who_disagree_are_told_to_call(asked: Line) -> None:
    asked.says("B2")
    asked.at(20, 31)
    assert "CallTeamBeforeGiving" in asked.says("gave dex", FATHER)
    assert asked.status(B) == "missed"
    assert "caregivers_unsure" in asked.task_kinds()


def test_a_caregiver_without_names_hears_none(asked: Line) -> None:
    with asked.app.app_context(), transaction() as session:
        session.get_one(Caregiver, asked.caregiver(FATHER).id).sees_names = False
    asked.says("1")
    asked.says("gave both", FATHER)
    assert "Maria" not in asked.words(FATHER)


def test_a_dose_into_a_vein_is_kept_without_a_route_and_asked_about(one: Line) -> None:
    assert one.says("gave rux iv") == ["AskRoute"]
    report = one.report(A)
    assert report is not None
    assert report.route is None
    assert one.says("T") == ["Corrected"]
    report = one.report(A)
    assert report is not None
    assert report.route is Route.NG


def test_two_children_are_told_apart_before_anything_is_booked(twins: Line) -> None:
    twins.at(20).tick()
    assert twins.says("1") == ["AskWhichChild"]
    assert twins.status(A, child=0) is None
    assert twins.says("B") == ["DoseBooked"]
    assert (twins.status(A, child=0), twins.status(A, child=1)) == (None, "given")
    assert twins.says("1") == ["DoseBooked"]
    assert twins.status(A, child=0) == "given"


@pytest.mark.parametrize("body", ["B1", "1 B", "Mia 1"])
def test_a_letter_or_name_with_the_digit_books_that_child(twins: Line, body: str) -> None:
    twins.at(20).tick()
    assert twins.says(body) == ["DoseBooked"]
    assert (twins.status(A, child=0), twins.status(A, child=1)) == (None, "given")


def test_both_children_in_one_text_are_both_booked_and_echoed(twins: Line) -> None:
    twins.at(20).tick()
    assert twins.says("A1 B1") == ["DoseBooked", "DoseBooked"]
    assert (twins.status(A, child=0), twins.status(A, child=1)) == ("given", "given")


def test_words_about_two_children_ask_which_and_keep_what_was_said(twins: Line) -> None:
    twins.at(20).tick()
    assert twins.says("gave both by tube") == ["AskWhichChild"]
    assert twins.says("Mia") == ["DoseBooked"]
    report = twins.report(A, child=1)
    assert report is not None
    assert report.route is Route.NG


def test_a_dose_in_words_finds_the_open_slot_without_a_reminder(line: Line) -> None:
    line.at(19, 30)
    assert line.says("gave both") == ["DoseBooked"]
    assert line.status(A) == "given"


def test_a_dose_told_while_no_slot_is_open_goes_to_a_person(line: Line) -> None:
    line.at(15)
    assert line.says("gave both") == ["NotUnderstood"]
    assert line.texts_in()[-1].needs_person
    assert line.status(A) is None


def test_a_report_with_a_fever_is_heard_and_booked(asked: Line) -> None:
    assert asked.says("gave both, fever 101.5 mouth") == ["SafetyT2Fever", "DoseBooked"]
    assert asked.status(A) == "given"
    assert len(asked.alerts()) == 1


def test_the_time_of_the_text_is_never_the_time_of_the_dose(asked: Line) -> None:
    asked.says("gave both")
    report = asked.report(A)
    assert report is not None
    assert report.given_at is None
