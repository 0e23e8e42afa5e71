"""The team's pages about one family: doses, state, plan, people, messages, trail."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from flask import Flask
from sqlmodel import col, select

from portal.actions.dose_statement import DoseStatement
from portal.actions.queue_text import queue_family
from portal.actions.report_dose import report_dose
from portal.actions.report_symptoms import report_symptoms
from portal.actions.reporter import caregiver_by
from portal.store.doses import Door, DoseReport
from portal.store.families import Caregiver, Family, Participant, StateChange
from portal.store.schedules import Schedule
from portal.store.sessions import SignInChallenge
from portal.store.staff import Role
from portal.store.symptoms import FeverPlanRow
from portal.store.tasks import Task
from portal.store.texts import OutboundState, OutboundText
from study.doses import DoseStatus
from study.lifecycle import State
from study.medicines import Route
from study.notices import ReachedNoted
from study.symptoms import FeverMedicine, Method, SymptomEntry, Temperature
from tests.moving_clock import MovingClock
from tests.page import Visitor
from tests.portal.pages.team_site import TeamSite, build


@pytest.fixture
def team(app: Flask, clock: MovingClock) -> TeamSite:
    return build(app, clock())


def _gave(team: TeamSite, number: int = 0, *, by_father: bool = False) -> None:
    person = team.father if by_father else team.mother
    with team.session() as session:
        slot = session.merge(team.slots[number])
        said = DoseStatement(
            DoseStatus.GIVEN, Route.NG, given_at=slot.due_at + timedelta(minutes=5)
        )
        reporter = caregiver_by(Door.WEB, person)
        report_dose(session, slot=slot, said=said, reporter=reporter, now=team.now)


def test_every_dose_shows_status_route_time_reporter_and_door(team: TeamSite) -> None:
    _gave(team)
    page = team.visitor().get(f"/team/participants/{team.child.id}")
    assert "given by tube · 8:05 AM Maria Lopez on the web" in page.main
    assert "unknown" in page.main and "not due yet" in page.main


def test_silence_is_unknown_and_never_not_given(team: TeamSite) -> None:
    page = team.visitor().get(f"/team/participants/{team.child.id}")
    assert "not given" not in page.main


def test_a_reading_shows_when_it_was_measured_and_whether_fever_medicine_was_given(
    team: TeamSite,
) -> None:
    read = Temperature("39.2", Decimal("39.2"), "C", Method.EAR, taken_at=team.slots[0].due_at)
    with team.session() as session:
        for entry in (
            SymptomEntry(temperature=read, fever_medicine=FeverMedicine.UNSURE),
            SymptomEntry(temperature=replace(read, taken_at=None)),
        ):
            report_symptoms(
                session,
                participants=[team.child],
                entry=entry,
                reporter=caregiver_by(Door.WEB, team.mother),
                now=team.now,
            )
    page = team.visitor().get(f"/team/participants/{team.child.id}")
    assert "8:00 AM · fever medicine in the last 6 hours: not sure" in page.main, page.main
    assert page.main.count("time of measuring not said") == 1
    assert page.main.count("fever medicine") == 1


def test_a_look_at_a_family_is_in_the_trail_and_shown_there(team: TeamSite) -> None:
    visitor = team.visitor()
    visitor.get(f"/team/participants/{team.child.id}")
    page = visitor.get(f"/team/participants/{team.child.id}/trail")
    assert team.looks("looked_at_family") == 2
    assert "Robin Vale looked at family" in page.main


def test_a_correction_needs_a_reason_and_leaves_the_first_entry_readable(
    team: TeamSite,
) -> None:
    _gave(team)
    visitor = team.visitor()
    address = f"/team/slots/{team.slots[0].id}"
    page = visitor.get(address)
    typed = {"status": "part_given", "given_at": "08:20", "reason": ""}
    page = visitor.press(page, address, typed=typed, status=422)
    assert "Say why it is corrected." in page.main
    page = visitor.press(page, address, typed=typed | {"reason": "told by telephone"})
    assert "replaced by a correction" in page.main and "told by telephone" in page.main
    first, second = sorted(team.all_of(DoseReport), key=lambda one: bool(one.replaces_id))
    assert (first.status, second.status) == (DoseStatus.GIVEN, DoseStatus.PART_GIVEN)
    assert second.replaces_id == first.id and second.door is Door.TEAM
    assert second.staff_id == team.members[Role.COORDINATOR].id


def test_a_time_left_empty_stays_unsaid(team: TeamSite) -> None:
    visitor = team.visitor()
    address = f"/team/slots/{team.slots[1].id}"
    visitor.press(visitor.get(address), address, typed={"status": "given", "given_at": ""})
    (report,) = team.all_of(DoseReport)
    assert report.given_at is None and report.route is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"status": ""}, "Choose what happened."),
        ({"status": "given", "route": "ear"}, "Choose a route."),
        ({"status": "given", "route": "IV"}, "not given by this route"),
        ({"status": "given", "given_at": "25:99"}, "Enter a time"),
        ({"status": "given", "given_at": "08:10", "given_on": "2026-03-09"}, "in the future"),
        ({"status": "given", "given_at": "08:10", "given_on": "2026-02-20"}, "12 hours"),
    ],
)
def test_what_cannot_be_true_of_a_dose_is_refused_in_place(
    team: TeamSite, typed: dict[str, str], words: str
) -> None:
    visitor = team.visitor()
    address = f"/team/slots/{team.slots[0].id}"
    page = visitor.press(visitor.get(address), address, typed=typed, status=422)
    assert words in page.main
    assert team.all_of(DoseReport) == []


def test_the_team_can_say_what_a_second_given_was(team: TeamSite) -> None:
    _gave(team)
    _gave(team, by_father=True)
    visitor = team.visitor()
    address = f"/team/slots/{team.slots[0].id}"
    page = visitor.get(address)
    assert "A second “given” that nobody has explained" in page.main
    page = visitor.press(page, "/second", button=("meaning", "same"))
    assert "nobody has explained" not in page.main
    assert "second same" in page.main


def test_a_death_takes_two_taps_and_stops_what_waits_to_be_sent(team: TeamSite) -> None:
    with team.session() as session:
        queue_family(
            session,
            caregiver=session.merge(team.mother),
            notice=ReachedNoted(phone_24h="+12025550100"),
            key="waiting",
            participant_id=team.child.id,
            now=team.now,
        )
    visitor = team.visitor()
    page = visitor.get(f"/team/participants/{team.child.id}/state")
    assert "died" not in [value for form in page.forms for value in form.values("state")]
    link = next(link for link in page.links if link.endswith("/state/died"))
    page = visitor.get(link)
    assert _state(team) is State.ON_TREATMENT
    page = visitor.press(page, "/state/died")
    assert _state(team) is State.DIED
    (text,) = [one for one in team.all_of(OutboundText) if one.unique_key == "waiting"]
    assert text.state is OutboundState.SUPPRESSED


def test_a_death_cannot_be_said_by_the_ordinary_form(team: TeamSite) -> None:
    visitor = team.visitor()
    address = f"/team/participants/{team.child.id}/state"
    visitor.press(visitor.get(address), address, typed={"state": "died"}, status=422)
    assert _state(team) is State.ON_TREATMENT


def test_a_hold_needs_the_day_of_its_review(team: TeamSite) -> None:
    visitor = team.visitor()
    address = f"/team/participants/{team.child.id}/state"
    page = visitor.press(visitor.get(address), address, typed={"state": "held"}, status=422)
    typed = {"state": "held", "review_on": "2026-03-09", "reason": "counts"}
    visitor.press(page, address, typed=typed)
    assert _state(team) is State.HELD
    assert team.all_of(StateChange)[-1].reason == "counts"


def test_a_child_in_the_hospital_is_confirmed_and_then_sent_home(team: TeamSite) -> None:
    visitor = team.visitor()
    address = f"/team/participants/{team.child.id}/state"
    page = visitor.press(visitor.get(address), address, typed={"state": "in_hospital"})
    page = visitor.press(page, "/still-in-hospital")
    assert all(task.closed_at for task in team.all_of(Task))
    visitor.press(page, address)
    assert _state(team) is State.ON_TREATMENT


def test_a_plan_is_confirmed_by_another_person_than_the_one_who_entered_it(
    team: TeamSite,
) -> None:
    (plan,) = team.all_of(Schedule)
    address = f"/team/participants/{team.child.id}/plan"
    writer = team.visitor(Role.COORDINATOR)
    page = writer.get(address)
    assert f"/team/plans/{plan.id}/confirm" not in [form.action for form in page.forms]
    refused = writer.client.post(
        f"/team/plans/{plan.id}/confirm", data={"csrf_token": _token(writer, address)}
    )
    assert refused.status_code == 422
    other = team.visitor(Role.INVESTIGATOR)
    page = other.press(other.get(address), f"/team/plans/{plan.id}/confirm")
    assert "Confirmed by Robin Vale" in page.main


def test_a_new_plan_replaces_the_old_one_and_keeps_it_readable(team: TeamSite) -> None:
    visitor = team.visitor()
    address = f"/team/participants/{team.child.id}/plan"
    typed = {"plans.0.times": "08:30, 20:30"}
    page = visitor.press(visitor.get(address), address, typed=typed)
    assert "Earlier plans" in page.main
    new = next(row for row in team.all_of(Schedule) if row.superseded_at is None)
    assert [wall[:5] for wall in new.times] == ["08:30", "20:30"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"plans.0.times": "soon"}, "Enter times such as"),
        ({"plans.0.ends_on": "2026-02-01"}, "ends before it starts"),
        ({"plans.0.times": "03:00"}, "quiet hours"),
        ({"plans.0.route": ""}, "Choose a route."),
        ({"plans.0.medicine": "etoposide"}, "do not give this medicine at home"),
        ({"plans.0.clinic": "thursday"}, "Enter a day and a time on each line."),
    ],
)
def test_what_is_wrong_with_a_plan_is_said_beside_its_field(
    team: TeamSite, typed: dict[str, str], words: str
) -> None:
    visitor = team.visitor()
    address = f"/team/participants/{team.child.id}/plan"
    page = visitor.press(visitor.get(address), address, typed=typed, status=422)
    assert words in page.main
    assert len(team.all_of(Schedule)) == 1


def test_a_sign_in_code_for_the_telephone_is_shown_once_and_kept_nowhere(team: TeamSite) -> None:
    visitor = team.visitor()
    page = visitor.get(f"/team/participants/{team.child.id}/people")
    page = visitor.press(page, f"/team/caregivers/{team.mother.id}/code")
    digits = "".join(part for part in page.main.split() if part.isdigit() and len(part) == 3)
    assert len(digits) == 6
    (challenge,) = team.all_of(SignInChallenge)
    assert challenge.issued_by == team.members[Role.COORDINATOR].id
    again = visitor.get(f"/team/participants/{team.child.id}/messages")
    assert digits not in again.main.replace(" ", "")


def test_a_removed_person_is_signed_out_and_their_page_asks_first(team: TeamSite) -> None:
    phone = Visitor(team.app).sign_in(team.mother.id, team.now)
    visitor = team.visitor()
    page = visitor.get(f"/team/participants/{team.child.id}/people")
    page = visitor.get(next(link for link in page.links if link.endswith("/remove")))
    assert team.all_of(Caregiver)[0].removed_at is None
    visitor.press(page, "/remove")
    assert phone.client.get("/today").status_code == 303
    assert phone.client.get("/today").headers["Location"].startswith("/sign-in")


def test_an_added_person_is_asked_to_confirm_the_phone_and_nothing_else(team: TeamSite) -> None:
    visitor = team.visitor()
    address = f"/team/participants/{team.child.id}/people"
    typed = {
        "caregiver.name": "Elena Ruiz",
        "caregiver.phone": "(202) 555-0145",
        "caregiver.agreed_how": "paper",
    }
    page = visitor.press(visitor.get(address), address, typed=typed)
    assert "asked, has not confirmed the phone" in page.main
    assert [text.kind for text in team.all_of(OutboundText)] == ["ConfirmPhone"]


@pytest.mark.parametrize("typed", ["zh_Hans", "zh-Hans"])
def test_a_language_with_its_script_is_stored_as_its_words_are_named(
    team: TeamSite, typed: str
) -> None:
    visitor = team.visitor()
    address = f"/team/participants/{team.child.id}/people"
    page = visitor.get(address)
    visitor.press(
        page,
        address,
        typed={
            "caregiver.name": "Li Wei",
            "caregiver.phone": "202-555-0133",
            "caregiver.other_language": typed,
            "caregiver.agreed_how": "paper",
            "caregiver.cares_for": "K-103",
        },
    )
    added = [one for one in team.all_of(Caregiver) if one.name == "Li Wei"]
    assert [one.language for one in added] == ["zh_Hans"] and "中文" in page.main


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"caregiver.phone": "12"}, "not a phone number"),
        ({"caregiver.phone": "+12025550120"}, "already enrolled"),
        ({"caregiver.phone": "+13125550145"}, "A demo takes numbers"),
        ({"caregiver.agreed_how": ""}, "Say how this person agreed"),
        ({"caregiver.name": " "}, "Enter a name."),
        ({"caregiver.cares_for": []}, "which enrolled child"),
    ],
)
def test_what_is_wrong_with_a_person_is_said_beside_its_field(
    team: TeamSite, typed: dict[str, str | list[str]], words: str
) -> None:
    visitor = team.visitor()
    address = f"/team/participants/{team.child.id}/people"
    right: dict[str, str | list[str]] = {
        "caregiver.name": "Elena Ruiz",
        "caregiver.phone": "+12025550145",
        "caregiver.agreed_how": "paper",
    }
    page = visitor.press(visitor.get(address), address, typed=right | typed, status=422)
    assert words in page.main
    assert len(team.all_of(Caregiver)) == 2


def test_moving_the_clock_needs_a_zone_that_exists(team: TeamSite) -> None:
    visitor = team.visitor()
    address = f"/team/participants/{team.child.id}/people"
    page = visitor.press(visitor.get(address), "/zone", typed={"zone": "Mars"}, status=422)
    assert "not a time zone" in page.main
    visitor.press(page, "/zone", typed={"zone": "America/Denver"})
    assert team.all_of(Family)[0].zone == "America/Denver"


def test_messages_show_both_sides_and_never_a_sign_in_code(team: TeamSite) -> None:
    team.fever()
    phone = Visitor(team.app)
    phone.press(phone.get("/sign-in"), "/sign-in", typed={"phone": team.mother.phone})
    page = team.visitor().get(f"/team/participants/{team.child.id}/messages")
    assert "tiene 39.2 en la axila" in page.main
    assert "waiting to be sent" in page.main
    with team.session() as session:
        texts = session.exec(select(OutboundText).order_by(col(OutboundText.created_at))).all()
    assert "SignInCode" in [text.kind for text in texts]
    assert page.main.count("from us") == len(texts) - 2


def test_only_an_investigator_sets_a_fever_plan_and_for_seven_days_at_most(
    team: TeamSite,
) -> None:
    address = f"/team/participants/{team.child.id}"
    assert "/fever-plan" not in team.visitor(Role.ADMIN).get(address).html
    visitor = team.visitor(Role.INVESTIGATOR)
    typed = {"words": "Daily fever is known: page Dr. Vale.", "expires_on": "2026-03-12"}
    page = visitor.press(visitor.get(address), "/fever-plan", typed=typed, status=422)
    assert "ends within 7 days" in page.main
    page = visitor.press(page, "/fever-plan", typed=typed | {"expires_on": "2026-03-06"})
    assert "page Dr. Vale" in page.main
    (plan,) = team.all_of(FeverPlanRow)
    assert plan.staff_id == team.members[Role.INVESTIGATOR].id


def test_a_fever_plan_stands_on_the_alert_and_the_alert_still_pages(team: TeamSite) -> None:
    visitor = team.visitor(Role.INVESTIGATOR)
    address = f"/team/participants/{team.child.id}"
    typed = {"words": "Known daily fever.", "expires_on": "2026-03-06"}
    visitor.press(visitor.get(address), "/fever-plan", typed=typed)
    team.fever()
    page = team.visitor().get("/team")
    assert "Known daily fever." in page.main and "Paged Robin Vale" in page.main


def _state(team: TeamSite) -> State:
    with team.session() as session:
        return session.get_one(Participant, team.child.id).state


def _token(visitor: Visitor, address: str) -> str:
    return visitor.get(address).forms[0].values("csrf_token")[0]


def test_values_that_no_column_takes_are_refused_and_break_nothing(team: TeamSite) -> None:
    team.app.testing = False
    team.app.config["PROPAGATE_EXCEPTIONS"] = False
    visitor = team.visitor(Role.INVESTIGATOR)
    assert visitor.client.get("/team/alerts/a%00b").status_code in (400, 404)
    address = f"/team/participants/{team.child.id}"
    typed = {"expires_on": "9999-12-31", "words": "call"}
    visitor.press(visitor.get(address), "/fever-plan", typed=typed, status=422)
