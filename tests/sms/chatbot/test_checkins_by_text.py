"""The daily question, what nobody can read, whose symptom it is, and FIX."""

import pytest
from flask import Flask

from study.symptoms import Tier
from tests.sms.chatbot.line import FATHER, MOTHER, A, B, Line, one_label


@pytest.fixture
def prompted(line: Line) -> Line:
    """The daily question is out."""
    line.at(18).tick()
    assert line.sent_to(MOTHER)[-1].kind == "DailyPrompt"
    return line


def test_0_is_kept_with_thanks_and_no_comfort(prompted: Line) -> None:
    assert prompted.says("0") == ["CheckinThanks"]
    assert prompted.words().startswith("Thanks. Saved.")
    assert [report.tier for report in prompted.reports()] == [Tier.T4]
    assert "daily" not in prompted.opened()


def test_9_gets_the_words_for_today_and_is_asked_what_it_is(prompted: Line) -> None:
    assert prompted.says("9") == ["SafetyT3", "AskSymptomWords"]
    assert prompted.alerts() == []
    assert "symptom_today" in prompted.task_kinds()


def test_silence_after_9_pages(prompted: Line) -> None:
    prompted.says("9")
    prompted.later(minutes=16).tick()
    assert prompted.alerts()[0].tier is Tier.T2


def test_words_after_9_are_the_answer(prompted: Line) -> None:
    prompted.says("9")
    assert prompted.says("she has a cough")[0] == "SafetyT3"
    prompted.later(minutes=16).tick()
    assert prompted.alerts() == []


def test_0_about_two_children_asks_which(twins: Line) -> None:
    twins.at(18).tick()
    assert twins.says("0") == ["AskWhichChild"]
    assert twins.says("A") == ["CheckinThanks"]
    assert twins.reports()[0].participant_id == twins.children[0].id


@pytest.mark.parametrize(
    ("body", "media", "kind"),
    [("", 1, "PhotoReceived"), ("", 0, "AskReadable"), ("😢😢", 0, "AskReadable")],
)
def test_what_nobody_can_read_gets_911_and_one_question(
    line: Line, body: str, media: int, kind: str
) -> None:
    assert line.says(body, media_count=media) == [kind]
    assert "911" in line.words()
    assert line.texts_in()[-1].needs_person
    assert line.alerts() == []


def test_no_readable_answer_in_15_minutes_pages(line: Line) -> None:
    line.says("", media_count=1)
    line.later(minutes=10).says("", media_count=1)
    line.later(minutes=6).tick()
    assert line.alerts()[0].tier is Tier.T2


def test_thanks_are_no_readable_answer(line: Line) -> None:
    line.says("", media_count=1)
    line.says("ok")
    line.later(minutes=16).tick()
    assert len(line.alerts()) == 1


def test_a_readable_answer_keeps_the_page_away(line: Line) -> None:
    line.says("", media_count=1)
    line.says("that was her drawing, the parking is on level 3")
    line.later(minutes=16).tick()
    assert line.alerts() == []


def test_a_picture_with_a_symptom_word_pages_at_once(line: Line) -> None:
    assert line.says("her rash looks worse", media_count=1)[0].startswith("SafetyT2")
    assert line.alerts()


def test_unreadable_words_about_two_children_page_for_both(twins: Line) -> None:
    twins.says("", media_count=1)
    twins.later(minutes=16).tick()
    assert len(twins.alerts()) == 2


def test_a_caregivers_own_symptom_is_asked_back(line: Line) -> None:
    assert line.says("I have a terrible headache") == ["AskAboutWhom"]
    assert line.alerts() == []


def test_it_was_the_child_after_all(line: Line) -> None:
    line.says("I have a terrible headache")
    assert line.says("A")[0].startswith("SafetyT")
    assert line.alerts()


def test_it_was_somebody_else(line: Line) -> None:
    line.says("I have a terrible headache")
    assert line.says("B") == ["SafetyOtherPerson"]
    assert line.alerts() == []
    assert "other_person" in line.task_kinds()


def test_no_answer_about_whose_it_is_becomes_a_task(line: Line) -> None:
    line.says("I have a terrible headache")
    line.later(minutes=16).tick()
    assert line.alerts() == []
    assert "other_person" in line.task_kinds()


def test_a_wish_for_a_person_goes_to_the_team_without_advice(line: Line) -> None:
    assert line.says("can I talk to a person") == ["TextSentOn"]
    assert line.texts_in()[-1].needs_person
    assert "question" in line.task_kinds()


def test_logistics_page_nobody(line: Line) -> None:
    assert line.says("we parked on level 3") == ["NotUnderstood"]
    line.later(minutes=30).tick()
    assert line.alerts() == []


def test_fix_corrects_the_only_check_in(app: Flask) -> None:
    line = Line(app).move_in(**one_label()).at(20)
    line.tick()
    line.says("1")
    assert line.says("FIX") == ["FixQuestion"]
    assert line.says("2") == ["Corrected"]
    assert line.status(A) == "missed"


def test_fix_asks_which_label(line: Line) -> None:
    line.at(20).tick()
    line.says("1")
    line.says("FIX")
    assert line.says("4") == ["SteroidLost", "AskWhichLabel"]
    assert line.says("A") == ["Corrected"]
    assert (line.status(A), line.status(B)) == ("vomited", "given")


def test_fix_takes_words(line: Line) -> None:
    line.at(20).tick()
    line.says("1")
    line.says("FIX")
    assert line.says("gave rux by tube") == ["Corrected"]
    report = line.report(A)
    assert report is not None
    assert report.route is not None
    assert report.route.value == "NG"
    assert report.reason == "family_fix"


def test_fix_offers_a_choice_of_two_children(twins: Line) -> None:
    twins.at(20).tick()
    twins.says("A1 B1")
    assert twins.says("FIX") == ["FixMenu"]
    assert twins.says("A") == ["FixQuestion"]


def test_fix_with_nothing_logged_says_so(line: Line) -> None:
    assert line.says("FIX") == ["FixNothing"]


def test_fix_by_the_other_caregiver_is_a_disagreement(line: Line) -> None:
    line.at(20).tick()
    line.says("1")
    line.says("FIX", FATHER)
    assert "CallTeamBeforeGiving" in line.says("A2", FATHER)
    assert line.status(A) == "given"


def test_not_sure_in_fix_means_call_before_giving(line: Line) -> None:
    line.at(20).tick()
    line.says("1")
    line.says("FIX")
    assert line.says("9") == ["CallTeamBeforeGiving"]
    assert line.status(A) == "given"


def test_1600_characters_and_broken_ones_are_answered(line: Line) -> None:
    for body in ("a" * 1600, "\x00\ud800\u202e", "🙂" * 400, "FIX " * 400):
        assert len(line.says(body)) <= 2
    assert line.texts_in()[-1].read_at is not None
