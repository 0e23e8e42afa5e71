"""The chat: heard first, then answered from the passages, and kept for one person alone."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from portal.actions.acknowledge_alert import acknowledge_alert
from portal.store import alerts, chat, doses
from portal.store.chat import ChatTurn, TeamQuestion, TurnKind
from portal.store.families import Caregiver
from portal.store.symptoms import SymptomReport
from portal.store.trail import Actor, Trail, Who
from study.doses import DoseStatus
from study.explained import passages
from study.lifecycle import State
from tests.page import Page, Visitor
from tests.portal.pages.conftest import Home

SECRET = "i am so sad and i hate school"


def ask(visitor: Visitor, words: str, status: int = 200) -> Page:
    return visitor.press(box(visitor.get("/ask")), "/ask", typed={"words": words}, status=status)


def box(page: Page) -> Page:
    """The page with the form for a question in front of the others."""
    page.forms.sort(key=lambda form: form.action != "/ask")
    return page


def turns(home: Home) -> list[ChatTurn]:
    order = (col(ChatTurn.at), col(ChatTurn.number))
    return home.look(lambda session: list(session.exec(select(ChatTurn).order_by(*order))))


def reports(home: Home) -> list[SymptomReport]:
    return home.look(lambda session: list(session.exec(select(SymptomReport))))


def teen_phone(home: Home) -> None:
    """From here on the mother's row is the participant's own phone."""

    def change(session: Session) -> None:
        session.get_one(Caregiver, home.mother.id).is_participant = True

    home.change(change)


def test_a_question_gets_a_passage_whole_with_its_version_and_is_kept(home: Home) -> None:
    page = ask(home.visitor(), "how do we leave the study?")
    (turn,) = turns(home)
    assert turn.kind is TurnKind.ANSWER
    whole = next(one for one in turn.passages if one["whole"])
    passage = passages.load("en")[whole["id"]]
    assert passage.title in page.main and passage.version in page.main
    assert "has not approved these words" in page.main and whole["version"] == passage.version
    assert "/study/en/" in " ".join(page.links)


def test_a_refusal_says_whom_to_call_and_gives_no_advice(home: Home) -> None:
    page = ask(home.visitor(), "can i give it two hours late?")
    kinds = {turn.kind for turn in turns(home)}
    assert TurnKind.MUST_NOT_ANSWER in kinds
    assert "cannot tell you what to do about a dose" in page.main
    assert "tel:+12025550100" in page.links and "%(" not in page.main and "{phone" not in page.main


def test_a_fever_in_a_question_pages_and_says_call_first(home: Home) -> None:
    page = ask(home.visitor(), "who pays for parking? also she is 39.2 in the mouth")
    (report,) = reports(home)
    assert home.look(lambda session: alerts.unresolved_of(session, home.child.id)) is not None
    assert "Nobody has seen this yet." in page.main and f"/symptoms/{report.id}" in page.links
    (turn,) = turns(home)
    assert (turn.kind, turn.report_id) == (TurnKind.SYMPTOM_ESCALATE, report.id)


def test_the_chat_says_when_a_person_has_it(home: Home) -> None:
    visitor = home.visitor()
    ask(visitor, "she has a fever of 39.2 in the mouth")

    def take(session: Session) -> None:
        alert = alerts.unresolved_of(session, home.child.id)
        assert alert is not None
        who = Who(actor=Actor.STAFF, id=home.nurse.id)
        acknowledge_alert(
            session, alert=alert, who=who, how="web", now=home.clock(), staff_id=home.nurse.id
        )

    home.change(take)
    page = visitor.get("/ask")
    assert "A person on the team has your message" in page.main
    assert "Nobody has seen" not in page.main


def test_a_dose_told_in_the_chat_is_booked_and_can_be_corrected(home: Home) -> None:
    page = ask(home.visitor(), "gave both by mouth at 8pm")
    booked = home.look(lambda session: doses.booked(session, home.evening_slots))
    assert {one.status for one in booked.values()} == {DoseStatus.GIVEN} and len(booked) == 2
    assert all(f"/today/doses/{slot}" in page.links for slot in home.evening_slots)


def test_half_said_asks_for_the_other_and_a_yes_answers_it(home: Home) -> None:
    visitor = home.visitor()
    page = ask(visitor, "gave the ruxo")
    assert "And B?" in page.main
    ask(visitor, "yes")
    assert len(home.look(lambda session: doses.booked(session, home.evening_slots))) == 2


def test_an_unclear_dose_saves_nothing_and_loses_nothing(home: Home) -> None:
    page = ask(home.visitor(), "I gave both at 8, was that ok?")
    assert not home.look(lambda session: doses.booked(session, home.evening_slots))
    assert "Nothing was saved" in page.main and "/today" in page.links


def test_a_second_given_is_asked_about_in_the_chat(home: Home) -> None:
    visitor = home.visitor()
    ask(visitor, "gave both at 8pm")
    home.clock.advance(timedelta(minutes=20))
    page = ask(visitor, "gave both at 8pm")
    assert "Do not give extra or double." in page.main and "/today#second" in page.links


@pytest.mark.parametrize("words", ["", "   ", "x" * 1601])
def test_what_cannot_be_asked_is_said_in_place_and_stays_in_the_box(
    home: Home, words: str
) -> None:
    page = ask(home.visitor(), words, status=422)
    assert "aria-invalid" in page.html and turns(home) == []
    assert box(page).form("/ask").values("words") == [words.strip()]


def test_htmx_gets_the_new_turn_alone_and_a_problem_beside_the_box(home: Home) -> None:
    visitor = home.visitor()
    page = visitor.get("/ask")
    answer = visitor.post(box(page), "/ask", typed={"words": "who sees our texts?"}, htmx=True)
    part = answer.get_data(as_text=True)
    assert answer.status_code == 200 and "<html" not in part and part.count("<article") == 1
    empty = visitor.post(page, "/ask", typed={"words": ""}, htmx=True)
    assert (empty.status_code, empty.headers["HX-Retarget"]) == (422, "#problem")


def test_a_stranger_is_answered_and_nothing_is_kept(home: Home, stranger: Visitor) -> None:
    page = ask(stranger, "how do we leave the study?")
    assert "How do we leave" not in page.title and "Leaving" in page.main
    assert turns(home) == [] and "Sign in to send a question" in page.main


def test_a_strangers_symptom_gets_the_numbers_and_is_reported_to_nobody(
    home: Home, stranger: Visitor
) -> None:
    page = ask(stranger, "she has a fever of 39.2, do you pay for parking?")
    assert "nothing was reported to anybody" in page.main
    assert "tel:911" in page.links and "tel:+12025550100" in page.links
    assert not reports(home) and turns(home) == []


def test_a_caregivers_own_symptom_is_asked_back_and_a_tap_carries_on(home: Home) -> None:
    visitor = home.visitor()
    page = ask(visitor, "i have a fever of 39")
    assert "Is this about your child, now?" in page.main.replace("Ana", "your child")
    page = visitor.press(page, "/whose", ("whose", "participant"))
    assert len(reports(home)) == 1 and "Nobody has seen this yet." in page.main


def test_somebody_elses_symptom_goes_to_the_team_and_gets_911(home: Home) -> None:
    visitor = home.visitor()
    page = visitor.press(ask(visitor, "i have a fever of 39"), "/whose", ("whose", "other"))
    assert not reports(home) and turns(home)[-1].kind is TurnKind.OTHER_PERSON
    assert "911" in page.main


def test_what_nobody_can_read_is_asked_about_once(home: Home) -> None:
    visitor = home.visitor()
    for _ in range(2):
        page = ask(visitor, "qwzx plmk vbrt")
        assert "We could not read that." in page.main
    waiting = home.look(lambda session: len(chat.conversation(session, home.mother.id, 9)))
    assert waiting == 2


def test_a_question_goes_to_the_team_with_one_tap_and_once(home: Home) -> None:
    visitor = home.visitor()
    page = ask(visitor, "will the study cure him?")
    page = visitor.press(page, "/team")
    assert "Nobody has answered it yet." in page.main
    asked = home.look(lambda session: list(session.exec(select(TeamQuestion))))
    assert [one.words for one in asked] == ["will the study cure him?"]
    assert not [form for form in page.forms if "/team" in form.action]


def test_a_passage_that_was_offered_is_one_tap_away(home: Home) -> None:
    visitor = home.visitor()
    page = visitor.press(visitor.get("/ask"), "/ask/passage", ("passage", "when-to-call"))
    assert turns(home)[-1].kind is TurnKind.CHOSEN
    assert "Call 911 now, or go to the nearest emergency room" in page.main
    answer = visitor.client.post(
        "/ask/passage",
        data={"passage": "no-such", "csrf_token": page.form("/ask").values("csrf_token")[0]},
    )
    assert answer.status_code == 404


def test_clearing_hides_and_keeps(home: Home) -> None:
    visitor = home.visitor()
    page = ask(visitor, "who sees our texts?")
    page = visitor.press(page, "/ask/clear")
    assert "who sees our texts?" not in page.main and "stays in the study's record" in page.main
    assert len(turns(home)) == 1


def test_nothing_of_a_participants_chat_stands_on_any_caregivers_page(home: Home) -> None:
    teen_phone(home)
    teen = home.visitor()
    for words in (SECRET, "could i be pregnant", f"took the ruxo but {SECRET}", "i have fever 39"):
        ask(teen, words)
    father = home.visitor(home.father)
    for address in ("/ask", "/today", "/log", "/symptoms"):
        page = father.get(f"{address}?lang=en")
        for word in ("so sad", "hate", "pregnant"):
            assert word not in page.main, address
    for turn in turns(home):
        assert turn.caregiver_id == home.mother.id
    for report in reports(home):
        father.get(f"/symptoms/{report.id}", status=404)


def test_before_the_first_message_it_says_who_sees_what(home: Home) -> None:
    assert "No other caregiver can see it." in home.visitor().get("/ask").main
    teen_phone(home)
    page = home.visitor().get("/ask")
    assert "No parent and no other caregiver can see it" in page.main
    assert "about a symptom or a dose, or when you send them a question" in page.main


def test_a_teen_gets_the_teen_voice(home: Home) -> None:
    teen_phone(home)
    ask(home.visitor(), "who sees what i write?")
    (turn,) = turns(home)
    assert turn.passages and turn.passages[0]["id"].startswith("teen-")


def test_a_symptom_that_is_only_asked_about_is_no_report(home: Home) -> None:
    ask(home.visitor(), "what if she throws up the medicine?")
    assert not reports(home)


def test_each_turn_is_in_the_trail_without_its_words(home: Home) -> None:
    ask(home.visitor(), "who sees our texts?")
    rows = home.look(
        lambda session: list(session.exec(select(Trail).where(Trail.what == "chatted")))
    )
    assert len(rows) == 1 and "texts?" not in str(rows[0].detail)


def test_after_words_of_self_harm_nothing_is_added_to_the_numbers(home: Home) -> None:
    teen_phone(home)
    page = ask(home.visitor(), "i want to die")
    (turn,) = turns(home)
    assert turn.kind is TurnKind.SYMPTOM_ESCALATE and "tel:988" in page.links


def test_when_every_page_of_a_family_is_closed_so_is_the_chat(home: Home) -> None:
    def died(session: Session) -> None:
        session.merge(home.child).state = State.DIED

    home.change(died)
    visitor = home.visitor()
    assert visitor.get("/ask").headings == ["Your study team"]


def test_an_expired_session_answers_as_for_a_stranger(home: Home) -> None:
    visitor = home.visitor()
    page = visitor.get("/ask")
    visitor.client.delete_cookie("visit")
    lost = visitor.press(box(page), "/ask", typed={"words": "she has a fever of 39.2"})
    assert "nothing was reported to anybody" in lost.main


def test_spanish_and_arabic_answer_in_their_own_words(home: Home) -> None:
    page = ask(home.visitor(home.father), "¿cómo salimos del estudio?")
    assert page.language == "es" and turns(home)[-1].language == "es"

    def arabic(session: Session) -> None:
        session.get_one(Caregiver, home.father.id).language = "ar"

    home.change(arabic)
    page = ask(home.visitor(home.father), "كيف نترك الدراسة؟")
    assert page.direction == "rtl" and turns(home)[-1].language == "ar"


def test_a_wish_to_leave_is_answered_and_nobody_is_withdrawn_by_it(home: Home) -> None:
    page = ask(home.visitor(), "we want to leave the study")
    assert "Tell a person on the team" in page.main
    assert [form for form in page.forms if form.action.endswith("/team")]
    assert home.look(lambda session: session.merge(home.child).state) is home.child.state


def test_the_first_load_stays_small_on_a_bad_line(home: Home) -> None:
    visitor = home.visitor()
    page = visitor.get("/ask")
    wanted = [link for link in page.html.split('"') if link.startswith("/static/")]
    assets = [link for link in wanted if ".css" in link or ".js" in link]
    squeezed = [
        visitor.client.get(link, headers={"Accept-Encoding": "gzip"}) for link in ["/ask", *assets]
    ]
    assert sum(len(answer.data) for answer in squeezed) <= 60_000
