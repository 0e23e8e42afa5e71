"""The page on which a site goes live, and what the team sees before it does."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import Session, select

from portal.store.sites import Installation, Site
from portal.store.staff import Fallback, PagerContact, Role
from tests.moving_clock import MovingClock
from tests.portal.pages.team_site import TeamSite, build

LIVE = "/team/site/live"
NOT_LIVE = "This site is not live: nobody can be enrolled."


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What pages show does not depend on the kind of database; tests of the action cover both."""
    return sqlite_url


@pytest.fixture
def team(app: Flask, clock: MovingClock) -> TeamSite:
    """A real site that is not live; nobody has answered a test page and nobody falls back."""
    made = build(app, clock())
    with made.session() as session:
        session.get_one(Installation, 1).demo = False
        session.exec(select(Site)).one().live_since = None
        session.exec(select(Fallback)).one().removed_at = made.now
    return made


def _mend(session: Session, team: TeamSite) -> None:
    session.exec(select(Fallback)).one().removed_at = None
    for contact in session.exec(select(PagerContact)):
        contact.test_answered_at = team.now - timedelta(hours=1)


def test_the_work_list_says_that_the_site_is_not_live_and_leads_there(team: TeamSite) -> None:
    page = team.visitor().get("/team")
    assert NOT_LIVE in page.main and LIVE in page.links


def test_every_missing_piece_is_listed_with_the_way_to_it(team: TeamSite) -> None:
    with team.session() as session:
        site = session.exec(select(Site)).one()
        site.phone_24h, site.reviewed_languages = None, ["es"]
    page = team.visitor().get(LIVE)
    for said in (
        "24-hour phone", "The fallback list is empty.", "read by a translator",
        "Robin Vale has answered no test page this week.", "not read: families get the fixed card",
    ):  # fmt: skip
        assert said in page.main
    assert {"/team/site", "/team/rota", "/team/site/blanks"} <= set(page.links)
    assert "An administrator takes the site live." in page.main


def test_an_administrator_is_refused_with_the_list_until_nothing_is_missing(
    team: TeamSite,
) -> None:
    admin = team.visitor(Role.ADMIN)
    page = admin.press(admin.get(LIVE), LIVE, typed={"languages_checked": "yes"}, status=422)
    assert "Not taken live." in page.main and "The fallback list is empty." in page.main
    assert page.form(LIVE).values("languages_checked") == ["yes"]
    with team.session() as session:
        _mend(session, team)
    page = admin.press(admin.get(LIVE), LIVE, status=422)
    assert "tick that they are right" in page.main
    page = admin.press(page, LIVE, typed={"languages_checked": "yes"})
    assert "Live since Mon, Mar 2, 9:00 AM (Robin Vale)" in page.main
    assert NOT_LIVE not in team.visitor().get("/team").main and team.looks("went_live") == 1


def test_enrolling_says_that_the_site_is_not_live(team: TeamSite) -> None:
    visitor = team.visitor()
    page = visitor.get("/team/enrol")
    assert NOT_LIVE in page.main and LIVE in page.links
    page = visitor.press(page, "/team/enrol", status=422)
    assert "an administrator has to take it live" in page.main
