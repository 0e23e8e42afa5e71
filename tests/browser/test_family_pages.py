"""The family's pages on a phone in a real browser: by touch, by keyboard, and without scripts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from portal.actions.acknowledge_alert import acknowledge_alert
from portal.store import alerts, doses
from portal.store.engine import reading, transaction
from portal.store.families import Caregiver
from portal.store.staff import PagerContact
from portal.store.trail import Actor, Who
from study.doses import DoseStatus
from tests.moving_clock import MovingClock
from tests.page import Visitor
from tests.portal.actions.household import EVENING, Household, move_in

PAGES = ("/today", "/symptoms", "/log")
PUBLIC = ("/", "/sign-in", "/sign-in/code", "/interpreter", "/symptoms")


class Home:
    """An enrolled family at five past eight in the evening; `cookie` signs its mother in."""

    def __init__(self, app: Flask, clock: MovingClock, address: str) -> None:
        self.app, self.address = app, address
        with app.app_context(), transaction() as session:
            household: Household = move_in(session)
            self.mother: Caregiver = household.mother
            self.child_id, self.pager_id = household.child.id, household.pager.id
            self.evening = household.checkin(EVENING).id
            self.slot = household.slot(EVENING).id
            clock.set(household.at(20) + timedelta(minutes=5))
        self.now = clock()

    def sign_in(self, context: BrowserContext) -> None:
        visitor = Visitor(self.app).sign_in(self.mother.id, self.now)
        cookie = visitor.client.get_cookie("visit")
        assert cookie is not None
        context.add_cookies([{"name": "visit", "value": cookie.value, "url": self.address}])

    def somebody_takes_it(self) -> None:
        with self.app.app_context(), transaction() as session:
            alert = alerts.unresolved_of(session, self.child_id)
            assert alert is not None
            contact = session.get(PagerContact, self.pager_id)
            who = Who(actor=Actor.CONTACT, id=self.pager_id)
            acknowledge_alert(
                session, alert=alert, who=who, how="sms", now=self.now, contact=contact
            )

    def standing(self) -> DoseStatus | None:
        with self.app.app_context(), reading() as session:
            found = doses.booked(session, [self.slot]).get(self.slot)
            return found.status if found else None


@pytest.fixture
def home(app: Flask, clock: MovingClock, address: str) -> Home:
    return Home(app, clock, address)


def fits(page: Page) -> bool:
    """Nothing has to be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def small_targets(page: Page) -> list[str]:
    """Buttons and tick boxes too small for a thumb: under 44 by 44 CSS pixels."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('button, [role=button], label.option, nav a')]
            .filter(one => one.offsetParent && !one.matches('.skip'))
            .filter(one => one.offsetHeight < 44 || one.offsetWidth < 44)
            .map(one => one.outerHTML.slice(0, 80))"""
    )
    return found


@pytest.mark.parametrize("where", PUBLIC)
def test_a_public_page_has_no_barrier_and_fits_a_phone(
    home: Home, page: Page, barriers: Callable[[Page], list[str]], where: str
) -> None:
    page.goto(where)
    assert barriers(page) == [] and fits(page) and small_targets(page) == []


