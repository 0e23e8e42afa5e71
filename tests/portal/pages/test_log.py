"""The log: what was said, by whom, also what was corrected, behind a fresh code."""

from datetime import timedelta

from tests.portal.pages.conftest import Home
from tests.portal.pages.test_today import tap


def test_the_log_shows_a_correction_and_what_it_replaced(home: Home) -> None:
    visitor = home.visitor()
    tap(visitor, home, "given", slot=home.evening_slots[0])
    page = visitor.get(f"/today/doses/{home.evening_slots[0]}")
    home.clock.advance(timedelta(minutes=1))
    visitor.press(page, "/doses/", ("status", "part_given"))
    text = visitor.get("/log").main
    assert text.index("part given") < text.index("changed later")
    assert "Maria Lopez" in text


def test_history_asks_a_remembered_phone_for_a_fresh_code(home: Home) -> None:
    visitor = home.visitor(fresh=False)
    assert visitor.get("/today").headings == ["Today"]
    page = visitor.get("/log")
    assert page.headings == ["Sign in"] and page.form("/sign-in").values("next") == ["/log"]


def test_the_words_a_family_wrote_are_shown_as_text(home: Home) -> None:
    visitor = home.visitor()
    form = visitor.get("/symptoms")
    visitor.press(form, "/symptoms", typed={"words": "<script>alert(1)</script> cough"})
    page = visitor.get("/log")
    assert "<script>alert" not in page.html and "<script>alert(1)</script> cough" in page.main
