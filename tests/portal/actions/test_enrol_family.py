"""A family is enrolled whole or not at all, and its phones get one text each."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from portal.actions.add_caregiver import add_caregiver
from portal.actions.enrol_family import enrol_family
from portal.actions.enrolment import Enrolment, EnrolmentRefused, ProblemKind
from portal.actions.remove_caregiver import remove_caregiver
from portal.store import families, sealed
from portal.store.families import Family, Participant, Texting, TextingConsent
from portal.store.schedules import Checkin, CheckinKind, DoseSlot, Schedule
from portal.store.sites import Installation
from portal.store.texts import OutboundState, OutboundText
from portal.store.trail import Trail
from study.lifecycle import State
from study.medicines import Medicine, Route
from tests import builders
from tests.moving_clock import START
from tests.portal.actions.household import (
    A,
    Household,
    a_child_entry,
    a_person,
    a_plan,
    an_enrolment,
)


def _enrol(session: Session, entry: Enrolment, **site: Any) -> Family:
    at = builders.a_site(session, **site)
    nurse = builders.a_staff_member(session, at)
    return enrol_family(session, site=at, enrolment=entry, staff=nurse, now=START)


def _refused(session: Session, entry: Enrolment, **site: Any) -> dict[str, ProblemKind]:
    with pytest.raises(EnrolmentRefused) as refused:
        _enrol(session, entry, **site)
    assert session.exec(select(Family)).first() is None
    assert session.exec(select(OutboundText)).first() is None
    return {problem.where: problem.kind for problem in refused.value.problems}


def test_each_phone_gets_one_text_to_confirm_it_and_nothing_else(session: Session) -> None:
    family = _enrol(session, an_enrolment())

    sent = session.exec(select(OutboundText)).all()
    assert [text.kind for text in sent] == ["ConfirmPhone", "ConfirmPhone"]
    assert {text.to for text in sent} == {"+12025550120", "+12025550121"}
    assert {text.language for text in sent} == {"en", "es"}
    assert {text.state for text in sent} == {OutboundState.PENDING}
    assert {one.texting for one in families.members(session, family.id)} == {Texting.ASKED}


def test_the_consent_names_who_recorded_it_how_and_in_which_words(session: Session) -> None:
    _enrol(session, an_enrolment(caregivers=(a_person(agreed_how="spoken"),)))

    (consent,) = session.exec(select(TextingConsent)).all()
    assert (consent.given, consent.how, consent.wording_version) == (True, "spoken", "texting-1")
    assert consent.staff_id is not None


def test_eight_weeks_of_two_medicines_make_their_slots_check_ins_and_prompts(
    session: Session,
) -> None:
    _enrol(session, an_enrolment())

    # It is nine in the morning: today's first slots are past and are not made.
    assert len(session.exec(select(DoseSlot)).all()) == 2 * (2 * 56 - 1)
    kinds = [row.kind for row in session.exec(select(Checkin)).all()]
    assert kinds.count(CheckinKind.DOSES) == 2 * 56 - 1
    assert kinds.count(CheckinKind.DAILY) == 56
    assert len(session.exec(select(Schedule)).all()) == 2


def test_a_child_is_on_treatment_from_day_1_and_not_started_before(session: Session) -> None:
    later = a_child_entry(code="K-104", day1=date(2026, 4, 1))
    family = _enrol(session, an_enrolment(children=(a_child_entry(), later)))

    first, second = families.participants_of(session, family.id)
    assert (first.state, second.state) == (State.ON_TREATMENT, State.NOT_STARTED)


def test_names_and_numbers_are_not_readable_in_the_trail(session: Session) -> None:
    _enrol(session, an_enrolment())

    rows = session.exec(select(Trail)).all()
    assert {"enrolled_family", "enrolled_child", "added_caregiver"} <= {row.what for row in rows}
    written = " ".join(f"{row.what} {row.subject_id} {row.detail}" for row in rows)
    assert "Ana" not in written and "Maria" not in written and "5550120" not in written


@pytest.mark.parametrize("typed", ["", "123", "911", "not a number", "+1 202 555 0120 x9"])
def test_a_number_that_is_none_is_refused(session: Session, typed: str) -> None:
    found = _refused(session, an_enrolment(caregivers=(a_person(phone=typed),)))
    assert found == {"caregivers.0.phone": ProblemKind.BAD_PHONE}


def test_a_demo_refuses_a_number_that_could_be_a_persons(session: Session) -> None:
    found = _refused(session, an_enrolment(caregivers=(a_person(phone="+14155552671"),)))
    assert found == {"caregivers.0.phone": ProblemKind.NOT_A_DEMO_PHONE}


def test_the_same_number_twice_is_refused(session: Session) -> None:
    twice = (a_person("20"), a_person("20", phone="+1 (202) 555-0120"))
    found = _refused(session, an_enrolment(caregivers=twice))
    assert found == {"caregivers.1.phone": ProblemKind.PHONE_TAKEN}


def test_every_problem_is_named_at_its_field(session: Session) -> None:
    child = a_child_entry(
        code="k 1",
        nickname=" ",
        birth_date=date(2026, 3, 3),
        plans=(a_plan(ends_on=date(2026, 3, 1)), a_plan(Medicine.ETOPOSIDE, route=Route.IV)),
    )
    person = a_person(name="", language="English", agreed_how="", cares_for=("K-9",))
    found = _refused(session, an_enrolment(zone="Chicago", children=(child,), caregivers=(person,)))
    assert found == {
        "zone": ProblemKind.BAD_ZONE,
        "children.0.code": ProblemKind.BAD_CODE,
        "children.0.nickname": ProblemKind.BAD_NICKNAME,
        "children.0.birth_date": ProblemKind.BORN_IN_FUTURE,
        "children.0.plans.0.ends_on": ProblemKind.ENDS_BEFORE_START,
        "children.0.plans.1.route": ProblemKind.NOT_AT_HOME,
        "caregivers.0.name": ProblemKind.BAD_NAME,
        "caregivers.0.language": ProblemKind.BAD_LANGUAGE,
        "caregivers.0.agreed_how": ProblemKind.NOT_AGREED,
        "caregivers.0.cares_for": ProblemKind.CARES_FOR_NOBODY,
    }


def test_a_family_without_a_child_or_a_phone_is_refused(session: Session) -> None:
    found = _refused(session, an_enrolment(children=(), caregivers=()))
    assert found == {
        "children": ProblemKind.NO_CHILD,
        "caregivers": ProblemKind.NO_CAREGIVER,
    }


def test_a_site_without_its_24_hour_number_enrols_nobody(session: Session) -> None:
    found = _refused(session, an_enrolment(), phone_24h=None)
    assert found == {"site.phone_24h": ProblemKind.SITE_BLANK}


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"times": ()}, ProblemKind.NO_TIMES),
        ({"times": (time(8), time(8))}, ProblemKind.NO_TIMES),
        ({"times": (time(6), time(18))}, ProblemKind.NIGHT_NOT_AGREED),
        ({"ends_on": date(2028, 1, 1)}, ProblemKind.PLAN_TOO_LONG),
    ],
)
def test_a_plan_that_cannot_be_followed_is_refused(
    session: Session, changes: dict[str, Any], kind: ProblemKind
) -> None:
    child = a_child_entry(plans=(a_plan(**changes),))
    assert kind in _refused(session, an_enrolment(children=(child,))).values()


def test_night_times_are_kept_when_the_family_said_yes(session: Session) -> None:
    plan = a_plan(times=(time(6), time(18)), night_times_agreed=True)
    _enrol(session, an_enrolment(children=(a_child_entry(plans=(plan,)),)))
    assert session.exec(select(Schedule)).one().night_times_agreed


def test_two_plans_of_one_medicine_may_follow_each_other_and_not_overlap(
    session: Session,
) -> None:
    first = a_plan(ends_on=date(2026, 3, 20))
    over = replace(first, starts_on=first.ends_on, ends_on=date(2026, 4, 20))
    found = _refused(session, an_enrolment(children=(a_child_entry(plans=(first, over)),)))
    assert found == {"children.0.plans.1.starts_on": ProblemKind.PLANS_OVERLAP}


def test_plans_that_follow_each_other_are_kept(session: Session) -> None:
    first = a_plan(ends_on=date(2026, 3, 20))
    after = replace(
        first,
        starts_on=first.ends_on + timedelta(days=1),
        ends_on=date(2026, 4, 20),
        times=(time(8),),
    )
    _enrol(session, an_enrolment(children=(a_child_entry(plans=(first, after)),)))
    assert len(session.exec(select(Schedule).where(Schedule.medicine == A)).all()) == 2


def test_a_number_is_free_again_after_its_person_was_removed(home: Household) -> None:
    father = home.father
    remove_caregiver(home.session, caregiver=father, staff=home.nurse, now=home.now)
    added = add_caregiver(
        home.session,
        family=home.family,
        entry=a_person("21", name="Rosa Diaz"),
        children=home.children,
        staff=home.nurse,
        now=home.now,
    )
    assert added.id != father.id
    found = families.caregiver_by_phone(home.session, "+12025550121")
    assert found is not None and found.id == added.id


def test_adding_a_person_with_an_enrolled_number_is_refused(home: Household) -> None:
    with pytest.raises(EnrolmentRefused) as refused:
        add_caregiver(
            home.session,
            family=home.family,
            entry=a_person("20"),
            children=home.children,
            staff=home.nurse,
            now=home.now,
        )
    assert refused.value.problems[0].kind is ProblemKind.PHONE_TAKEN
    assert refused.value.problems[0].words == "This phone number is already enrolled."


def test_a_name_is_sealed_in_the_table(home: Household) -> None:
    stored = home.session.connection().exec_driver_sql("SELECT nickname FROM participants").scalar()
    assert isinstance(stored, bytes | memoryview) and b"Ana" not in bytes(stored)
    assert home.session.exec(select(Participant)).one().nickname == "Ana"
    assert home.mother.phone_index == sealed.index("+12025550120")


@pytest.mark.parametrize(("days_ago", "allowed"), [(None, False), (8, False), (6, True)])
def test_outside_a_demo_nobody_is_enrolled_before_the_pager_was_tested(
    session: Session, days_ago: int | None, allowed: bool
) -> None:
    session.add(Installation(created_at=START, demo=False))
    site = builders.a_site(session)
    contact = builders.a_contact(session, site, "30")
    builders.on_call(session, contact)
    contact.test_answered_at = START - timedelta(days=days_ago) if days_ago else None
    nurse = builders.a_staff_member(session, site)
    try:
        enrol_family(session, site=site, enrolment=an_enrolment(), staff=nurse, now=START)
        kinds = []
    except EnrolmentRefused as refused:
        kinds = [problem.kind for problem in refused.problems]
    assert kinds == ([] if allowed else [ProblemKind.PAGER_UNTESTED])


@pytest.mark.parametrize(("demo", "kinds"), [(False, [ProblemKind.NOT_LIVE]), (True, [])])
def test_nobody_is_enrolled_at_a_site_that_no_person_took_live(
    session: Session, demo: bool, kinds: list[ProblemKind]
) -> None:
    session.add(Installation(created_at=START, demo=demo))
    site = builders.a_site(session, live_since=None)
    contact = builders.a_contact(session, site, "30")
    builders.on_call(session, contact)
    contact.test_answered_at = START
    nurse = builders.a_staff_member(session, site)
    try:
        enrol_family(session, site=site, enrolment=an_enrolment(), staff=nurse, now=START)
        found = []
    except EnrolmentRefused as refused:
        found = [problem.kind for problem in refused.problems]
    assert found == kinds
