"""Signing in by a texted code: for enrolled phones only, and without telling who is enrolled."""

import json
import time
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from portal.actions.issue_code import issue_code
from portal.pages.family.sign_in import SAME_SECONDS
from portal.store import sealed
from portal.store.sessions import SignInChallenge, WebSession
from portal.store.texts import OutboundText
from portal.store.trail import Actor, Who
from tests.page import Page, Visitor
from tests.portal.pages.conftest import Home

MOTHER = "(202) 555-0120"
NOBODY = "(202) 555-0199"


def codes_sent(home: Home) -> list[str]:
    """The codes that wait to be texted, oldest first."""

    def query(session: Session) -> list[str]:
        rows = session.exec(select(OutboundText).where(OutboundText.kind == "SignInCode"))
        texts = sorted(rows, key=lambda text: text.created_at)
        return [sealed.code(json.loads(text.payload)["challenge"]) for text in texts]

    return home.look(query)


def ask(visitor: Visitor, number: str, status: int = 200) -> Page:
    page = visitor.get("/sign-in")
    return visitor.press(page, "/sign-in", typed={"phone": number}, status=status)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_an_enrolled_phone_gets_a_code_and_comes_to_today(home: Home, stranger: Visitor) -> None:
    page = ask(stranger, MOTHER)
    (code,) = codes_sent(home)
    landed = stranger.press(page, "/sign-in/code", typed={"code": f"{code[:3]} {code[3:]}"})
    assert landed.headings == ["Today"]
    assert "20" not in landed.title


def test_an_unknown_number_gets_the_same_answer_and_no_text(home: Home, stranger: Visitor) -> None:
    known, unknown = (
        stranger.post(stranger.get("/sign-in"), "/sign-in", typed={"phone": number})
        for number in (MOTHER, NOBODY)
    )
    assert (known.status_code, known.headers["Location"], len(known.data)) == (
        unknown.status_code, unknown.headers["Location"], len(unknown.data)
    )
    assert len(codes_sent(home)) == 1


def test_known_and_unknown_numbers_take_the_same_time(home: Home, stranger: Visitor) -> None:
    took = []
    for number in (MOTHER, NOBODY):
        page = stranger.get("/sign-in")
        started = time.monotonic()
        stranger.post(page, "/sign-in", typed={"phone": number})
        took.append(time.monotonic() - started)
    # The time is a floor above the work itself, so that queueing a text cannot be measured.
    assert min(took) >= SAME_SECONDS


def test_what_is_no_number_is_said_in_place(home: Home, stranger: Visitor) -> None:
    page = ask(stranger, "not a number", status=422)
    assert "area code" in page.main and not codes_sent(home)


def test_a_code_works_on_the_asking_browser_only(home: Home, stranger: Visitor) -> None:
    ask(stranger, MOTHER)
    other = Visitor(home.app)
    page = ask(other, NOBODY)
    refused = other.press(page, "/sign-in/code", typed={"code": codes_sent(home)[0]}, status=422)
    assert "did not work" in refused.main


def test_a_code_works_once(home: Home, stranger: Visitor) -> None:
    page = ask(stranger, MOTHER)
    code = codes_sent(home)[0]
    stranger.press(page, "/sign-in/code", typed={"code": code})
    again = stranger.post(page, "/sign-in/code", typed={"code": code})
    assert again.status_code == 422


def test_a_code_is_over_after_ten_minutes(home: Home, stranger: Visitor) -> None:
    page = ask(stranger, MOTHER)
    home.clock.advance(timedelta(minutes=10))
    page = stranger.press(page, "/sign-in/code", typed={"code": codes_sent(home)[0]}, status=422)
    assert "ask for a new one" in page.main


def test_the_sixth_try_is_refused_even_with_the_right_code(home: Home, stranger: Visitor) -> None:
    page = ask(stranger, MOTHER)
    code = codes_sent(home)[0]
    for _ in range(5):
        page = stranger.press(page, "/sign-in/code", typed={"code": wrong(code)}, status=422)
    page = stranger.press(page, "/sign-in/code", typed={"code": code}, status=422)
    assert "did not work" in page.main


