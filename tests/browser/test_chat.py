"""The chat on a phone in a real browser: a question, a refusal, a fever, Arabic, no scripts."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from portal.store import alerts
from portal.store.engine import reading, transaction
from portal.store.families import Caregiver
from study.answers import answer
from study.explained.passages import languages
from tests.browser.test_family_pages import Home, fits, small_targets
from tests.moving_clock import MovingClock


@pytest.fixture(scope="session", autouse=True)
def _words_are_read() -> None:
    """As a server does before it serves: no first question waits for the word lists."""
    for language in languages():
        answer("study", language=language)


@pytest.fixture
def home(app: Flask, clock: MovingClock, address: str) -> Home:
    return Home(app, clock, address)


def speaks(home: Home, language: str) -> None:
    with home.app.app_context(), transaction() as session:
        session.get_one(Caregiver, home.mother.id).language = language


def ask(page: Page, words: str) -> None:
    page.locator("#words").fill(words)
    page.locator("#ask-form button").click()


def test_a_question_is_answered_below_the_last_and_the_box_is_ready(
    home: Home, page: Page, barriers: Callable[[Page], list[str]]
) -> None:
    home.sign_in(page.context)
    page.goto("/ask")
    assert barriers(page) == [] and fits(page) and small_targets(page) == []
    ask(page, "how do we leave the study?")
    answers = page.locator("#turns .turn")
    expect(answers).to_have_count(1)
    expect(answers.first.get_by_role("heading", name="Leaving the study")).to_be_visible()
    expect(page.locator("#words")).to_be_focused()
    expect(page.locator("#words")).to_have_value("")
    ask(page, "who sees our texts?")
    expect(answers).to_have_count(2)
    assert barriers(page) == [] and fits(page) and small_targets(page) == []


def test_a_refusal_goes_to_the_team_with_one_tap(home: Home, page: Page) -> None:
    home.sign_in(page.context)
    page.goto("/ask")
    ask(page, "can i give it two hours late?")
    expect(page.get_by_text("I cannot tell you what to do about a dose")).to_be_visible()
    page.get_by_role("button", name="Send this question to the team").click()
    expect(page.get_by_text("Nobody has answered it yet.")).to_be_visible()
    expect(page.get_by_role("button", name="Send this question to the team")).to_have_count(0)


def test_a_fever_says_call_first_and_pages(
    home: Home, page: Page, barriers: Callable[[Page], list[str]]
) -> None:
    home.sign_in(page.context)
    page.goto("/ask")
    ask(page, "who pays for parking? also she is 39.2 in the mouth")
    card = page.locator("#turns .box.danger")
    expect(card).to_contain_text("Call your study team now")
    expect(page.get_by_text("Nobody has seen this yet.")).to_be_visible()
    assert barriers(page) == [] and fits(page)
    with home.app.app_context(), reading() as session:
        assert alerts.unresolved_of(session, home.child_id) is not None


def test_arabic_reads_from_right_to_left_in_its_own_words(
    home: Home, page: Page, barriers: Callable[[Page], list[str]]
) -> None:
    speaks(home, "ar")
    home.sign_in(page.context)
    page.goto("/ask")
    assert page.locator("html").get_attribute("dir") == "rtl"
    ask(page, "كيف نترك الدراسة؟")
    expect(page.locator("#turns .reply").first).to_have_attribute("lang", "ar")
    assert barriers(page) == [] and fits(page) and small_targets(page) == []


def test_without_scripts_the_same_address_answers(
    home: Home, phone: Callable[..., BrowserContext]
) -> None:
    context = phone(java_script_enabled=False)
    home.sign_in(context)
    page = context.new_page()
    page.goto("/ask")
    ask(page, "how do we leave the study?")
    expect(page.get_by_role("heading", name="Leaving the study")).to_be_visible()
    assert "/ask#turn-" in page.url
    ask(page, "")
    expect(page.get_by_text("Please write your question first.")).to_be_visible()


def test_a_stranger_without_scripts_is_told_that_nobody_was_told(
    home: Home, phone: Callable[..., BrowserContext]
) -> None:
    page = phone(java_script_enabled=False).new_page()
    page.goto("/ask")
    ask(page, "she has a fever of 39.2")
    expect(page.get_by_text("nothing was reported to anybody")).to_be_visible()


def test_what_is_too_long_stays_in_the_box(home: Home, page: Page) -> None:
    home.sign_in(page.context)
    page.goto("/ask")
    ask(page, "x" * 1700)
    expect(page.locator("#problem")).to_contain_text("too long")
    expect(page.locator("#words")).to_have_value("x" * 1700)


def test_words_that_do_not_reach_us_stay_and_it_is_said_loudly(
    home: Home, phone: Callable[..., BrowserContext]
) -> None:
    context = phone()
    home.sign_in(context)
    page = context.new_page()
    page.goto("/ask")
    context.set_offline(True)
    ask(page, "who sees our texts?")
    expect(page.locator("#trouble")).to_be_visible()
    expect(page.locator("#words")).to_have_value("who sees our texts?")


def test_the_keyboard_alone_asks_and_clears(home: Home, page: Page) -> None:
    home.sign_in(page.context)
    page.goto("/ask")
    page.locator("#words").focus()
    page.keyboard.type("who sees our texts?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#turns .turn")).to_have_count(1)
    page.reload()
    page.get_by_text("Clear my chat").first.click()
    page.get_by_role("button", name="Clear my chat").click()
    expect(page.locator("#turns .turn")).to_have_count(0)
    expect(page.get_by_role("status")).to_contain_text("stays in the study's record")
