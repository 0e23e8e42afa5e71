"""Staff sign in with a password and an authenticator, and are signed out again."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import Session

from portal.actions.disable_staff import disable_staff
from portal.store import credentials, trail
from portal.store.engine import transaction
from portal.store.staff import Staff
from tests import builders
from tests.moving_clock import MovingClock
from tests.page import Page, Visitor

EMAIL, PASSWORD = "nurse@example.org", "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def member(app: Flask, clock: MovingClock) -> Staff:
    with app.app_context(), transaction() as session:
        site = builders.a_site(session)
        row = builders.a_staff_member(session, site, email=EMAIL)
        row.password_hash = credentials.hash_password(PASSWORD)
        row.totp_secret = SECRET
        return row


def _first_step(visitor: Visitor, email: str = EMAIL, password: str = PASSWORD) -> Page:
    page = visitor.get("/team/sign-in")
    answer = visitor.post(page, "/team/sign-in", typed={"email": email, "password": password})
    if answer.status_code == 303:
        return visitor.get(answer.headers["Location"])
    return Page(answer)


def _second_step(visitor: Visitor, page: Page, code: str, status: int = 200) -> Page:
    return visitor.press(page, "/team/sign-in/code", typed={"code": code}, status=status)


def test_password_and_authenticator_lead_to_the_work_list(
    app: Flask, member: Staff, clock: MovingClock
) -> None:
    visitor = Visitor(app)
    page = _first_step(visitor)
    assert page.headings == ["Code of your authenticator"]
    assert visitor.get("/team").headings == ["Sign in for the study team"]
    page = visitor.get("/team/sign-in/code")
    landed = _second_step(visitor, page, credentials.totp_code(SECRET, clock()))
    assert landed.headings == ["Work list"]


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    app: Flask, member: Staff
) -> None:
    wrong = _first_step(Visitor(app), password="not the password")
    unknown = _first_step(Visitor(app), email="nobodx@example.org", password="not the password")
    assert wrong.status == unknown.status == 422
    assert wrong.main == unknown.main


def test_a_password_alone_opens_nothing(app: Flask, member: Staff) -> None:
    visitor = Visitor(app)
    _first_step(visitor)
    assert visitor.get("/team/families").headings == ["Sign in for the study team"]


def test_a_code_of_the_authenticator_works_once(
    app: Flask, member: Staff, clock: MovingClock
) -> None:
    code = credentials.totp_code(SECRET, clock())
    first, second = Visitor(app), Visitor(app)
    _second_step(first, _first_step(first), code)
    again = _second_step(second, _first_step(second), code, status=422)
    assert "did not work" in again.text


def test_five_wrong_codes_void_the_sign_in(app: Flask, member: Staff, clock: MovingClock) -> None:
    visitor = Visitor(app)
    page = _first_step(visitor)
    right = credentials.totp_code(SECRET, clock())
    wrong = f"{(int(right) + 500_000) % 1_000_000:06}"
    for _ in range(5):
        page = _second_step(visitor, page, wrong, status=422)
    page = _second_step(visitor, page, right, status=422)
    assert "did not work" in page.text


def test_a_code_works_only_in_the_browser_that_gave_the_password(
    app: Flask, member: Staff, clock: MovingClock
) -> None:
    visitor, thief = Visitor(app), Visitor(app)
    page = _first_step(visitor)
    thief.get("/team/sign-in")
    with visitor.client.session_transaction() as mine:
        challenge = mine["staff_challenge"]
    with thief.client.session_transaction() as theirs:
        theirs["staff_challenge"] = challenge
    page = thief.get("/team/sign-in/code")
    page = _second_step(thief, page, credentials.totp_code(SECRET, clock()), status=422)
    assert "did not work" in page.text


def test_many_tries_for_one_name_are_refused_even_with_the_right_password(
    app: Flask, member: Staff
) -> None:
    for _ in range(10):
        _first_step(Visitor(app), password="not the password")
    page = _first_step(Visitor(app))
    assert page.status == 422


def test_a_session_ends_after_fifteen_idle_minutes(
    app: Flask, member: Staff, clock: MovingClock
) -> None:
    visitor = _signed_in(app, member, clock)
    clock.advance(timedelta(minutes=14))
    assert visitor.get("/team").headings == ["Work list"]
    clock.advance(timedelta(minutes=14))
    assert visitor.get("/team").headings == ["Work list"]
    clock.advance(timedelta(minutes=16))
    assert visitor.get("/team").headings == ["Sign in for the study team"]


def test_a_page_that_renews_itself_keeps_no_session_open(
    app: Flask, member: Staff, clock: MovingClock
) -> None:
    visitor = _signed_in(app, member, clock)
    for _ in range(16):
        clock.advance(timedelta(minutes=1))
        visitor.client.get("/team?live=x", headers={"HX-Request": "true"})
    answer = visitor.client.get("/team?live=x", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"].startswith("/team/sign-in")


def test_a_session_ends_after_eight_hours_in_any_case(
    app: Flask, member: Staff, clock: MovingClock
) -> None:
    visitor = _signed_in(app, member, clock)
    for _ in range(48):
        clock.advance(timedelta(minutes=10))
        page = visitor.get("/team")
    assert page.headings == ["Sign in for the study team"]


def test_signing_out_ends_the_session_on_the_server(
    app: Flask, member: Staff, clock: MovingClock
) -> None:
    visitor = _signed_in(app, member, clock)
    token = visitor.client.get_cookie("visit")
    assert token is not None
    visitor.press(visitor.get("/team"), "/team/sign-out")
    visitor.client.set_cookie("visit", token.value)
    assert visitor.get("/team").headings == ["Sign in for the study team"]


def test_a_disabled_account_is_out_at_once(app: Flask, member: Staff, clock: MovingClock) -> None:
    visitor = _signed_in(app, member, clock)
    with app.app_context(), transaction() as session:
        disable_staff(session, member=_again(session, member), who=trail.CLOCK, now=clock())
    assert visitor.get("/team").headings == ["Sign in for the study team"]
    page = _first_step(Visitor(app))
    assert page.status == 422


def test_a_new_password_needs_the_old_one_and_signs_the_other_browsers_out(
    app: Flask, member: Staff, clock: MovingClock
) -> None:
    here, there = _signed_in(app, member, clock), _signed_in(app, member, clock)
    page = here.get("/team/account")
    typed = {"old": "not the password", "new": "another long password"}
    page = here.press(page, "/team/account/password", typed=typed, status=422)
    assert "not your present password" in page.text
    short = {"old": PASSWORD, "new": "short"}
    page = here.press(page, "/team/account/password", typed=short, status=422)
    page = here.press(page, "/team/account/password", typed=typed | {"old": PASSWORD})
    assert "The new password is kept" in page.text
    assert there.get("/team").headings == ["Sign in for the study team"]
    assert _first_step(Visitor(app), password=PASSWORD).status == 422


def test_only_the_teams_own_pages_follow_a_sign_in(
    app: Flask, member: Staff, clock: MovingClock
) -> None:
    visitor = Visitor(app)
    page = visitor.get("/team/sign-in?next=https://elsewhere.example/team")
    typed = {"email": EMAIL, "password": PASSWORD}
    page = visitor.press(page, "/team/sign-in", typed=typed)
    landed = _second_step(visitor, page, credentials.totp_code(SECRET, clock()))
    assert landed.headings == ["Work list"]


def _signed_in(app: Flask, member: Staff, clock: MovingClock) -> Visitor:
    with app.app_context(), transaction() as session:
        token = builders.a_visit(session, member, clock())
    visitor = Visitor(app)
    visitor.client.set_cookie("visit", token)
    return visitor


def _again(session: Session, member: Staff) -> Staff:
    return session.get_one(Staff, member.id)
