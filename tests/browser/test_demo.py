"""The whole loop as a newcomer sees it in a browser: a fever, a page, an answer to it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from sms.schedule import Clock
from tests.moving_clock import MovingClock
from tests.running_demo import Demo, running_demo, seed_into

SOON = 20_000


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeded")
    seed_into(folder)
    return folder


@pytest.fixture
def running(seeded: Path, tmp_path: Path, clock: MovingClock) -> Iterator[Demo]:
    """The demo with its real clock, whose threads tick; the time of day stands still."""
    with running_demo(seeded, tmp_path / "instance", clock) as demo:
        ticking = Clock(demo.app)
        ticking.start()
        yield demo
        ticking.stop()


@pytest.fixture
def app(running: Demo) -> Flask:
    return running.app


@pytest.fixture
def address(running: Demo) -> str:
    return running.address


def say(page: Page, phone: str, words: str) -> None:
    page.fill(f"#words-{phone}", words)
    page.locator(f"#phone-{phone} button").click()


def screen(page: Page, phone: str) -> str:
    return page.locator(f"#phone-{phone} .lines").inner_text()


def test_a_fever_is_answered_paged_and_taken_while_one_watches(page: Page) -> None:
    page.goto("/phones")
    say(page, "0120", "she has a fever, 101.5 in the mouth")
    family = page.locator("#phone-0120 .lines")
    expect(family).to_contain_text("Call your study team now", timeout=SOON)
    pager = page.locator("#phone-0130 .lines")
    expect(pager).to_contain_text("ALERT T2 K-101", timeout=SOON)
    code = re.findall(r"Reply ACK (\d+)", screen(page, "0130"))[0]
    say(page, "0130", f"ACK {code}")
    expect(pager).to_contain_text("You have K-101", timeout=SOON)
    expect(family).to_contain_text("A person on the team has your message", timeout=SOON)


def test_the_phones_work_without_scripts(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/phones")
    say(page, "0122", "tiene fiebre de 39 en la boca")
    assert page.url.endswith("/phones#phone-0122")
    for _ in range(100):
        if "911" in screen(page, "0122").split("tiene fiebre")[-1]:
            break
        page.wait_for_timeout(200)
        page.reload()
    assert "911" in screen(page, "0122")
    assert "tiene fiebre de 39" in screen(page, "0122")


def test_nothing_stands_in_the_way_of_using_the_phones(
    phone: Callable[..., BrowserContext], barriers: Callable[[Page], list[str]]
) -> None:
    page = phone(bypass_csp=True).new_page()
    page.goto("/phones")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