def test_a_number_is_texted_three_codes_in_ten_minutes_at_most(
    home: Home, stranger: Visitor
) -> None:
    for _ in range(3):
        ask(stranger, MOTHER)
    page = ask(stranger, MOTHER, status=429)
    assert "wait" in page.main and len(codes_sent(home)) == 3


def test_an_unknown_number_meets_the_same_limit(home: Home, stranger: Visitor) -> None:
    for _ in range(3):
        ask(stranger, NOBODY)
    page = ask(stranger, NOBODY, status=429)
    assert "Too many codes" in page.main


def test_an_address_asks_ten_times_an_hour_at_most(home: Home, stranger: Visitor) -> None:
    stranger.client.environ_base["REMOTE_ADDR"] = "203.0.113.9"
    for number in range(10):
        ask(stranger, f"(202) 555-01{50 + number}")
    ask(stranger, MOTHER, status=429)
    assert not codes_sent(home)


def test_staff_read_a_code_to_a_family_without_texts(home: Home, stranger: Visitor) -> None:
    codes: list[str] = []

    def issue(session: Session) -> None:
        who = Who(actor=Actor.STAFF, id=home.nurse.id, site_id=home.site.id)
        code = issue_code(
            session, caregiver=home.mother, staff_id=home.nurse.id, who=who, now=home.clock()
        )
        codes.append(code)

    home.change(issue)
    page = ask(stranger, MOTHER)
    assert stranger.press(page, "/sign-in/code", typed={"code": codes[0]}).headings == ["Today"]
    other = Visitor(home.app)
    other.press(ask(other, MOTHER), "/sign-in/code", typed={"code": codes[0]}, status=422)


def test_no_code_and_no_number_is_stored_in_the_clear(home: Home, stranger: Visitor) -> None:
    ask(stranger, MOTHER)
    (code,) = codes_sent(home)
    challenges = home.look(lambda session: list(session.exec(select(SignInChallenge))))
    kept = " ".join(repr(one.model_dump()) for one in challenges)
    assert code not in kept and "5550120" not in kept


def test_a_phone_is_remembered_for_thirty_days_and_no_longer(
    home: Home, stranger: Visitor
) -> None:
    page = ask(stranger, MOTHER)
    stranger.press(page, "/sign-in/code", typed={"code": codes_sent(home)[0]})
    home.clock.advance(timedelta(days=29))
    assert stranger.get("/today").headings == ["Today"]
    home.clock.advance(timedelta(days=2))
    assert stranger.get("/today").headings == ["Sign in"]


def test_a_borrowed_phone_is_forgotten_after_half_a_day(home: Home, stranger: Visitor) -> None:
    page = ask(stranger, MOTHER)
    typed = {"code": codes_sent(home)[0], "remember": ""}
    stranger.press(page, "/sign-in/code", typed=typed)
    home.clock.advance(timedelta(hours=13))
    assert stranger.get("/today").headings == ["Sign in"]


def test_signing_out_ends_the_session_in_the_database(home: Home) -> None:
    visitor = home.visitor()
    landed = visitor.press(visitor.get("/today"), "/sign-out")
    assert landed.headings == ["Welcome"]
    ended = home.look(lambda session: [row.ended_at for row in session.exec(select(WebSession))])
    assert ended == [home.clock()]


def test_signing_out_everywhere_ends_the_other_phone_too(home: Home) -> None:
    one = home.visitor()
    home.clock.advance(timedelta(seconds=1))
    other = home.visitor()
    one.press(one.get("/today"), "/sign-out", ("everywhere", "yes"))
    assert other.get("/today").headings == ["Sign in"]


@pytest.mark.parametrize("address", ["//evil.example", "/\\evil.example", "https://evil.example"])
def test_signing_in_never_leads_to_another_site(
    home: Home, stranger: Visitor, address: str
) -> None:
    page = stranger.get(f"/sign-in?next={address}")
    assert "evil" not in page.html
    code_page = ask(stranger, MOTHER)
    answer = stranger.post(
        code_page, "/sign-in/code", typed={"code": codes_sent(home)[0], "next": address}
    )
    assert answer.headers["Location"] == "/today"
