"""The team's page of one caregiver: rights, custody days, the weeks ahead, what was changed."""

import pytest
from flask import Flask

from portal.store.custody import CustodyEntry
from portal.store.families import Caregiver
from portal.store.staff import Role
from tests.moving_clock import MovingClock
from tests.page import Page, Typed
from tests.portal.pages.team_site import TeamSite, build

WORKDAYS = ["0", "1", "2", "3", "4"]


@pytest.fixture
def team(app: Flask, clock: MovingClock) -> TeamSite:
    """It is Monday, March 2."""
    return build(app, clock())


def _address(person: Caregiver) -> str:
    return f"/team/caregivers/{person.id}/rights"


def _set(team: TeamSite, person: Caregiver, typed: Typed, status: int = 200) -> Page:
    """In `typed`, "child" at the start of a name stands for the id of the child."""
    visitor = team.visitor()
    page = visitor.get(_address(person))
    named = {key.replace("child", team.child.id, 1): given for key, given in typed.items()}
    return visitor.press(page, "/rights", typed=named, status=status)


def test_the_family_page_leads_to_each_persons_rights(team: TeamSite) -> None:
    page = team.visitor().get(f"/team/participants/{team.child.id}/people")
    assert {_address(team.mother), _address(team.father)} <= set(page.links)


def test_every_right_says_what_it_means_and_stands_as_it_is(team: TeamSite) -> None:
    page = team.visitor().get(_address(team.father))
    form = page.form("/rights")
    rights = ("sees_names", "sees_reports", "gets_backup")
    assert [form.values(name) for name in rights] == [["yes"]] * 3
    assert form.values(f"{team.child.id}.days") == [str(day) for day in range(7)]
    assert "still asked about, without a name" in page.main
    assert "whatever this person reports is always taken" in page.main


def test_a_right_that_is_taken_away_is_kept_with_who_changed_it(team: TeamSite) -> None:
    page = _set(team, team.father, {"sees_names": [], "gets_backup": []})
    father = next(one for one in team.all_of(Caregiver) if one.id == team.father.id)
    assert (father.sees_names, father.sees_reports, father.gets_backup) == (False, True, False)
    assert team.looks("changed_rights") == 1
    assert "Robin Vale: Sees who reported a dose: No" in page.main
    assert not team.all_of(CustodyEntry)


def test_days_of_the_week_are_kept_and_shown_for_the_two_weeks_ahead(team: TeamSite) -> None:
    _set(team, team.mother, {"child.days": WORKDAYS})
    page = _set(team, team.father, {"child.days": ["5"]})
    assert "Nobody has the child on: Sun, Mar 8; Sun, Mar 15" in page.main
    assert "Mon, Mar 2: Maria Lopez Tue" in page.main and "Sat, Mar 7: Jorge Lopez" in page.main
    people = team.visitor().get(f"/team/participants/{team.child.id}/people").main
    assert "K-103: Mon, Tue, Wed, Thu, Fri" in people and "K-103: Sat" in people


def test_weeks_that_take_turns_begin_on_the_day_entered(team: TeamSite) -> None:
    typed: Typed = {
        "child.in_turn": "yes", "child.counts_from": "2026-03-06", "child.other_days": [],
    }  # fmt: skip
    page = _set(team, team.mother, typed)
    (row,) = team.all_of(CustodyEntry)
    assert row.counts_from is not None and row.other_weekdays == []
    assert "every day in the week from Fri, Mar 6, no day in the next" in page.main
    assert "Thu, Mar 5: Jorge Lopez Fri, Mar 6:" in page.main


def test_weeks_that_take_turns_need_a_first_day_and_keep_what_was_ticked(team: TeamSite) -> None:
    typed: Typed = {"child.in_turn": "yes", "child.other_days": ["2"]}
    page = _set(team, team.mother, typed, 422)
    form = page.form("/rights")
    assert "Enter a date." in page.main and form.values(f"{team.child.id}.in_turn") == ["yes"]
    assert form.values(f"{team.child.id}.other_days") == ["2"] and not team.all_of(CustodyEntry)


def test_keeping_the_page_as_it_stands_changes_nothing(team: TeamSite) -> None:
    page = _set(team, team.mother, {})
    assert "Nothing yet." in page.main
    assert not team.all_of(CustodyEntry) and not team.looks("changed_rights")


def test_values_that_are_no_days_are_passed_over(team: TeamSite) -> None:
    _set(team, team.mother, {"child.days": ["0", "7", "-1", "x"]})
    assert [row.weekdays for row in team.all_of(CustodyEntry)] == [[0]]


def test_a_participants_own_phone_has_no_custody_days(team: TeamSite) -> None:
    with team.session() as session:
        session.merge(team.father).is_participant = True
    page = team.visitor().get(_address(team.father))
    assert "it has no custody days" in page.main
    assert not page.form("/rights").values(f"{team.child.id}.days")


def test_a_monitor_changes_nothing_here(team: TeamSite) -> None:
    assert team.visitor(Role.MONITOR).client.get(_address(team.mother)).status_code == 404