@pytest.mark.parametrize("where", PAGES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_family_page_has_no_barrier_and_fits_a_phone(
    home: Home, page: Page, barriers: Callable[[Page], list[str]], where: str, language: str
) -> None:
    home.sign_in(page.context)
    page.goto(f"{where}?lang={language}")
    for summary in page.locator("summary").all():
        summary.click()
    assert barriers(page) == [] and fits(page) and small_targets(page) == []


def test_the_page_of_words_to_act_on_has_no_barrier(
    home: Home, page: Page, barriers: Callable[[Page], list[str]]
) -> None:
    home.sign_in(page.context)
    page.goto("/symptoms")
    page.get_by_label("Number on the thermometer").fill("101.5")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Call your study team now")
    assert barriers(page) == [] and fits(page) and small_targets(page) == []


def test_the_page_says_by_itself_that_a_person_has_it(home: Home, page: Page) -> None:
    home.sign_in(page.context)
    page.clock.install()
    page.goto("/symptoms")
    page.get_by_label("Very sleepy, but wakes up").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Nobody has seen this yet.")).to_be_visible()
    home.somebody_takes_it()
    page.clock.fast_forward(11_000)
    expect(page.get_by_text("A person on the team has your message")).to_be_visible()


def test_a_dark_and_narrow_phone_is_served_too(
    home: Home, phone: Callable[..., BrowserContext], barriers: Callable[[Page], list[str]]
) -> None:
    context = phone(color_scheme="dark", viewport={"width": 320, "height": 640})
    home.sign_in(context)
    page = context.new_page()
    for address in PAGES:
        page.goto(address)
        assert barriers(page) == [] and fits(page)


def test_given_is_one_tap_and_stays_on_the_page(home: Home, page: Page) -> None:
    home.sign_in(page.context)
    page.goto("/today")
    card = page.locator(f"#checkin-{home.evening}")
    card.get_by_role("button", name="Given").first.click()
    expect(card.get_by_role("status")).to_have_text("Saved.")
    expect(card.get_by_role("status")).to_be_focused()
    assert home.standing() is DoseStatus.GIVEN


def test_given_works_without_scripts(home: Home, phone: Callable[..., BrowserContext]) -> None:
    context = phone(java_script_enabled=False)
    home.sign_in(context)
    page = context.new_page()
    page.goto("/today")
    card = page.locator(f"#checkin-{home.evening}")
    card.get_by_role("button", name="Given").first.click()
    expect(card.get_by_role("status")).to_have_text("Saved.")
    assert home.standing() is DoseStatus.GIVEN


def test_a_fever_is_reported_without_scripts(
    home: Home, phone: Callable[..., BrowserContext]
) -> None:
    context = phone(java_script_enabled=False)
    home.sign_in(context)
    page = context.new_page()
    page.goto("/symptoms")
    page.get_by_label("Number on the thermometer").fill("101.5")
    page.get_by_label("Where was it taken?").select_option("mouth")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Nobody has seen this yet.")).to_be_visible()


def test_a_wrong_time_is_said_in_place_by_htmx(home: Home, page: Page) -> None:
    home.sign_in(page.context)
    page.goto("/today")
    card = page.locator(f"#checkin-{home.evening}")
    card.locator("summary").click()
    card.get_by_label("At another time").check()
    card.locator("input[type=time]").fill("23:45")
    card.locator("details").get_by_role("button", name="Given", exact=True).click()
    expect(card.get_by_role("alert")).to_contain_text("still to come")
    assert home.standing() is None


def test_a_tap_that_does_not_reach_us_is_said_loudly(
    home: Home, phone: Callable[..., BrowserContext]
) -> None:
    context = phone()
    home.sign_in(context)
    page = context.new_page()
    page.goto("/today")
    context.set_offline(True)
    page.get_by_role("button", name="Given").first.click()
    expect(page.locator("#trouble")).to_be_visible()
    assert home.standing() is None


def test_the_keyboard_reaches_everything_in_order(home: Home, page: Page) -> None:
    home.sign_in(page.context)
    page.goto("/today")
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.innerText || document.activeElement.id"))
    assert seen[0] == "Skip to the main part"
    assert any("911" in one for one in seen[:4])
    assert "Today" in seen


def test_the_first_things_on_every_page_are_the_emergency_buttons(home: Home, page: Page) -> None:
    home.sign_in(page.context)
    for address in PAGES:
        page.goto(address)
        box = page.locator(".emergency a").first.bounding_box()
        assert box is not None and box["y"] + box["height"] < 200


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_emergency_buttons_are_alike_read_from_either_side(
    home: Home, page: Page, language: str
) -> None:
    page.goto(f"/?lang={language}")
    corners = page.locator(".emergency a").evaluate_all(
        """all => all.map(one => { const style = getComputedStyle(one); return [
          style.borderTopLeftRadius, style.borderTopRightRadius,
          style.borderBottomLeftRadius, style.borderBottomRightRadius,
          style.marginLeft, style.marginRight].join(" "); })"""
    )
    assert len(corners) == 2 and len(set(corners)) == 1
    assert len(set(corners[0].split()[:4])) == 1 and not corners[0].startswith("0px")
