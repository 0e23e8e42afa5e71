"""Logging doses by a tap: every status, route and time, corrections, and the second "given"."""

from datetime import time, timedelta

import pytest
from sqlmodel import Session, select

from portal.actions.dose_statement import DoseStatement
from portal.actions.report_dose import report_dose
from portal.actions.reporter import caregiver_by
from portal.actions.set_state import set_state
from portal.store import alerts, doses, tasks
from portal.store.doses import Door, DoseReport
from portal.store.families import Caregiver
from portal.store.schedules import Checkin, DoseSlot
from portal.store.trail import Actor, Who
from study.doses import DoseStatus
from study.lifecycle import State
from study.localtime import instant
from study.medicines import Route
from tests.page import Page, Visitor
from tests.portal.actions.household import TODAY, ZONE
from tests.portal.pages.conftest import Home


def booked(home: Home) -> list[DoseReport]:
    """What stands for the evening's A and B, those that have something."""

    def query(session: Session) -> list[DoseReport]:
        found = doses.booked(session, home.evening_slots)
        return [found[slot] for slot in home.evening_slots if slot in found]

    return home.look(query)


def statuses(home: Home) -> list[DoseStatus]:
    return [report.status for report in booked(home)]


def tap(
    visitor: Visitor, home: Home, status: str, http_status: int = 200, **typed: str | list[str]
) -> Page:
    page = visitor.get("/today")
    return visitor.press(page, home.evening, ("status", status), typed, status=http_status)


def text_says(home: Home, person: Caregiver, status: DoseStatus) -> None:
    """Somebody tells of the evening's A by another door."""

    def act(session: Session) -> None:
        slot = session.get(DoseSlot, home.evening_slots[0])
        assert slot is not None
        reporter = caregiver_by(Door.SMS, person)
        said = DoseStatement(status)
        report_dose(session, slot=slot, said=said, reporter=reporter, now=home.clock())

    home.change(act)


def test_one_tap_logs_both_doses_and_makes_nothing_up(home: Home) -> None:
    page = tap(home.visitor(), home, "given")
    assert "Saved." in page.main
    assert statuses(home) == [DoseStatus.GIVEN, DoseStatus.GIVEN]
    assert all(report.given_at is None and report.route_assumed for report in booked(home))
    assert all(report.door is Door.WEB for report in booked(home))


def test_a_tap_with_htmx_swaps_the_day_alone(home: Home) -> None:
    visitor = home.visitor()
    answer = visitor.post(
        visitor.get("/today"), home.evening, ("status", "given"), htmx=True
    )
    part = answer.get_data(as_text=True)
    assert answer.status_code == 200 and "<html" not in part and "Saved." in part
    assert part.lstrip().startswith('<div id="day">')


@pytest.mark.parametrize(
    ("button", "status"),
    [
        ("given", DoseStatus.GIVEN),
        ("part_given", DoseStatus.PART_GIVEN),
        ("missed", DoseStatus.MISSED),
        ("vomited", DoseStatus.VOMITED),
        ("held", DoseStatus.HELD),
        ("in_hospital", DoseStatus.IN_HOSPITAL),
    ],
)
def test_each_button_keeps_its_status(home: Home, button: str, status: DoseStatus) -> None:
    tap(home.visitor(), home, button, slot=home.evening_slots[0])
    assert statuses(home) == [status]


def test_one_of_two_can_be_logged_alone(home: Home) -> None:
    page = tap(home.visitor(), home, "given", slot=home.evening_slots[1])
    assert [report.slot_id for report in booked(home)] == [home.evening_slots[1]]
    assert "A not logged" in page.main


def test_route_and_time_are_kept_as_said(home: Home) -> None:
    tap(home.visitor(), home, "given", route="NG", when="at", at="19:50")
    for report in booked(home):
        assert (report.route, report.route_assumed) == (Route.NG, False)
        assert report.given_at == instant(TODAY, time(19, 50), ZONE)


def test_just_now_is_this_minute(home: Home) -> None:
    tap(home.visitor(), home, "given", when="now")
    assert {report.given_at for report in booked(home)} == {home.clock()}


def test_a_time_after_midnight_belongs_to_the_evening_before(home: Home) -> None:
    home.clock.advance(timedelta(hours=5))
    tap(home.visitor(), home, "given", when="at", at="00:30")
    given = {report.given_at for report in booked(home)}
    assert given == {instant(TODAY + timedelta(days=1), time(0, 30), ZONE)}


def test_a_time_that_is_still_to_come_is_said_in_place(home: Home) -> None:
    page = tap(home.visitor(), home, "given", 422, when="at", at="23:15")
    assert "still to come" in page.main and not booked(home)
    assert page.form(home.evening).values("at") == ["23:15"]


def test_a_lost_dose_does_not_wait_for_a_time_that_can_be_read(home: Home) -> None:
    page = tap(home.visitor(), home, "vomited", when="at", at="23:15")
    assert "Do not repeat the dose." in page.main
    assert statuses(home) == [DoseStatus.VOMITED, DoseStatus.VOMITED]


def test_nothing_ticked_is_said_in_place(home: Home) -> None:
    page = tap(home.visitor(), home, "given", 422, slot=[])
    assert "tick which one" in page.main and not booked(home)


def test_a_vomited_steroid_says_call_now_and_pages(home: Home) -> None:
    page = tap(home.visitor(), home, "vomited", slot=home.evening_slots[1])
    assert page.headings == ["Call your study team now"]
    assert "Nobody has seen this yet." in page.main
    alert = home.look(lambda session: alerts.unresolved_of(session, home.child.id))
    assert alert is not None and alert.tier.value == "T2"


