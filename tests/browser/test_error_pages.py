"""The page for what is not there, as a phone shows it."""

from collections.abc import Callable

from playwright.sync_api import Page


def test_a_page_that_is_not_there_reads_well_on_a_phone(
    page_without_javascript: Page, page: Page, barriers: Callable[[Page], list[str]]
) -> None:
    answer = page_without_javascript.goto("/nothing-here")
    assert answer is not None and answer.status == 404
    page.goto("/nothing-here")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
