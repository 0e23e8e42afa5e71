"""The team's pages in a real browser: on a phone and a desk, renewed in place, without scripts."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Dialog, Page, expect

from portal.store.alerts import Alert, AlertState
from portal.store.staff import Role
from tests.moving_clock import MovingClock
from tests.portal.pages.everyone import Everyone, everyone

DESK = {"width": 1280, "height": 900}
OF_CHILD = ("", "/messages", "/plan", "/state", "/state/died", "/people", "/reading", "/trail")
TEAM = ("", "/families", "/enrol", "/rota", "/site", "/site/live", "/staff", "/account")


@pytest.fixture
def all_of_it(app: Flask, clock: MovingClock) -> Everyone:
    return everyone(app)


def _sign_in(context: BrowserContext, all_of_it: Everyone, address: str, role: Role) -> None:
    client = all_of_it.browser(role.value)
    cookie = client.get_cookie("visit")
    assert cookie is not None
    context.add_cookies([{"name": "visit", "value": cookie.value, "url": address}])


def _addresses(all_of_it: Everyone) -> list[str]:
    things = all_of_it.things
    child = f"/team/participants/{things['participant_id']}"
    return [
        *(f"/team{place}" for place in TEAM),
        *(f"{child}{place}" for place in OF_CHILD),
        f"/team/alerts/{things['alert_id']}",
        f"/team/tasks/{things['task_id']}",
        f"/team/slots/{things['slot_id']}",
        f"/team/caregivers/{things['caregiver_id']}/remove",
        f"/team/caregivers/{things['caregiver_id']}/rights",
        f"/team/staff/{things['staff_id']}/disable",
    ]


def test_no_page_has_a_barrier_or_scrolls_sideways_on_a_phone(
    page: Page, all_of_it: Everyone, address: str, barriers: Callable[[Page], list[str]]
) -> None:
    _sign_in(page.context, all_of_it, address, Role.ADMIN)
    found = {}
    for place in _addresses(all_of_it):
        answer = page.goto(place)
        assert answer is not None and answer.status == 200, place
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        if seen := barriers(page) + ["too wide"] * wide:
            found[place] = seen
    assert not found


def test_the_sign_in_pages_have_no_barrier(
    page: Page, barriers: Callable[[Page], list[str]]
) -> None:
    page.goto("/team/sign-in")
    assert barriers(page) == []


def test_a_renewal_shows_what_is_new_and_keeps_the_focus(
    phone: Callable[..., BrowserContext], all_of_it: Everyone, address: str
) -> None:
    context = phone(viewport=DESK, is_mobile=False, has_touch=False)
    _sign_in(context, all_of_it, address, Role.COORDINATOR)
    page = context.new_page()
    page.clock.install()
    page.goto("/team")
    button = f"take-{all_of_it.things['alert_id']}"
    page.locator(f"#{button}").focus()
    with all_of_it.team.session() as session:
        all_of_it.team.text(session, "later", "one more question").needs_person = True
    page.clock.fast_forward(11_000)
    expect(page.get_by_text("one more question")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == button


def test_what_is_being_typed_stays_while_the_alert_is_renewed(
    page: Page, all_of_it: Everyone, address: str
) -> None:
    alert_id = all_of_it.things["alert_id"]
    _sign_in(page.context, all_of_it, address, Role.COORDINATOR)
    page.clock.install()
    page.goto(f"/team/alerts/{alert_id}")
    page.get_by_label("What happened, and what was done").fill("Phoned the mo")
    with all_of_it.team.session() as session:
        session.get_one(Alert, alert_id).cannot_text = True
    page.clock.fast_forward(11_000)
    expect(page.get_by_text("It cannot be texted: call.")).to_be_visible()
    page.keyboard.type("ther")
    expect(page.get_by_label("What happened, and what was done")).to_have_value("Phoned the mother")


def test_an_alert_is_taken_and_resolved_without_scripts(
    page_without_javascript: Page, all_of_it: Everyone, address: str
) -> None:
    page, alert_id = page_without_javascript, all_of_it.things["alert_id"]
    _sign_in(page.context, all_of_it, address, Role.COORDINATOR)
    page.goto("/team")
    page.get_by_role("button", name="I take this").click()
    expect(page.get_by_text("Taken by Robin Vale")).to_be_visible()
    page.get_by_label("What happened, and what was done").fill("Phoned, in clinic.")
    page.get_by_role("button", name="Resolve the alert").click()
    expect(page.get_by_text("No alert is open.")).to_be_visible()
    with all_of_it.team.session() as session:
        assert session.get_one(Alert, alert_id).state is AlertState.RESOLVED


def test_words_of_a_family_never_run_as_code(page: Page, all_of_it: Everyone, address: str) -> None:
    _sign_in(page.context, all_of_it, address, Role.MONITOR)
    ran: list[str] = []

    def notice(dialog: Dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", notice)
    page.goto("/team")
    expect(page.get_by_text("<script>alert(1)</script>").first).to_be_visible()
    assert ran == []