def test_tube_trouble_is_told_beside_the_dose(home: Home) -> None:
    page = tap(home.visitor(), home, "given", tube="yes")
    assert "Do not put anything in the tube." in page.main
    assert statuses(home) == [DoseStatus.GIVEN, DoseStatus.GIVEN]


def test_later_books_nothing_and_stays_open(home: Home) -> None:
    page = tap(home.visitor(), home, "later")
    assert "stays open" in page.main and not booked(home)
    checkin = home.look(lambda session: session.get(Checkin, home.evening))
    assert checkin is not None and checkin.answered_at is None


def test_not_sure_says_to_call_before_giving_and_books_nothing(home: Home) -> None:
    page = tap(home.visitor(), home, "unsure")
    assert "Do not give extra or double." in page.main and not booked(home)
    kinds = home.look(lambda session: [one.kind for one in tasks.open_at(session, home.site.id)])
    assert "caregivers_unsure" in kinds


def test_a_second_given_shows_who_and_asks(home: Home) -> None:
    visitor = home.visitor(home.father)
    page = visitor.get("/today?lang=en")
    text_says(home, home.mother, DoseStatus.GIVEN)
    visitor.press(page, home.evening, ("status", "given"), {"slot": home.evening_slots[0]})
    asked = visitor.get("/today?lang=en")
    assert "already logged as given" in asked.main and "Maria Lopez" in asked.main
    assert len(booked(home)) == 1


def test_the_same_dose_twice_said_ends_the_question(home: Home) -> None:
    visitor = second_given(home)
    page = visitor.press(visitor.get("/today"), "/second/", ("meaning", "same"))
    assert page.headings == ["Hoy"] and "otra vez" not in page.main
    assert home.look(lambda session: alerts.unresolved_of(session, home.child.id)) is None


@pytest.mark.parametrize("meaning", ["again", "unsure"])
def test_a_dose_given_twice_says_poison_control_and_pages(home: Home, meaning: str) -> None:
    visitor = second_given(home)
    page = visitor.press(visitor.get("/today"), "/second/", ("meaning", meaning))
    assert "tel:+18002221222" in page.links
    assert home.look(lambda session: alerts.unresolved_of(session, home.child.id)) is not None


def second_given(home: Home) -> Visitor:
    visitor = home.visitor(home.father)
    page = visitor.get("/today")
    text_says(home, home.mother, DoseStatus.GIVEN)
    visitor.press(page, home.evening, ("status", "given"), {"slot": home.evening_slots[0]})
    return visitor


def test_names_stay_hidden_from_a_caregiver_who_may_not_see_them(home: Home) -> None:
    def hide(session: Session) -> None:
        father = session.get(Caregiver, home.father.id)
        assert father is not None
        father.sees_names = False

    home.change(hide)
    visitor = second_given(home)
    page = visitor.get("/today?lang=en")
    assert "already logged as given" in page.main and "Maria" not in page.main


def test_two_answers_that_do_not_fit_say_to_call_before_giving(home: Home) -> None:
    visitor = home.visitor(home.father)
    page = visitor.get("/today")
    text_says(home, home.mother, DoseStatus.GIVEN)
    landed = visitor.press(
        page, home.evening, ("status", "missed"), {"slot": home.evening_slots[0]}
    )
    assert "911" in landed.main and statuses(home) == [DoseStatus.GIVEN]


def test_a_correction_is_a_new_row_beside_the_old_one(home: Home) -> None:
    visitor = home.visitor()
    tap(visitor, home, "given", slot=home.evening_slots[0])
    page = visitor.get(f"/today/doses/{home.evening_slots[0]}")
    assert page.headings == ["Change this entry"]
    visitor.press(page, "/doses/", ("status", "part_given"), {"when": "at", "at": "20:01"})
    (report,) = booked(home)
    assert report.status is DoseStatus.PART_GIVEN and report.replaces_id is not None
    rows = home.look(lambda session: list(session.exec(select(DoseReport))))
    assert len(rows) == 2


def test_a_dose_of_tomorrow_cannot_be_logged_today(home: Home) -> None:
    visitor = home.visitor()
    page = visitor.get("/today")
    assert home.tomorrow not in page.html
    answer = visitor.client.post(
        f"/today/checkins/{home.tomorrow}",
        data={"csrf_token": page.forms[0].values("csrf_token")[0], "status": "given"},
    )
    assert answer.status_code == 422


def test_in_hospital_and_home_again(home: Home) -> None:
    visitor = home.visitor()
    page = visitor.press(visitor.get("/today"), "/hospital")
    assert "reminders are off" in page.main
    page = visitor.press(page, "/home")
    assert "Your team must check the plan first." in page.main


def test_after_a_death_every_page_is_one_quiet_page(home: Home) -> None:
    def died(session: Session) -> None:
        who = Who(actor=Actor.STAFF, id=home.nurse.id, site_id=home.site.id)
        child = session.get(type(home.child), home.child.id)
        assert child is not None
        set_state(session, participant=child, state=State.DIED, who=who, now=home.clock())

    home.change(died)
    visitor = home.visitor()
    for address in ("/today", "/symptoms", "/log"):
        page = visitor.get(address)
        assert page.headings == ["Your study team"] and "Ana" not in page.text


def test_the_day_names_no_medicine_but_what_the_team_confirmed(home: Home) -> None:
    text = home.visitor().get("/today").html.lower()
    assert "ruxolitinib" not in text and "dexamethasone" not in text
