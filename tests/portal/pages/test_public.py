"""What anybody can see: neutral words, the emergency buttons, a language, an interpreter."""

import pytest

from portal.store import tasks
from tests.page import HTMX, Page, Visitor
from tests.portal.pages.conftest import Home

NAMED = ("HLH", "HLHRUXO", "ruxolitinib", "dexamethasone", "Jakafi", "lymphohistiocytosis")
PUBLIC = ("/", "/sign-in", "/sign-in/code", "/interpreter", "/symptoms", "/nothing-here")


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_names_no_disease_medicine_or_study(
    home: Home, stranger: Visitor, address: str
) -> None:
    page = stranger.get(address, status=404 if "nothing" in address else 200)
    assert not [word for word in NAMED if word.lower() in page.html.lower()]


@pytest.mark.parametrize("address", PUBLIC)
def test_every_page_says_that_nobody_watches_and_whom_to_call(
    home: Home, stranger: Visitor, address: str
) -> None:
    page = stranger.get(address, status=404 if "nothing" in address else 200)
    assert "not watched 24 hours" in page.text
    assert "tel:+12025550100" in page.links


def test_the_first_page_is_honest_about_what_it_is(home: Home, stranger: Visitor) -> None:
    text = stranger.get("/").main
    assert "not a medical device" in text and "IRB" in text


def test_a_visitor_chooses_spanish_and_keeps_it(home: Home, stranger: Visitor) -> None:
    page = stranger.press(stranger.get("/"), "/language", ("language", "es"))
    assert page.language == "es" and "traduj" in page.text
    assert stranger.get("/sign-in").language == "es"


def test_a_draft_translation_has_the_english_page_one_tap_away(
    home: Home, stranger: Visitor
) -> None:
    stranger.press(stranger.get("/"), "/language", ("language", "es"))
    assert stranger.get("/sign-in?lang=en").language == "en"
    assert stranger.get("/sign-in").language == "es"


def test_an_interpreter_is_asked_for_with_one_tap(home: Home) -> None:
    visitor = home.visitor()
    page = visitor.press(visitor.get("/today"), "/interpreter")
    assert "Nobody has seen it yet" in page.main
    visitor.press(visitor.get("/today"), "/interpreter")
    assert open_tasks(home) == ["interpreter"]


def test_a_stranger_gets_the_number_and_opens_no_task(home: Home, stranger: Visitor) -> None:
    page = stranger.press(stranger.get("/"), "/interpreter")
    assert "Vietnamese" in page.main and open_tasks(home) == []


def test_a_form_without_its_token_is_refused_in_plain_words(
    home: Home, stranger: Visitor
) -> None:
    answer = stranger.client.post("/sign-in", data={"phone": "2025550120"})
    page = Page(answer)
    assert page.status == 400 and "nothing was saved" in page.main


def test_a_history_restore_gets_the_whole_page(home: Home) -> None:
    visitor = home.visitor()
    part = visitor.client.get("/today", headers=HTMX)
    assert "<html" not in part.get_data(as_text=True) and "HX-Request" in part.headers["Vary"]
    whole = visitor.client.get(
        "/today", headers=HTMX | {"HX-History-Restore-Request": "true"}
    )
    assert Page(whole).headings == ["Today"]


def test_the_first_load_of_the_day_is_small(home: Home) -> None:
    visitor = home.visitor()
    page = visitor.get("/today")
    wanted = [link for link in page.html.split('"') if link.startswith("/static/")]
    assets = [link for link in wanted if ".css" in link or ".js" in link]
    squeezed = [
        visitor.client.get(link, headers={"Accept-Encoding": "gzip, br"})
        for link in ["/today", *assets]
    ]
    assert all(answer.headers.get("Content-Encoding") for answer in squeezed[:-1])
    assert sum(len(answer.data) for answer in squeezed) <= 60_000


def open_tasks(home: Home) -> list[str]:
    return home.look(lambda session: [one.kind for one in tasks.open_at(session, home.site.id)])
