"""Enrolling, the rota, the site's blanks and the accounts of the team."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import select

from portal.store import credentials
from portal.store.alerts import Page as PagedTo
from portal.store.families import Family, Participant
from portal.store.sites import Installation, Site
from portal.store.staff import Fallback, PagerContact, Role, Shift, Staff
from portal.store.texts import OutboundText
from study.lifecycle import State
from tests.moving_clock import MovingClock
from tests.page import Visitor
from tests.portal.pages.team_site import TeamSite, build

FAMILY = {
    "zone": "America/Denver",
    "children.0.code": "k-300",
    "children.0.nickname": "Ben",
    "children.0.birth_date": "2019-04-05",
    "children.0.day1": "2026-03-02",
    "children.0.plans.0.medicine": "ruxolitinib",
    "children.0.plans.0.route": "PO",
    "children.0.plans.0.times": "8:30, 20:30",
    "children.0.plans.0.starts_on": "2026-03-02",
    "children.0.plans.0.ends_on": "2026-04-26",
    "caregivers.0.name": "Nora Diaz",
    "caregivers.0.phone": "202-555-0160",
    "caregivers.0.agreed_how": "paper",
}


@pytest.fixture
def team(app: Flask, clock: MovingClock) -> TeamSite:
    return build(app, clock())


def test_a_family_is_enrolled_with_its_plan_from_one_form(team: TeamSite) -> None:
    visitor = team.visitor()
    page = visitor.press(visitor.get("/team/enrol"), "/team/enrol", typed=FAMILY)
    assert page.headings == ["K-300 · Doses and reports"]
    assert "not due yet" in page.main
    child = next(one for one in team.all_of(Participant) if one.code == "K-300")
    assert child.state is State.ON_TREATMENT
    assert [text.kind for text in team.all_of(OutboundText)] == ["ConfirmPhone"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"zone": "Denver"}, "This is not a time zone"),
        ({"children.0.code": "K-103"}, "already used at the site"),
        ({"children.0.nickname": ""}, "Enter a short name"),
        ({"children.0.birth_date": "2030-01-01"}, "lies in the future"),
        ({"children.0.day1": "soon"}, "Enter a date."),
        ({"children.0.plans.0.times": ""}, "Enter times such as"),
        ({"children.0.plans.0.medicine": ""}, "Choose a medicine."),
        ({"children.0.plans.0.ends_on": "2026-01-01"}, "ends before it starts"),
        ({"caregivers.0.phone": "+12025550120"}, "already enrolled"),
        ({"caregivers.0.phone": "hello"}, "not a phone number"),
        ({"caregivers.0.agreed_how": ""}, "Say how this person agreed"),
        ({"caregivers.1.name": "Sam", "caregivers.1.phone": "2025550160"}, "already enrolled"),
        ({"quiet_from": "22:00"}, "Quiet hours need a start and an end"),
        ({"prompt_at": "noon"}, "Enter a time"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nobody_is_enrolled(
    team: TeamSite, typed: dict[str, str], words: str
) -> None:
    visitor = team.visitor()
    page = visitor.get("/team/enrol")
    page = visitor.press(page, "/team/enrol", typed=FAMILY | typed, status=422)
    assert words in page.main
    assert 'value="Nora Diaz"' in page.html
    assert len(team.all_of(Family)) == 1


def test_blanks_that_block_enrolment_are_named(team: TeamSite) -> None:
    with team.session() as session:
        session.get_one(Site, team.site.id).phone_24h = None
    visitor = team.visitor()
    page = visitor.get("/team/enrol")
    assert "Nobody can be enrolled until the site has filled in" in page.main
    assert "24-hour phone" in page.main
    visitor.press(page, "/team/enrol", typed=FAMILY, status=422)
    assert len(team.all_of(Family)) == 1


def test_a_second_child_and_a_third_person_have_room_on_the_form(team: TeamSite) -> None:
    visitor = team.visitor()
    page = visitor.get("/team/enrol?children=2&people=3")
    assert "children.1.code" in page.ids and "caregivers.2.phone" in page.ids
    typed = FAMILY | {
        "children.1.code": "K-301", "children.1.nickname": "Zoe", "caregivers.2.name": "Al",
        "caregivers.2.phone": "2025550161", "caregivers.2.agreed_how": "spoken",
    }  # fmt: skip
    visitor.press(page, "/team/enrol", typed=typed)
    assert {child.code for child in team.all_of(Participant)} == {"K-103", "K-300", "K-301"}


def test_a_real_site_enrols_nobody_whose_pager_was_not_tested(team: TeamSite) -> None:
    with team.session() as session:
        session.get_one(Installation, 1).demo = False
    visitor = team.visitor()
    page = visitor.press(visitor.get("/team/enrol"), "/team/enrol", typed=FAMILY, status=422)
    assert "has answered a test page" in page.main


def test_the_rota_shows_gaps_of_the_next_fourteen_days(team: TeamSite) -> None:
    with team.session() as session:
        session.exec(select(Shift)).one().ends_at = team.now + timedelta(days=2)
    visitor = team.visitor()
    page = visitor.get("/team/rota")
    assert "In the next 14 days nobody is on call" in page.main
    typed = {
        "contact": team.second.id, "starts_on": "2026-03-04", "starts_at": "09:00",
        "ends_on": "2026-03-20", "ends_at": "09:00",
    }  # fmt: skip
    page = visitor.press(page, "/team/rota/new-shift", typed=typed)
    assert "The next 14 days have no gap." in page.main
    page = visitor.press(page, f"/team/rota/shifts/{team.all_of(Shift)[0].id}/remove")
    assert "nobody is on call" in page.main


@pytest.mark.parametrize(
    "typed",
    [
        {"ends_on": "2026-03-01"},
        {"ends_on": "2026-03-03", "starts_on": "2026-03-04"},
        {"ends_on": "2027-03-03"},
        {"starts_at": "late"},
    ],
)
def test_a_shift_that_cannot_be_is_refused(team: TeamSite, typed: dict[str, str]) -> None:
    right = {
        "contact": team.second.id, "starts_on": "2026-03-03", "starts_at": "09:00",
        "ends_on": "2026-03-04", "ends_at": "09:00",
    }  # fmt: skip
    visitor = team.visitor()
    page = visitor.get("/team/rota")
    page = visitor.press(page, "/team/rota/new-shift", typed=right | typed, status=422)
    assert "A shift needs a start" in page.main
    assert len(team.all_of(Shift)) == 1


def test_the_fallback_list_follows_the_numbers(team: TeamSite) -> None:
    visitor = team.visitor()
    typed = {f"place.{team.first.id}": "2", f"place.{team.second.id}": "1"}
    visitor.press(visitor.get("/team/rota"), "/team/rota/fallbacks", typed=typed)
    rows = [row for row in team.all_of(Fallback) if row.removed_at is None]
    assert {row.contact_id: row.place for row in rows} == {team.second.id: 1, team.first.id: 2}


def test_a_test_page_goes_out_and_opens_no_alert(team: TeamSite) -> None:
    visitor = team.visitor()
    page = visitor.press(visitor.get("/team/rota"), f"/contacts/{team.first.id}/test")
    assert "A test page to Robin Vale is on its way" in page.main
    (paged,) = team.all_of(PagedTo)
    assert paged.is_test and paged.alert_id is None
    assert [text.kind for text in team.all_of(OutboundText)] == ["PageTest"]


def test_a_familys_phone_can_never_be_paged(team: TeamSite) -> None:
    visitor = team.visitor()
    typed = {"name": "Night line", "phone": team.mother.phone}
    page = visitor.get("/team/rota")
    page = visitor.press(page, "/team/rota/new-contact", typed=typed, status=422)
    assert "already in use here" in page.main
    visitor.press(page, "/team/rota/new-contact", typed={"name": "Line", "phone": "2025550177"})
    assert "+12025550177" in [one.phone for one in team.all_of(PagerContact)]


def test_a_removed_contact_passes_its_alerts_on_at_once(team: TeamSite) -> None:
    team.fever()
    visitor = team.visitor()
    visitor.press(visitor.get("/team/rota"), f"/contacts/{team.first.id}/remove")
    paged = sorted(team.all_of(PagedTo), key=lambda page: page.failed_at is None)
    assert [page.contact_id for page in paged] == [team.first.id, team.second.id]


def test_every_blank_is_kept_with_who_set_it_and_when(team: TeamSite) -> None:
    visitor = team.visitor(Role.ADMIN)
    page = visitor.get("/team/site")
    page = visitor.press(page, "/team/site", typed={"ack_minutes": "7", "legal_age": ""})
    assert "Set by Robin Vale" in page.main
    assert "Legal age" in page.main and "nobody can be enrolled" in page.main
    (site,) = team.all_of(Site)
    assert (site.ack_minutes, site.legal_age, site.fallback_minutes) == (7, None, 15)


@pytest.mark.parametrize(
    "typed",
    [
        {"phone_24h": "911"},
        {"ack_minutes": "-3"},
        {"ack_minutes": "soon"},
        {"window_ends_minutes.dexamethasone": "99999"},
        {"review_opens": "26:00"},
        {"review_opens": "18:00", "review_closes": "09:00"},
    ],
)
def test_a_blank_that_cannot_be_read_changes_nothing(team: TeamSite, typed: dict[str, str]) -> None:
    visitor = team.visitor(Role.ADMIN)
    page = visitor.get("/team/site")
    visitor.press(page, "/team/site", typed={"fallback_minutes": "44"} | typed, status=422)
    assert team.all_of(Site)[0].fallback_minutes == 15


def test_a_new_account_shows_its_secrets_once_and_can_sign_in(team: TeamSite) -> None:
    visitor = team.visitor(Role.ADMIN)
    typed = {"name": "Dana Wu", "email": "dana@example.org", "role": "investigator"}
    page = visitor.press(visitor.get("/team/staff"), "/team/staff", typed=typed)
    assert "this page shows them only once" in page.main
    member = next(one for one in team.all_of(Staff) if one.email == "dana@example.org")
    assert member.totp_secret in page.main
    password = next(word for word in page.main.split() if word.count("-") == 3)
    new = Visitor(team.app)
    step = new.press(
        new.get("/team/sign-in"), "/team/sign-in",
        typed={"email": "Dana@Example.org ", "password": password},
    )  # fmt: skip
    code = credentials.totp_code(member.totp_secret, team.now)
    landed = new.press(step, "/team/sign-in/code", typed={"code": code})
    assert landed.headings == ["Work list"]
    assert member.totp_secret not in visitor.get("/team/staff").html


def test_an_address_has_one_account_for_good(team: TeamSite) -> None:
    visitor = team.visitor(Role.ADMIN)
    typed = {"name": "Dana Wu", "email": "COORDINATOR@example.org", "role": "monitor"}
    page = visitor.get("/team/staff")
    page = visitor.press(page, "/team/staff", typed=typed, status=422)
    assert "has an account already" in page.main


def test_ending_an_account_asks_first_and_hands_its_alerts_on(
    team: TeamSite, clock: MovingClock
) -> None:
    alert_id = team.fever()
    leaver = team.visitor(Role.COORDINATOR)
    leaver.press(leaver.get(f"/team/alerts/{alert_id}"), "/acknowledge")
    admin = team.visitor(Role.ADMIN)
    member = team.members[Role.COORDINATOR]
    page = admin.get(f"/team/staff/{member.id}/disable")
    assert leaver.get("/team").headings == ["Work list"]
    clock.advance(timedelta(minutes=1))
    admin.press(page, "/disable")
    assert leaver.get("/team").headings == ["Sign in for the study team"]
    page = admin.get("/team")
    assert "Nobody has taken this yet" in page.main
    assert page.main.count("Paged Robin Vale") == 2


def test_an_administrator_cannot_end_their_own_account(team: TeamSite) -> None:
    visitor = team.visitor(Role.ADMIN)
    own = team.members[Role.ADMIN].id
    token = visitor.get("/team/staff").forms[0].values("csrf_token")[0]
    answer = visitor.client.post(f"/team/staff/{own}/disable", data={"csrf_token": token})
    assert answer.status_code == 404
    assert visitor.get("/team").headings == ["Work list"]
