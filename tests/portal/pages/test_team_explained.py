"""The team's side of the explained study: words of the site, languages, what families read."""

import pytest
from flask import Flask

from portal.actions.answer_question import answer_question
from portal.store.blanks import BlankFill
from portal.store.readings import Talk
from portal.store.sites import Site
from portal.store.staff import Role
from study.explained import passages
from tests.moving_clock import MovingClock
from tests.portal.pages.team_site import TeamSite, build

TALK = "Talk about the length, and that some follow-up goes on after it."


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What pages show does not depend on the kind of database; tests of the tables cover both."""
    return sqlite_url


@pytest.fixture
def team(app: Flask, clock: MovingClock) -> TeamSite:
    return build(app, clock())


def test_words_are_kept_with_who_and_when_and_the_old_ones_stay(team: TeamSite) -> None:
    visitor = team.visitor()
    for costs in ("First words", "Second words"):
        page = visitor.get("/team/site/blanks")
        page = visitor.press(page, "/site/blanks", typed={"costs": costs})
    assert "Second words" in page.main and "First words" in page.main and "Robin Vale" in page.main
    rows = [row.value for row in team.all_of(BlankFill) if row.name == "costs"]
    assert rows[1:] == ["First words", "Second words"] and team.looks("filled_words") == 2


def test_an_emptied_blank_keeps_families_from_being_enrolled(team: TeamSite) -> None:
    visitor = team.visitor()
    visitor.press(visitor.get("/team/site/blanks"), "/site/blanks", typed={"injury_text": ""})
    said = "What care is offered for an injury and who pays"
    page = visitor.get("/team/site/blanks")
    assert "Blank, so nobody can be enrolled:" in page.main and said in page.main
    assert said in visitor.get("/team/enrol").main


def test_a_value_of_the_wrong_kind_is_refused_and_nothing_is_kept(team: TeamSite) -> None:
    visitor = team.visitor()
    before = len(team.all_of(BlankFill))
    page = visitor.press(
        visitor.get("/team/site/blanks"), "/site/blanks", status=422,
        typed={"parent_signatures": "both", "irb_contact": "the office", "costs": "New words"},
    )  # fmt: skip
    assert "Enter a whole number." in page.main and "Enter a phone number" in page.main
    assert len(team.all_of(BlankFill)) == before


def test_a_monitor_looks_at_the_words_and_changes_none(team: TeamSite) -> None:
    monitor = team.visitor(Role.MONITOR)
    page = monitor.get("/team/site/blanks")
    assert "Keep these words" not in page.main
    assert monitor.post(page, "/site/blanks", typed={"costs": "x"}).status_code == 404


def test_an_administrator_says_which_languages_were_read_by_a_translator(team: TeamSite) -> None:
    admin = team.visitor(Role.ADMIN)
    page = admin.get("/team/site/blanks")
    admin.press(page, "/site/languages", typed={"reviewed": ["es", "xx"]})
    assert team.all_of(Site)[0].reviewed_languages == ["es"]
    assert team.looks("reviewed_languages") == 1


def test_a_wrong_answer_stands_as_a_point_to_talk_about_until_it_is_understood(
    team: TeamSite,
) -> None:
    address = f"/team/participants/{team.child.id}/reading"
    assert TALK not in _answered(team, "b", address)
    assert TALK in _answered(team, "a", address)
    assert TALK not in _answered(team, "b", address)
    assert team.looks("looked_at_family") == 3


def test_a_point_that_was_talked_about_leaves_the_list_with_who_and_when(team: TeamSite) -> None:
    address = f"/team/participants/{team.child.id}/reading"
    _answered(team, "a", address)
    visitor = team.visitor()
    page = visitor.press(visitor.get(address), f"{address}/")
    assert "We talked about this" not in page.main and "Talked about (1)" in page.main
    assert "talked about by Robin Vale" in page.main
    (talk,) = team.all_of(Talk)
    assert talk.at == team.now and team.looks("talked_about") == 1
    again = _answered(team, "a", address)
    assert "We talked about this" in again and again.count(TALK) == 2


def test_a_tap_that_comes_twice_notes_one_talk(team: TeamSite) -> None:
    address = f"/team/participants/{team.child.id}/reading"
    _answered(team, "a", address)
    visitor = team.visitor()
    page = visitor.get(address)
    for _ in range(2):
        visitor.press(page, f"{address}/")
    assert len(team.all_of(Talk)) == 1


def test_a_monitor_sees_the_points_and_has_no_button(team: TeamSite) -> None:
    address = f"/team/participants/{team.child.id}/reading"
    _answered(team, "a", address)
    page = team.visitor(Role.MONITOR).get(address)
    assert TALK in page.main and "We talked about this" not in page.main


def _answered(team: TeamSite, picked: str, address: str) -> str:
    question = next(one for one in passages.teach_back("en").question if one.id == "study-length")
    answer = next(one for one in question.answers if one.id == picked)
    with team.session() as session:
        answer_question(
            session, caregiver=team.mother, question=question, answer=answer, version="1",
            language="es", now=team.now,
        )  # fmt: skip
    return team.visitor().get(address).main
