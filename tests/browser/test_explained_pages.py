"""The explained study on a phone: no barrier in any language, and to read without a signal."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from portal.language import OFFERED
from portal.store.engine import transaction
from study.explained import passages
from tests import builders

LANGUAGES = [code for code in passages.languages() if code in OFFERED]
PAGES = ("", "/key-information", "/consent-fda-statement", "/study-sites", "/children", "/glossary",
         "/questions/study", "/print/after")  # fmt: skip


@pytest.fixture
def site(app: Flask) -> None:
    with app.app_context(), transaction() as session:
        builders.a_site(session)


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_explaining_page_has_no_barrier_and_fits_a_phone(
    site: None, page: Page, barriers: Callable[[Page], list[str]], lang: str
) -> None:
    for where in PAGES:
        page.goto(f"/study/{lang}{where}")
        assert barriers(page) == [] and fits(page), where


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_wide_dark_screen_is_served_too(
    site: None,
    phone: Callable[..., BrowserContext],
    barriers: Callable[[Page], list[str]],
    lang: str,
) -> None:
    wide = {"width": 1280, "height": 900}
    page = phone(color_scheme="dark", viewport=wide, is_mobile=False).new_page()
    for where in PAGES[:5]:
        page.goto(f"/study/{lang}{where}")
        assert barriers(page) == [] and fits(page), where


def test_a_word_is_explained_where_it_stands(site: None, page: Page) -> None:
    page.goto("/study/en/consent-risks")
    term = page.get_by_role("link", name="side effects")
    term.click()
    expect(page.locator(".explained-word")).to_be_visible()
    term.click()
    expect(page.locator(".explained-word")).to_have_count(0)


def test_without_scripts_a_word_leads_to_its_explanation(
    site: None, page_without_javascript: Page
) -> None:
    page = page_without_javascript
    page.goto("/study/en/consent-risks")
    page.get_by_role("link", name="side effects").click()
    expect(page.locator("dt:target")).to_have_text("side effect")
    page.goto("/study/en/questions/study")
    page.get_by_label("8 days").check()
    page.get_by_role("button", name="Show me").click()
    expect(page.get_by_text("We did not explain this well.")).to_be_visible()


def wait_until(page: Page, promised: str) -> None:
    """Until a promise of the page comes true; Playwright's own waiting takes a promise for true."""
    for _ in range(100):
        if page.evaluate(promised):
            return
        page.wait_for_timeout(50)
    raise AssertionError(promised)


def test_a_page_that_was_visited_can_be_read_without_a_signal(
    site: None, phone: Callable[..., BrowserContext]
) -> None:
    context = phone()
    page = context.new_page()
    page.goto("/study/en/when-to-call")
    wait_until(page, "async () => (await caches.match(location.href)) !== undefined")
    context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("When to call")
    expect(page.get_by_role("button", name="Call 911")).to_be_visible()
