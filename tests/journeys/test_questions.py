"""A question by text: a passage, a choice, a refusal, a person's answer; a fever is heard first."""

from datetime import time

from sqlmodel import col, select

from portal.store.engine import transaction
from portal.store.families import Caregiver
from portal.store.staff import Staff
from tests import builders
from tests.journeys.conftest import FATHER, FIRST, MORNING, MOTHER, SECOND, Hospital
from tests.page import Visitor

FREE_WORDS = "The next visit is on Thursday at 9. Bring the diary."


def family_browser(hospital: Hospital, number: str = MOTHER) -> Visitor:
    """The web on this phone, signed in."""
    with hospital.world.app.app_context(), transaction() as session:
        people = session.exec(select(Caregiver).order_by(col(Caregiver.phone)))
        person = next(one.id for one in people if one.phone.endswith(number))
    return Visitor(hospital.world.app).sign_in(person, hospital.world.clock())


def team_browser(hospital: Hospital) -> Visitor:
    """The nurse at her desk."""
    with hospital.world.app.app_context(), transaction() as session:
        nurse = session.get_one(Staff, hospital.staff.id)
        token = builders.a_visit(session, nurse, hospital.world.clock())
    visitor = Visitor(hospital.world.app)
    visitor.client.set_cookie("visit", token)
    return visitor


def question_page(team: Visitor) -> str:
    """The address of the only question on the team's list."""
    links = team.get("/team/questions").links
    (address,) = {link for link in links if link.startswith("/team/questions/")}
    return address


def test_a_spanish_question_is_answered_in_spanish(hospital: Hospital) -> None:
    hospital.enrol("Luna", language="es")
    mother = hospital.phone(MOTHER).reply("¿podemos viajar a ver a la familia?")
    mother.expect("Hable con su equipo", "/p/", "lang=es", "Q")
    address = "/p/" + mother.last.partition("/p/")[2].split()[0]
    page = Visitor(hospital.world.app).get(address)
    assert "/study/es/travelling" in page.links
    assert hospital.alerts() == []


def test_a_choice_by_letter_then_a_person(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    mother = hospital.phone(MOTHER).reply("tell me about the texts").expect("A = ", "B = ", "Q = ")
    mother.reply("A").expect("/p/", "Reply Q")
    mother.reply("Q").expect("on your team's list", "911")
    page = team_browser(hospital).get(question_page(team_browser(hospital)))
    assert "tell me about the texts" in page.text


def test_a_dose_is_refused_and_the_team_answers_behind_sign_in(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    asked = "should I give her two tonight?"
    mother = hospital.phone(MOTHER).reply(asked)
    mother.expect("Do not give extra or double", "911", "Reply Q")
    mother.reply("q").expect("on your team's list", "may not be read right away")
    team = team_browser(hospital)
    place = question_page(team)
    page = team.get(place)
    assert asked in page.text
    team.press(page, place, typed={"words": FREE_WORDS})
    mother.expect("You have a message from your team", "sign-in")
    assert "Thursday" not in mother.last
    assert FREE_WORDS in family_browser(hospital).get("/ask").text


def test_an_approved_phrase_goes_by_text(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    mother = hospital.phone(MOTHER).reply("can I talk to a person").expect("on your team's list")
    team = team_browser(hospital)
    place = question_page(team)
    team.press(team.get(place), place, typed={"phrase": "call_now"})
    mother.expect("Please call us about your question now", "911")


def test_an_answer_reaches_only_the_phone_that_asked(hospital: Hospital) -> None:
    hospital.enrol("Ana", phones=(MOTHER, FATHER))
    mother = hospital.phone(MOTHER).reply("can I talk to a person").expect("on your team's list")
    team = team_browser(hospital)
    place = question_page(team)
    team.press(team.get(place), place, typed={"words": FREE_WORDS})
    mother.expect("You have a message")
    hospital.phone(FATHER).expect_nothing()
    assert FREE_WORDS not in family_browser(hospital, FATHER).get("/ask").text


def test_a_fever_inside_a_question_pages_and_shows_no_passage(hospital: Hospital) -> None:
    hospital.enrol("Luna", language="es")
    mother = hospital.phone(MOTHER)
    mother.reply("tiene 39 en la axila, ¿podemos viajar mañana?")
    mother.expect("Llame ahora a su equipo del estudio", "911").expect_nothing()
    hospital.pager(FIRST).expect("ALERT T2 K-101 ES")


def test_a_dose_report_with_a_question_books_the_dose_and_asks_the_team(
    hospital: Hospital,
) -> None:
    hospital.enrol("Ana")
    hospital.until(MORNING)
    mother = hospital.phone(MOTHER).expect("10:00")
    hospital.world.fast_forward(minutes=10)
    mother.reply("gave both at 10:05 by mouth. can we travel to see family?")
    mother.expect("Saved", "10:05").expect("on your team's list")
    assert [status for _, status, _ in hospital.doses()] == ["given", "given"]
    assert "question" in hospital.tasks()


def test_a_question_while_a_reminder_waits_leaves_it_its_1(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    hospital.until(MORNING)
    mother = hospital.phone(MOTHER).expect("10:00")
    mother.reply("Can we travel to see family?").expect("/p/")
    mother.reply("1").expect("Saved", "FIX")
    assert [status for _, status, _ in hospital.doses()] == ["given", "given"]


def test_a_question_books_nothing_and_the_reminder_comes_again(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    hospital.until(MORNING)
    mother = hospital.phone(MOTHER).expect("10:00")
    mother.reply("did the jakafi make her liver numbers go up?").expect("911", "Reply Q")
    assert hospital.doses() == []
    hospital.world.fast_forward(minutes=31)
    mother.expect("not logged")


def test_a_wish_to_leave_keeps_the_family_in_and_their_texts_on(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    mother = hospital.phone(MOTHER).reply("we want to leave the study")
    mother.expect("A text does not take you out", "on your team's list")
    assert "question" in hospital.tasks()
    hospital.until(MORNING)
    mother.expect("10:00")


def test_questions_do_not_page(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    hospital.phone(MOTHER).reply("what is the capital of France?").expect("911")
    hospital.until(time(9, 50))
    hospital.pager(FIRST).expect_nothing()
    hospital.pager(SECOND).expect_nothing()
