"""The work list and the page of one alert."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import select

from portal.actions.flag_number import flag_number
from portal.actions.open_task import TaskKind, open_task
from portal.actions.report_symptoms import report_symptoms
from portal.actions.reporter import caregiver_by
from portal.store.alerts import Alert, AlertState, FamilyMark
from portal.store.carrier_advice import Advice
from portal.store.doses import Door
from portal.store.leases import Lease
from portal.store.staff import Role, Shift, Staff
from portal.store.symptoms import SymptomReport
from portal.store.tasks import Task
from portal.store.texts import OutboundState, OutboundText
from study.symptoms import SymptomEntry
from tests.moving_clock import MovingClock
from tests.page import Page
from tests.portal.pages.team_site import WORDS, TeamSite, build

HTMX = {"HX-Request": "true"}


@pytest.fixture
def team(app: Flask, clock: MovingClock) -> TeamSite:
    return build(app, clock())


def test_an_alert_shows_the_familys_words_our_reading_and_who_was_paged(team: TeamSite) -> None:
    team.fever()
    page = team.visitor().get("/team")
    assert WORDS in page.main
    assert "K-103" in page.main and "Spanish" in page.main
    assert "at or over the fever line" in page.main
    assert "Paged Robin Vale" in page.main and "waiting to be sent" in page.main
    assert "<script>alert" not in page.html


def test_nothing_says_that_a_person_has_it_before_one_has(team: TeamSite) -> None:
    team.fever()
    visitor = team.visitor()
    page = visitor.get("/team")
    assert "Nobody has taken this yet" in page.main
    page = visitor.press(page, "/acknowledge")
    assert "Taken by Robin Vale" in page.main
    (text,) = [one for one in team.all_of(OutboundText) if one.kind == "AlertTaken"]
    assert text.caregiver_id == team.mother.id


def test_resolving_needs_a_reason(team: TeamSite) -> None:
    alert_id = team.fever()
    visitor = team.visitor()
    page = visitor.get(f"/team/alerts/{alert_id}")
    page = visitor.press(page, "/resolve", typed={"reason": "  "}, status=422)
    assert "Say what happened" in page.main
    page = visitor.press(page, "/resolve", typed={"reason": "Phoned, in clinic now."})
    assert "No alert is open." in page.main
    with team.session() as session:
        alert = session.get_one(Alert, alert_id)
        assert alert.state is AlertState.RESOLVED
        assert alert.resolved_by == team.members[Role.COORDINATOR].id


def test_the_alert_page_has_the_numbers_to_call_and_the_whole_history(team: TeamSite) -> None:
    alert_id = team.fever()
    page = team.visitor().get(f"/team/alerts/{alert_id}")
    assert f"tel:{team.mother.phone}" in page.links
    assert f"tel:{team.father.phone}" in page.links
    assert "Opened" in page.main and "Paged (Robin Vale)" in page.main


def test_a_monitor_sees_the_words_and_no_buttons(team: TeamSite) -> None:
    alert_id = team.fever()
    visitor = team.visitor(Role.MONITOR)
    for address in ("/team", f"/team/alerts/{alert_id}"):
        page = visitor.get(address)
        assert WORDS in page.main
        assert {form.action for form in page.forms} == {"/team/sign-out"}


def test_the_familys_own_mark_and_a_phone_that_cannot_be_texted_stand_on_the_alert(
    team: TeamSite,
) -> None:
    alert_id = team.fever()
    with team.session() as session:
        alert = session.get_one(Alert, alert_id)
        alert.family_mark, alert.cannot_text = FamilyMark.GOING, True
        alert.phone_the_family = True
        session.add(alert)
    page = team.visitor().get("/team")
    assert "we are going to the emergency room (E)" in page.main
    assert "It cannot be texted: call" in page.main
    assert "Phone the family" in page.main


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (OutboundState.DELIVERED, "arrived on the phone (that is not the same as read)"),
        (OutboundState.UNDELIVERED, "did not arrive (carrier code 30003)"),
        (OutboundState.SENT, "arrival not confirmed"),
    ],
)
def test_what_became_of_a_page_is_in_plain_words(
    team: TeamSite, state: OutboundState, words: str
) -> None:
    team.fever()
    with team.session() as session:
        text = session.exec(select(OutboundText).where(OutboundText.kind == "Page")).one()
        text.state = state
        text.error_code = "30003" if state is OutboundState.UNDELIVERED else None
        session.add(text)
    assert words in team.visitor().get("/team").main


def test_a_red_banner_says_when_nobody_is_on_call_or_the_clock_stands(team: TeamSite) -> None:
    with team.session() as session:
        shift = session.exec(select(Shift)).one()
        shift.removed_at = team.now
        session.add(shift)
    page = team.visitor().get("/team")
    assert "Nobody is on call now" in page.main
    assert "clock of this program stands still" in page.main


def test_a_clock_that_finished_its_round_raises_no_banner(team: TeamSite) -> None:
    with team.session() as session:
        lease = session.get(Lease, "clock") or Lease(name="clock", owner="-", until=team.now)
        lease.finished_at = team.now - timedelta(seconds=20)
        session.add(lease)
    page = team.visitor().get("/team")
    assert "stands still" not in page.main
    assert "Nobody is on call" not in page.main


def test_the_list_is_renewed_in_place_and_keeps_the_ids_that_hold_the_focus(
    team: TeamSite,
) -> None:
    alert_id = team.fever()
    visitor = team.visitor()
    whole = visitor.get("/team")
    part = Page(visitor.client.get("/team?live=x", headers=HTMX), whole=False)
    assert f"take-{alert_id}" in whole.ids and f"take-{alert_id}" in part.ids
    assert not part.headings
    assert 'hx-trigger="every 10s"' in part.html


def test_a_look_is_in_the_trail_and_a_renewal_that_shows_nobody_new_is_not(
    team: TeamSite,
) -> None:
    team.fever()
    visitor = team.visitor()
    page = visitor.get("/team")
    assert team.looks("looked_at_work_list") == 1
    address = page.html.split('hx-get="')[1].split('"')[0]
    visitor.client.get(address, headers=HTMX)
    assert team.looks("looked_at_work_list") == 1
    with team.session() as session:
        team.text(session, "other", "hello").needs_person = True
    visitor.client.get(address, headers=HTMX)
    assert team.looks("looked_at_work_list") == 2


def test_a_text_for_a_person_stays_until_somebody_has_read_it(team: TeamSite) -> None:
    with team.session() as session:
        team.text(session, "odd", "can we talk about thursday?").needs_person = True
    visitor = team.visitor()
    page = visitor.get("/team")
    assert "can we talk about thursday?" in page.main
    page = visitor.press(page, "/handled")
    assert "No text is waiting." in page.main
    assert team.looks("handled_text") == 1


def test_a_text_that_reached_us_late_shows_when_it_was_sent_and_when_it_came(
    team: TeamSite,
) -> None:
    with team.session() as session:
        text = team.text(session, "late", "can we talk about thursday?")
        text.needs_person = True
        text.received_at -= timedelta(hours=3)
        text.fetched_at = team.now
    visitor = team.visitor()
    for address in ("/team", f"/team/participants/{team.child.id}/messages"):
        told = visitor.get(address).main
        assert "6:00 AM" in told and "it reached us late: Mon, Mar 2, 9:00 AM" in told


def test_a_report_is_reviewed_by_a_named_person_with_or_without_an_adverse_event(
    team: TeamSite,
) -> None:
    _cough(team)
    visitor = team.visitor()
    page = visitor.get("/team")
    visitor.press(page, "/review", button=("ae", "yes"))
    (report,) = team.all_of(SymptomReport)
    assert report.reviewed_by == team.members[Role.COORDINATOR].id
    assert report.ae_considered is True


def test_a_review_without_the_answer_about_an_adverse_event_keeps_nothing(
    team: TeamSite,
) -> None:
    _cough(team)
    visitor = team.visitor()
    visitor.press(visitor.get("/team"), "/review")
    (report,) = team.all_of(SymptomReport)
    assert report.reviewed_at is None


def test_a_report_ages_after_a_working_day(team: TeamSite, clock: MovingClock) -> None:
    _cough(team)
    clock.advance(timedelta(hours=23))
    team.now = clock()
    assert "more than a working day" not in team.visitor().get("/team").main
    clock.advance(timedelta(hours=10))
    team.now = clock()
    assert "more than a working day" in team.visitor().get("/team").main


def test_a_second_given_heads_the_tasks_and_closing_one_needs_words(team: TeamSite) -> None:
    with team.session() as session:
        for kind, urgent in ((TaskKind.OPTED_OUT, True), (TaskKind.SECOND_GIVEN, False)):
            open_task(
                session, site_id=team.site.id, kind=kind, key=kind.value, now=team.now,
                participant=team.child, urgent=urgent,
            )  # fmt: skip
    visitor = team.visitor()
    page = visitor.get("/team")
    assert page.main.index("given twice") < page.main.index("opted out")
    address = next(link for link in page.links if "/team/tasks/" in link)
    page = visitor.get(address)
    page = visitor.press(page, address, typed={"note": ""}, status=422)
    page = visitor.press(page, address, typed={"note": "Phoned: one dose."})
    assert "given twice" not in page.main
    closed = [task for task in team.all_of(Task) if task.closed_at]
    assert [task.closed_note for task in closed] == ["Phoned: one dose."]


def test_a_task_shows_the_words_and_the_reading_it_is_about(team: TeamSite) -> None:
    _cough(team)
    visitor = team.visitor()
    link = next(link for link in visitor.get("/team").links if "/team/tasks/" in link)
    page = visitor.get(link)
    assert page.headings == ["A symptom to look at today"]
    assert "coughs a little" in page.main and "Stomach, cough, throat" in page.main
    assert f"tel:{team.mother.phone}" in page.links
    assert team.looks("looked_at_task") == 1


def test_the_list_is_in_spanish_for_who_reads_spanish(team: TeamSite) -> None:
    team.fever()
    with team.session() as session:
        member = session.merge(team.members[Role.COORDINATOR])
        member.language = "es"
    page = team.visitor().get("/team")
    assert page.language == "es"
    assert "Nadie la ha tomado todavía" in page.main


def _cough(team: TeamSite) -> None:
    with team.session() as session:
        report_symptoms(
            session,
            participants=[team.child],
            entry=SymptomEntry(codes=frozenset({"S21"}), words="coughs a little"),
            reporter=caregiver_by(Door.WEB, team.mother),
            now=team.now,
        )


def test_what_to_do_about_a_number_is_said_in_the_readers_language(team: TeamSite) -> None:
    with team.session() as session:
        flag_number(
            session,
            caregiver_id=team.mother.id,
            code="30006",
            advice=Advice.LANDLINE,
            now=team.now,
        )
    visitor = team.visitor()
    link = next(link for link in visitor.get("/team").links if "/team/tasks/" in link)
    page = visitor.get(link)
    assert "30006" in page.main and "This is a landline" in page.main
    with team.session() as session:
        session.get_one(Staff, team.members[Role.COORDINATOR].id).language = "es"
    assert "Es un teléfono fijo" in visitor.get(link).main
