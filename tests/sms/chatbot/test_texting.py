"""Stop, start, help and fewer; the first answer of a phone; R and E; machines that echo."""

import pytest

from portal.store.alerts import FamilyMark
from portal.store.engine import transaction
from portal.store.families import Caregiver, Texting
from study.symptoms import Tier
from tests.sms.chatbot.line import FATHER, MOTHER, PAGER, A, Line


def set_texting(line: Line, texting: Texting, who: str = MOTHER) -> None:
    with line.app.app_context(), transaction() as session:
        session.get_one(Caregiver, line.caregiver(who).id).texting = texting


@pytest.mark.parametrize("body", ["STOP", "stop", "Please stop texting me", "ALTO"])
def test_stop_means_stop_and_the_team_hears_it(line: Line, body: str) -> None:
    assert line.says(body) == ["OptedOut"]
    assert line.caregiver().texting is Texting.OPTED_OUT
    (task,) = line.tasks()
    assert (task.kind, task.urgent) == ("opted_out", False)
    line.at(20).tick()
    assert line.sent_to(MOTHER)[-1].kind == "OptedOut"


def test_an_opt_out_with_a_symptom_question_open_is_urgent(line: Line) -> None:
    line.says("37.6")
    line.says("STOP")
    assert line.tasks()[0].urgent
    line.later(minutes=16).tick()
    assert line.alerts()[0].cannot_text


def test_stop_that_the_carrier_answered_gets_no_second_answer(line: Line) -> None:
    assert line.says("STOP", opt_out_type="STOP") == []
    assert line.caregiver().texting is Texting.OPTED_OUT


def test_a_symptom_wins_over_the_opt_out_word_inside_it(line: Line) -> None:
    assert line.says("wont stop bleeding from her nose")[0].startswith("SafetyT")
    assert line.caregiver().texting is Texting.CONFIRMED
    assert line.alerts()


def test_start_brings_the_texts_back(line: Line) -> None:
    line.says("STOP")
    assert line.says("START") == ["OptedIn"]
    assert line.caregiver().texting is Texting.CONFIRMED


def test_start_is_answered_when_texts_are_on_already(line: Line) -> None:
    assert line.says("START") == ["OptedIn"]


def test_yes_never_brings_the_texts_back(line: Line) -> None:
    line.says("STOP")
    assert line.says("YES") == []
    assert line.caregiver().texting is Texting.OPTED_OUT


@pytest.mark.parametrize("body", ["1", "START", "1."])
def test_a_new_phone_is_signed_up_by_its_first_answer(line: Line, body: str) -> None:
    set_texting(line, Texting.ASKED)
    line.says(body)
    assert line.caregiver().texting is Texting.CONFIRMED


@pytest.mark.parametrize("body", ["yes", "ok", "who is this"])
def test_nothing_else_signs_a_new_phone_up(line: Line, body: str) -> None:
    set_texting(line, Texting.ASKED)
    line.says(body)
    assert line.caregiver().texting is Texting.ASKED


def test_help_is_answered_with_911_and_a_task(line: Line) -> None:
    assert line.says("HELP") == ["HelpReply"]
    assert "911" in line.words()
    assert line.task_kinds() == ["texted_help"]
    assert line.alerts() == []


def test_help_in_spanish_is_answered_in_spanish(line: Line) -> None:
    assert line.says("AYUDA", FATHER) == ["HelpReply"]
    assert "Emergencia" in line.words(FATHER)


def test_help_within_two_hours_of_a_symptom_pages(line: Line) -> None:
    line.says("she has a cough")
    line.later(minutes=90)
    assert line.says("HELP") == ["HelpReply"]
    assert line.alerts()[0].tier is Tier.T2


def test_help_long_after_a_symptom_pages_nobody(line: Line) -> None:
    line.at(9).says("she has a cough")
    line.at(11, 30).says("HELP")
    assert line.alerts() == []


def test_help_me_pages(line: Line) -> None:
    assert line.says("help me please")[0].startswith("SafetyT")
    assert line.alerts()


def test_fewer_turns_off_what_the_letter_says(line: Line) -> None:
    assert line.says("FEWER") == ["FewerTexts"]
    assert line.says("B") == ["FewerNoted"]
    person = line.caregiver()
    assert (person.wants_reminders, person.wants_prompts) == (True, False)
    assert line.says("fever 101.5 mouth") == ["SafetyT2Fever"]


@pytest.mark.parametrize(
    ("letter", "kind", "mark"),
    [("R", "ReachedNoted", FamilyMark.REACHED), ("E", "GoingNoted", FamilyMark.GOING)],
)
def test_r_and_e_show_on_the_alert_and_close_nothing(
    line: Line, letter: str, kind: str, mark: FamilyMark
) -> None:
    line.says("fever 101.5 mouth")
    line.later(minutes=11).tick()
    assert line.sent_to(MOTHER)[-1].kind == "NobodyAnswered"
    assert line.says(letter) == [kind]
    (alert,) = line.alerts()
    assert alert.family_mark is mark


def test_r_means_nothing_while_nobody_was_told_to_text_it(line: Line) -> None:
    line.says("fever 101.5 mouth")
    assert line.says("R") == ["NothingOpen"]
    assert line.alerts()[0].family_mark is None


def test_ok_thanks_closes_no_alert_and_gets_no_answer(line: Line) -> None:
    line.says("fever 101.5 mouth")
    assert line.says("ok thanks") == []
    assert len(line.alerts()) == 1


def test_a_reaction_to_our_own_text_books_nothing(line: Line) -> None:
    line.at(20).tick()
    assert line.says("Liked “8:00 PM check-in for Ana. Reply 1 all given”") == []
    assert line.status(A) is None
    assert line.alerts() == []


def test_a_machine_that_answers_each_of_our_texts_is_left_alone(line: Line) -> None:
    for _ in range(5):
        assert line.says("the mailbox is full") == ["NotUnderstood"]
    assert line.says("the mailbox is full") == []
    assert "loop_stopped" in line.task_kinds()


def test_red_flags_are_heard_from_a_machine_too(line: Line) -> None:
    for _ in range(6):
        line.says("the mailbox is full")
    assert line.says("fever 101.5 mouth") == ["SafetyT2Fever"]


def test_a_text_we_know_ends_the_count_of_the_machine(line: Line) -> None:
    for _ in range(5):
        line.says("the mailbox is full")
    line.says("HELP")
    assert line.says("the mailbox is full") == ["NotUnderstood"]


def test_an_hour_later_the_count_starts_again(line: Line) -> None:
    for _ in range(6):
        line.says("the mailbox is full")
    line.later(minutes=61)
    assert line.says("the mailbox is full") == ["NotUnderstood"]


def test_pages_are_no_part_of_what_a_family_receives(line: Line) -> None:
    line.says("fever 101.5 mouth")
    assert {text.kind for text in line.sent_to(PAGER)} == {"Page"}
