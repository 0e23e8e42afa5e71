"""One answer to the day's question is enough."""

from sqlmodel import select

from portal.actions.answer_daily import answer_daily
from portal.store.trail import Trail
from tests.portal.actions.household import Household


def test_it_is_asked_no_more_and_the_trail_says_so_once(home: Household) -> None:
    home.at(17)
    prompt = home.prompt()
    for _ in range(2):
        answer_daily(
            home.session,
            checkin=prompt,
            reporter=home.text_from(home.mother),
            now=home.now,
        )
    home.at(18)
    home.tick()
    assert home.texts("DailyPrompt") == []
    query = select(Trail).where(Trail.what == "answered_daily")
    assert len(home.session.exec(query).all()) == 1
