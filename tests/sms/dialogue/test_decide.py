"""What comes next, for each thing said and each place where a conversation can stand."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from portal.store.alerts import FamilyMark
from portal.store.conversations import Asked
from portal.store.families import Texting
from sms.chatbot.talk import LETTERS
from sms.dialogue import Asking, Said, Screened, Standing, decide, moves, read_menu
from sms.dialogue.moves import Move
from study.doses import DoseStatus
from study.medicines import Medicine, Route
from study.notices import (
    FEWER_LETTERS,
    LABEL_LETTERS,
    METHOD_LETTERS,
    PASSAGE_LETTERS,
    ROUTE_LETTERS,
    SECOND_LETTERS,
    TEAM_LETTER,
    WHOM_LETTERS,
    OpenQuestion,
)
from study.symptoms import Label, SymptomEntry, Tier
from study.understand.said import DoseSaid, Keyword, Reading, Screen

LEO, MIA = "leo", "mia"
TWO = {"A": LEO, "B": MIA}
PLAIN = Screen(entry=SymptomEntry(), label=Label.NO_SYMPTOM, tier=None)


def a_reading(**changes: Any) -> Reading:
    return Reading(screen=PLAIN, **changes)


def typed(body: str, **changes: Any) -> Said:
    """A menu answer, with a reading that makes nothing of it."""
    return Said(reading=a_reading(), menu=read_menu(body), **changes)


def told(**changes: Any) -> Said:
    return Said(reading=a_reading(**changes))


def asking(kind: Asked, child: str | None = LEO, checkin: str = "8:00", **more: Any) -> Asking:
    return Asking(
        id=f"{kind}-{child}-{checkin}", kind=kind, participant_id=child, checkin_id=checkin, **more
    )


def standing(
    *questions: Asking, children: Mapping[str, str] | None = None, **more: Any
) -> Standing:
    return Standing(questions=questions, children=children or {"A": LEO}, **more)


def only(found: tuple[Move, ...]) -> Move:
    (move,) = found
    return move


DOSES, BACKUP, DAILY = asking(Asked.DOSES), asking(Asked.BACKUP), asking(Asked.DAILY)
MEDICINE, FIX = asking(Asked.MEDICINE), asking(Asked.FIX)
FITS = {
    Asked.DOSES: "123456",
    Asked.BACKUP: "129",
    Asked.MEDICINE: "1234569",
    Asked.FIX: "1234569",
    Asked.DAILY: "09",
}


@pytest.mark.parametrize("digit", list("01234569"))
@pytest.mark.parametrize("question", [DOSES, BACKUP, MEDICINE, FIX, DAILY], ids=lambda q: q.kind)
def test_a_digit_binds_to_the_open_question_or_is_asked_about(question: Asking, digit: str) -> None:
    move = only(decide(standing(question), typed(digit)))
    if digit not in FITS[question.kind]:
        asked = OpenQuestion.CHECKIN if question.kind is Asked.DAILY else OpenQuestion.DOSE
        assert move == moves.Refuse(digit, asked)
    elif question.kind is Asked.DAILY:
        assert move == moves.DailyDigit(question, digit)
    else:
        assert move == moves.DoseDigit(question, digit)


@pytest.mark.parametrize("digit", list("01234569"))
def test_a_digit_with_nothing_open_is_asked_about_and_never_booked(digit: str) -> None:
    assert decide(standing(), typed(digit)) == (moves.Refuse(digit, None),)


@pytest.mark.parametrize("digit", list("0123456"))
def test_dose_digits_and_daily_digits_find_their_own_question_when_both_are_open(
    digit: str,
) -> None:
    move = only(decide(standing(DAILY, DOSES), typed(digit)))
    assert move == (
        moves.DailyDigit(DAILY, digit) if digit == "0" else moves.DoseDigit(DOSES, digit)
    )


def test_a_digit_that_a_letter_question_waits_for_is_asked_about() -> None:
    second = asking(Asked.SECOND_GIVEN, letters=SECOND_LETTERS)
    assert decide(standing(second), typed("1")) == (moves.Refuse("1", OpenQuestion.LETTER),)


def test_two_children_with_open_questions_are_told_apart_before_booking() -> None:
    leo, mia = asking(Asked.DOSES, LEO), asking(Asked.DOSES, MIA)
    move = only(decide(standing(mia, leo, children=TWO), typed("1")))
    assert move == moves.ChooseTarget((mia, leo), "1")


@pytest.mark.parametrize(("body", "child"), [("A1", LEO), ("b 1", MIA), ("1B", MIA)])
def test_a_letter_beside_the_digit_says_which_child(body: str, child: str) -> None:
    leo, mia = asking(Asked.DOSES, LEO), asking(Asked.DOSES, MIA)
    move = only(decide(standing(mia, leo, children=TWO), typed(body)))
    assert isinstance(move, moves.DoseDigit)
    assert move.question.participant_id == child


def test_two_children_in_one_text_are_two_bookings() -> None:
    leo, mia = asking(Asked.DOSES, LEO), asking(Asked.DOSES, MIA)
    found = decide(standing(mia, leo, children=TWO), typed("A1 B4"))
    assert found == (moves.DoseDigit(leo, "1"), moves.DoseDigit(mia, "4"))


def test_with_one_child_the_letter_is_the_label() -> None:
    assert decide(standing(DOSES), typed("B4")) == (moves.DoseDigit(DOSES, "4", "B"),)


def test_a_letter_that_names_no_child_is_asked_about() -> None:
    mia = asking(Asked.DOSES, MIA)
    found = decide(standing(mia, children=TWO), typed("C1"))
    assert found == (moves.Refuse("C1", OpenQuestion.DOSE),)


def test_two_open_check_ins_of_one_child_are_told_apart_before_booking() -> None:
    morning, evening = asking(Asked.DOSES, checkin="8:00"), asking(Asked.DOSES, checkin="20:00")
    move = only(decide(standing(evening, morning), typed("1")))
    assert move == moves.ChooseTarget((evening, morning), "1")


def test_an_answered_check_in_waits_behind_one_that_is_not() -> None:
    morning = asking(Asked.DOSES, checkin="8:00", answered=True)
    evening = asking(Asked.DOSES, checkin="20:00")
    assert decide(standing(evening, morning), typed("1")) == (moves.DoseDigit(evening, "1"),)


def test_vomited_after_given_finds_the_check_in_that_was_answered() -> None:
    answered = replace(DOSES, answered=True)
    assert decide(standing(answered), typed("4")) == (moves.DoseDigit(answered, "4"),)


def test_the_follow_up_just_asked_takes_the_digit() -> None:
    other = asking(Asked.DOSES, MIA)
    assert decide(standing(MEDICINE, other, children=TWO), typed("1")) == (
        moves.DoseDigit(MEDICINE, "1"),
    )


@pytest.mark.parametrize("letter", ["A", "B", "C", "D"])
def test_a_letter_answers_the_newest_question_that_offers_it(letter: str) -> None:
    method = asking(Asked.METHOD, letters=METHOD_LETTERS)
    second = asking(Asked.SECOND_GIVEN, letters=SECOND_LETTERS)
    move = only(decide(standing(second, method), typed(letter)))
    chosen = method if letter == "D" else second
    assert move == moves.Pick(chosen, chosen.letters[letter])


def test_a_letter_nobody_offered_is_asked_about() -> None:
    assert decide(standing(), typed("A")) == (moves.Refuse("A", None),)


@pytest.mark.parametrize(("letter", "mark"), [("R", FamilyMark.REACHED), ("e", FamilyMark.GOING)])
def test_r_and_e_are_heard_only_after_nobody_answered(letter: str, mark: FamilyMark) -> None:
    assert decide(standing(nobody_answered=True), typed(letter)) == (moves.MarkAlert(mark),)
    assert decide(standing(), typed(letter)) == (moves.Refuse(letter.upper(), None),)


def test_a_nickname_answers_which_child() -> None:
    which = asking(Asked.WHICH_CHILD, None, letters=TWO)
    found = decide(standing(which, children=TWO), Said(reading=a_reading(), named=MIA))
    assert found == (moves.Pick(which, MIA),)


@pytest.mark.parametrize("texting", [Texting.NEW, Texting.ASKED])
def test_a_new_phone_confirms_with_1_or_start(texting: Texting) -> None:
    place = standing(texting=texting)
    assert decide(place, typed("1")) == (moves.ConfirmPhone(),)
    assert decide(place, told(keyword=Keyword.OPT_IN)) == (moves.ConfirmPhone(),)


def test_yes_is_a_dose_answer_and_never_an_opt_in() -> None:
    assert decide(standing(DOSES), typed("yes")) == (moves.DoseWords(yes=True),)
    assert decide(standing(texting=Texting.OPTED_OUT), typed("yes")) == (moves.Refuse("yes", None),)


@pytest.mark.parametrize("word", ["yes", "no"])
def test_a_plain_word_does_not_answer_the_question_to_the_second_caregiver(word: str) -> None:
    assert decide(standing(BACKUP), typed(word)) == (moves.Refuse(word, OpenQuestion.DOSE),)


@pytest.mark.parametrize("word", ["yes", "no"])
def test_a_plain_word_after_the_daily_question_books_no_dose(word: str) -> None:
    place = standing(DAILY, DOSES)
    assert decide(place, typed(word)) == (moves.Refuse(word, OpenQuestion.CHECKIN),)


def test_a_plain_no_is_not_given_where_a_dose_is_asked_about() -> None:
    assert decide(standing(DOSES), typed("No.")) == (moves.DoseDigit(DOSES, "2"),)
    assert decide(standing(), typed("no")) == (moves.Refuse("no", None),)


def test_no_beside_other_words_is_no_dose_that_was_not_given() -> None:
    missed = {Medicine.DEXAMETHASONE: DoseSaid(DoseStatus.MISSED)}
    no_fever = told(doses=missed, bare_answer=True)
    assert decide(standing(DOSES), no_fever) == (moves.Lost(),)
    logged = standing(DOSES, screened=Screened(tier=Tier.T4))
    assert decide(logged, no_fever) == (moves.Thank(),)


def test_yes_with_a_route_is_a_dose_only_where_one_is_asked_about() -> None:
    given = {Medicine.RUXOLITINIB: DoseSaid(DoseStatus.GIVEN, Route.NG)}
    yes = told(doses=given, all_given=True, bare_answer=True)
    assert decide(standing(DOSES), yes) == (moves.DoseWords(yes=True),)
    assert decide(standing(), yes) == (moves.AnswerQuestion(),)


def test_an_opt_out_stops_the_texts_whatever_is_open() -> None:
    assert decide(standing(DOSES), told(keyword=Keyword.OPT_OUT)) == (moves.StopTexts(),)


def test_a_symptom_wins_over_an_opt_out_and_a_person_decides() -> None:
    place = standing(screened=Screened(tier=Tier.T1, words=True))
    assert decide(place, told(keyword=Keyword.OPT_OUT)) == (moves.Note(needs_person=True),)


@pytest.mark.parametrize(
    ("word", "move"),
    [
        ("STOP", moves.StopTexts(answered=True)),
        ("START", moves.StartTexts(answered=True)),
        ("HELP", moves.GiveHelp(answered=True)),
    ],
)
def test_what_the_carrier_answered_is_not_answered_again(word: str, move: Move) -> None:
    assert decide(standing(), Said(reading=a_reading(), carrier=word)) == (move,)


def test_thanks_and_reactions_are_noted_and_nothing_is_booked() -> None:
    assert decide(standing(DOSES), told(reaction=True)) == (moves.Note(),)


def test_a_digit_or_letter_is_never_taken_for_thanks() -> None:
    short = Said(reading=a_reading(reaction=True), menu=read_menu("1"))
    assert decide(standing(DOSES), short) == (moves.DoseDigit(DOSES, "1"),)


@pytest.mark.parametrize("sign", ["death", "self_harm"])
def test_after_words_of_death_or_self_harm_no_question_follows(sign: str) -> None:
    entry = SymptomEntry(**{sign: True})  # type: ignore[arg-type]
    reading = Reading(screen=replace(PLAIN, entry=entry), doubt=True)
    place = standing(screened=Screened(tier=Tier.T1, words=True, children=2))
    assert decide(place, Said(reading=reading)) == (moves.Note(needs_person=True),)


@pytest.mark.parametrize(
    ("word", "move"), [("FIX", moves.OfferFix()), ("FEWER", moves.OfferFewer())]
)
def test_our_own_words_work_at_any_time(word: str, move: Move) -> None:
    assert decide(standing(DOSES), typed(word)) == (move,)


def test_a_dose_in_words_is_booked_with_or_without_a_question() -> None:
    doses = {Medicine.RUXOLITINIB: DoseSaid(DoseStatus.GIVEN, Route.NG)}
    assert decide(standing(DOSES), told(doses=doses)) == (moves.DoseWords(),)
    assert decide(standing(), told(doses=doses)) == (moves.DoseWords(),)
    assert decide(standing(), told(all_given=True)) == (moves.DoseWords(yes=True),)


def test_later_keeps_the_open_check_in_open() -> None:
    assert decide(standing(DOSES), told(later=True)) == (moves.SaidLater(),)


def test_a_route_in_words_answers_the_question_for_it() -> None:
    route = asking(Asked.ROUTE, letters={"M": "PO", "T": "NG"})
    said = told(doses={Medicine.RUXOLITINIB: DoseSaid(DoseStatus.UNKNOWN, Route.PO)})
    assert decide(standing(route), said) == (moves.AnswerWords(route),)


def test_hospital_and_home_are_heard_before_a_dose() -> None:
    assert decide(standing(DOSES), told(hospital=True, all_given=True)) == (moves.InHospital(),)
    assert decide(standing(), told(home=True)) == (moves.HomeAgain(),)


@pytest.mark.parametrize(
    ("screened", "move"),
    [
        (Screened(tier=Tier.T2, words=True, children=1), moves.Note()),
        (Screened(tier=Tier.T2, words=True, children=1, ask_reading=True), moves.AskReading()),
        (Screened(tier=Tier.T2, words=True, children=1, ask_words=True), moves.AskSigns()),
        (Screened(tier=Tier.T2, words=True, children=2, ask_reading=True), moves.AskChild()),
        (Screened(tier=Tier.T1, words=True, children=2, ask_reading=True), moves.Note()),
        (Screened(tier=Tier.T3, words=True, children=1), moves.Note()),
        (Screened(tier=Tier.T4), moves.Thank()),
        (Screened(whose=True), moves.AskWhose()),
    ],
)
def test_safety_words_are_followed_by_one_question_at_most(screened: Screened, move: Move) -> None:
    assert decide(standing(screened=screened), told()) == (move,)


def test_after_safety_words_nothing_says_not_understood() -> None:
    place = standing(screened=Screened(tier=Tier.T2, words=True, children=1))
    assert decide(place, told(doubt=True)) == (moves.Note(),)


@pytest.mark.parametrize("body", ["7", "8"])
def test_7_and_8_are_left_to_the_screen_whatever_is_open(body: str) -> None:
    place = standing(DOSES, screened=Screened(tier=Tier.T2, words=True, children=1))
    assert decide(place, typed(body)) == (moves.Note(),)


def test_an_answer_that_the_screen_used_is_not_used_again() -> None:
    method = asking(Asked.SECOND_GIVEN, letters=SECOND_LETTERS)
    place = standing(method, screened=Screened(tier=Tier.T4, used=True))
    assert decide(place, typed("A")) == (moves.Thank(),)
    urgent = replace(place, screened=Screened(tier=Tier.T2, words=True, used=True))
    assert decide(urgent, typed("A")) == (moves.Note(),)


def test_what_nobody_can_read_is_asked_about() -> None:
    assert decide(standing(), told(doubt=True)) == (moves.Unreadable(),)
    photo = Said(reading=a_reading(doubt=True), photo=True)
    assert decide(standing(), photo) == (moves.Unreadable(photo=True),)


def test_a_question_or_a_wish_for_a_person_is_looked_up_and_says_which_it_is() -> None:
    assert decide(standing(), told(human=True)) == (moves.AnswerQuestion(human=True),)
    for said in (Said(a_reading(), question=True), Said(a_reading(), asks=True)):
        assert decide(standing(), said) == (moves.AnswerQuestion(asked=True),)


def test_anything_else_is_looked_up_too_and_is_no_command() -> None:
    found = only(decide(standing(), told()))
    assert found == moves.AnswerQuestion()
    assert not found.command


@pytest.mark.parametrize("waiting", [DOSES, BACKUP, DAILY, MEDICINE, FIX], ids=lambda q: q.kind)
def test_half_an_answer_to_a_check_in_is_no_question(waiting: Asking) -> None:
    assert decide(standing(waiting), told()) == (moves.Lost(),)
    asked = Said(reading=a_reading(), asks=True)
    assert decide(standing(waiting), asked) == (moves.AnswerQuestion(asked=True),)
    done = replace(waiting, answered=True)
    assert decide(standing(done), told()) == (moves.AnswerQuestion(),)


def test_a_question_beside_a_dose_report_is_passed_on_and_the_dose_comes_first() -> None:
    given = {Medicine.RUXOLITINIB: DoseSaid(DoseStatus.GIVEN)}
    said = Said(reading=a_reading(doses=given), question=True)
    assert decide(standing(DOSES), said) == (moves.DoseWords(), moves.PassOn())
    paged = standing(DOSES, screened=Screened(tier=Tier.T2, words=True))
    assert decide(paged, said) == (moves.DoseWords(),)


PASSAGES = {"A": "fever", "B": "travelling", TEAM_LETTER: "team"}
CHOICE = asking(Asked.WHICH_PASSAGE, None, letters=PASSAGES, answered=True)


@pytest.mark.parametrize("letter", list(PASSAGES))
def test_a_letter_picks_one_of_the_passages_or_the_team(letter: str) -> None:
    move = only(decide(standing(CHOICE, DOSES), typed(letter)))
    assert move == moves.Pick(CHOICE, PASSAGES[letter])


def test_a_question_of_ours_keeps_its_letters_before_a_choice_of_passages() -> None:
    method = asking(Asked.METHOD, letters=METHOD_LETTERS)
    place = standing(method, CHOICE)
    assert only(decide(place, typed("A"))) == moves.Pick(method, "underarm")
    assert only(decide(place, typed(TEAM_LETTER))) == moves.Pick(CHOICE, "team")


def test_the_letter_for_the_team_answers_nothing_else() -> None:
    tables = (METHOD_LETTERS, ROUTE_LETTERS, SECOND_LETTERS, WHOM_LETTERS, FEWER_LETTERS)
    taken = {letter for table in (*tables, LABEL_LETTERS) for letter in table}
    assert TEAM_LETTER not in {*taken, *LETTERS, *PASSAGE_LETTERS, "R", "E", "Y"}


@pytest.mark.parametrize("digit", list("123456"))
def test_a_choice_of_passages_leaves_the_digits_to_the_reminder(digit: str) -> None:
    assert decide(standing(DOSES, CHOICE), typed(digit)) == (moves.DoseDigit(DOSES, digit),)
    assert decide(standing(CHOICE), typed(digit)) == (moves.Refuse(digit, None),)


def test_a_yes_beside_a_choice_of_passages_is_still_the_dose() -> None:
    assert decide(standing(DOSES, CHOICE), typed("yes")) == (moves.DoseWords(yes=True),)
