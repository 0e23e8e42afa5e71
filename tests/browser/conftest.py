"""A real Chromium at phone size against a portal that really listens, on loopback only."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

import portal
import sms
from portal.config import Settings
from portal.store.engine import EXTENSION
from tests.browser import chromium
from tests.serving import serving
from tests.twilio_tools import MODULES

PHONE = {"width": 390, "height": 844}
FLAGS = [
    "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-quic", "--no-first-run", "--no-sandbox",
]
# WCAG 2.2 AA, and what axe's authors call good practice.
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def app(settings_for: Callable[..., Settings], sqlite_url: str) -> Iterator[Flask]:
    """One database kind is enough to see pages; the other tests cover both."""
    built = portal.create_app(settings_for(sqlite_url))
    sms.init_app(built)
    yield built
    built.extensions[EXTENSION].engine.dispose()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where `app` listens, without a slash at the end."""
    with serving(app) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    found = chromium.find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found.path, args=FLAGS, env={**os.environ, **found.environment}
        )
        yield browser
        browser.close()


@pytest.fixture
def phone(chrome: Browser, address: str) -> Iterator[Callable[..., BrowserContext]]:
    """Opens a phone of its own cookies: `phone(java_script_enabled=False, locale="es-US")`."""
    opened: list[BrowserContext] = []

    def open_phone(**options: Any) -> BrowserContext:
        given: dict[str, Any] = {
            "viewport": PHONE, "is_mobile": True, "has_touch": True, "locale": "en-US",
        }
        context = chrome.new_context(base_url=address, **(given | options))
        context.set_default_timeout(10_000)
        opened.append(context)
        return context

    yield open_phone
    for context in opened:
        context.close()


@pytest.fixture
def page(phone: Callable[..., BrowserContext]) -> Iterator[Page]:
    """A page on a phone; a script error or a refused resource fails the test."""
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        # Chromium also complains of what we answer on purpose: a refused form, a page not there.
        refused = " 422 " in message.text or message.location["url"] == opened.url
        if message.type == "error" and not ("Failed to load" in message.text and refused):
            complaints.append(message.text)

    opened = phone().new_page()
    opened.on("console", listen)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    assert not complaints


@pytest.fixture
def page_without_javascript(phone: Callable[..., BrowserContext]) -> Page:
    return phone(java_script_enabled=False).new_page()


@pytest.fixture(scope="session")
def barriers() -> Callable[[Page], list[str]]:
    """What axe finds on a page under WCAG 2.2 AA: rule, and the first places; empty when none."""
    source = (MODULES / "axe-core" / "axe.min.js").read_text("utf-8")

    def look(page: Page) -> list[str]:
        page.evaluate(source)
        found = page.evaluate(
            "(tags) => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", AXE_TAGS
        )
        return [
            f"{rule['id']}: {[node['html'][:120] for node in rule['nodes'][:3]]}"
            for rule in found["violations"]
        ]

    return look
