"""A red flag pages somebody, keeps paging, and ends only by a person's hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from flask import Flask
from sqlmodel import Session, col, select

from portal.actions.acknowledge_alert import acknowledge_alert
from portal.actions.escalate import escalate
from portal.actions.mark_family import mark_family
from portal.actions.report_symptoms import SymptomOutcome, report_symptoms
from portal.actions.reporter import caregiver_by
from portal.actions.resolve_alert import NoReason, resolve_alert
from portal.store import alerts
from portal.store.alerts import Alert, AlertState, FamilyMark, Page
from portal.store.doses import Door
from portal.store.engine import transaction
from portal.store.families import Caregiver, Participant, Texting
from portal.store.staff import PagerContact, Staff
from portal.store.tasks import Task
from portal.store.texts import InboundText, OutboundState, OutboundText
from portal.store.trail import Actor, Trail, Who
from study.lifecycle import State
from study.symptoms import Method, SymptomEntry, Temperature, Tier
from tests import builders
from tests.moving_clock import START

FEVER = SymptomEntry(
    temperature=Temperature("39.2", Decimal("39.2"), "C", Method.MOUTH), words="39.2"
)
CONFUSED = SymptomEntry(codes=frozenset({"N4"}), words="confused")
COUGH = SymptomEntry(codes=frozenset({"S21"}), words="cough")
WHO = Who(actor=Actor.STAFF, id="s")


@dataclass
class Ward:
    session: Session
    child: Participant
    mother: Caregiver
    first: PagerContact
    second: PagerContact
    member: Staff

    def says(self, entry: SymptomEntry, now: datetime, number: str = "1") -> SymptomOutcome:
        return report_symptoms(
            self.session,
            participants=[self.child],
            entry=entry,
            now=now,
            reporter=caregiver_by(Door.SMS, self.mother, _inbound(self.session, number, now)),
        )

    def texts(self, kind: str) -> list[OutboundText]:
        query = select(OutboundText).where(OutboundText.kind == kind)
        return list(self.session.exec(query.order_by(col(OutboundText.created_at))))

    def pages(self) -> list[str]:
        return [
            page.contact_id for page in self.session.exec(select(Page).order_by(col(Page.paged_at)))
        ]


def _inbound(session: Session, number: str, now: datetime) -> str:
    row = InboundText(
        carrier_id=f"SM{number}",
        sender="+12025550120",
        sender_index="-",
        called="-",
        body="-",
        received_at=now,
    )
    session.add(row)
    session.flush()
    return row.id


@pytest.fixture
def ward(app: Flask) -> Iterator[Ward]:
    with app.app_context(), transaction() as session:
        site = builders.a_site(session)
        first = builders.a_contact(session, site, "30", "Robin Vale")
        second = builders.a_contact(session, site, "31", "Kim Osei")
        builders.on_call(session, first)
        builders.fall_back_to(session, second)
        child = builders.a_child(session, builders.a_family(session, site))
        mother = builders.a_caregiver(session, child)
        yield Ward(session, child, mother, first, second, builders.a_staff_member(session, site))


def test_a_fever_opens_an_alert_pages_the_on_call_and_queues_safety_words(ward: Ward) -> None:
    outcome = ward.says(FEVER, START)

    assert outcome.tier is Tier.T2
    (alert,) = outcome.alerts
    assert alert.state is AlertState.OPEN
    assert alert.next_action_at and alert.next_action_at > START
    assert ward.pages() == [ward.first.id]
    (page,) = ward.texts("Page")
    assert (page.priority, page.to) == (0, ward.first.phone)
    (words,) = ward.texts("SafetyT2Fever")
    assert (words.to, words.alert_id) == (ward.mother.phone, alert.id)


def test_a_page_names_the_participant_code_and_never_the_child(ward: Ward) -> None:
    ward.says(FEVER, START)
    (page,) = ward.texts("Page")
    assert "K-103" in page.payload
    assert "Ana" not in page.payload and "39.2" not in page.payload


def test_a_repeat_joins_the_open_alert_and_a_worsening_pages_anew(ward: Ward) -> None:
    first = ward.says(FEVER, START).alerts[0]
    again = ward.says(FEVER, START + timedelta(minutes=1), "2").alerts[0]
    assert again.id == first.id
    assert len(ward.pages()) == 1

    worse = ward.says(CONFUSED, START + timedelta(minutes=2), "3").alerts[0]
    assert (worse.id, worse.tier) == (first.id, Tier.T1)
    assert len(ward.pages()) == 2


def test_a_worsening_takes_the_alert_back_from_who_had_acknowledged_it(ward: Ward) -> None:
    alert = ward.says(FEVER, START).alerts[0]
    acknowledge_alert(ward.session, alert=alert, who=WHO, how="sms", contact=ward.first, now=START)
    ward.says(CONFUSED, START + timedelta(minutes=5), "2")
    assert alert.state is AlertState.OPEN
    assert len(ward.pages()) == 2


def test_a_report_after_the_alert_was_resolved_opens_a_new_one(ward: Ward) -> None:
    alert = ward.says(FEVER, START).alerts[0]
    resolve_alert(
        ward.session, alert=alert, staff_id=ward.member.id, reason="seen", who=WHO, now=START
    )
    other = ward.says(FEVER, START + timedelta(hours=1), "2").alerts[0]
    assert other.id != alert.id
    assert len(ward.pages()) == 2


def test_silence_pages_again_then_the_next_person_then_everyone_without_end(ward: Ward) -> None:
    alert = ward.says(FEVER, START).alerts[0]
    moments = []
    for _ in range(12):
        now = alert.next_action_at
        assert now is not None
        step = escalate(ward.session, alert_id=alert.id, now=now)
        assert step is not None and step.look_again_at > now
        moments.append(step.reason.value)
    assert moments.index("next_person") < moments.index("everyone")
    assert moments.count("everyone") > 2
    assert ward.second.id in ward.pages()


def test_a_family_hears_once_that_nobody_has_answered(ward: Ward) -> None:
    alert = ward.says(FEVER, START).alerts[0]
    for _ in range(8):
        escalate(ward.session, alert_id=alert.id, now=alert.next_action_at or START)
    (text,) = ward.texts("NobodyAnswered")
    assert text.created_at - START == timedelta(minutes=10)
    assert text.state is OutboundState.PENDING


def test_reached_stops_the_texts_to_the_family_and_not_the_pages(ward: Ward) -> None:
    alert = ward.says(FEVER, START).alerts[0]
    mark_family(ward.session, alert=alert, mark=FamilyMark.REACHED, who=WHO, now=START)
    for _ in range(8):
        escalate(ward.session, alert_id=alert.id, now=alert.next_action_at or START)
    assert ward.texts("NobodyAnswered") == []
    assert len(ward.pages()) > 3
    assert alert.state is AlertState.OPEN


def test_the_first_to_acknowledge_holds_it_and_the_others_and_the_family_hear(ward: Ward) -> None:
    alert = ward.says(FEVER, START).alerts[0]
    while ward.second.id not in ward.pages():
        escalate(ward.session, alert_id=alert.id, now=alert.next_action_at or START)
    now = START + timedelta(minutes=12)
    took = acknowledge_alert(
        ward.session, alert=alert, who=WHO, how="sms", contact=ward.second, now=now
    )
    late = acknowledge_alert(
        ward.session, alert=alert, who=WHO, how="sms", contact=ward.first, now=now
    )
    again = acknowledge_alert(
        ward.session, alert=alert, who=WHO, how="sms", contact=ward.second, now=now
    )
    assert (took, late, again) == (True, False, True)
    (told,) = ward.texts("PageTakenByOther")
    assert told.contact_id == ward.first.id
    (family,) = ward.texts("AlertTaken")
    assert family.to == ward.mother.phone


def test_an_acknowledged_alert_that_nobody_resolves_is_paged_from_the_start(ward: Ward) -> None:
    alert = ward.says(FEVER, START).alerts[0]
    acknowledge_alert(ward.session, alert=alert, who=WHO, how="sms", contact=ward.first, now=START)
    pages = len(ward.pages())
    assert alert.next_action_at is not None
    escalate(ward.session, alert_id=alert.id, now=alert.next_action_at)
    assert alert.state is AlertState.OPEN
    assert len(ward.pages()) == pages + 1


def test_nobody_at_all_to_page_still_looks_again_and_heads_the_work_list(ward: Ward) -> None:
    for contact in (ward.first, ward.second):
        contact.removed_at = START
    ward.session.flush()
    alert = ward.says(FEVER, START).alerts[0]
    assert alert.next_action_at and alert.next_action_at > START
    (task,) = ward.session.exec(select(Task))
    assert (task.kind, task.urgent) == ("nobody_on_call", True)
    assert ward.texts("NobodyAnswered")


def test_resolving_needs_words_and_then_nothing_more_happens(ward: Ward) -> None:
    alert = ward.says(FEVER, START).alerts[0]
    with pytest.raises(NoReason):
        resolve_alert(ward.session, alert=alert, staff_id="-", reason="  ", who=WHO, now=START)
    resolve_alert(
        ward.session,
        alert=alert,
        staff_id=ward.member.id,
        reason="called, in clinic",
        who=WHO,
        now=START,
    )
    assert escalate(ward.session, alert_id=alert.id, now=START + timedelta(days=1)) is None
    assert alerts.due(ward.session, START + timedelta(days=9), 10) == []


def test_an_opted_out_phone_is_still_heard_and_the_page_says_to_call(ward: Ward) -> None:
    ward.mother.texting = Texting.OPTED_OUT
    alert = ward.says(FEVER, START).alerts[0]
    assert alert.cannot_text
    (page,) = ward.texts("Page")
    assert '"cannot_text": true' in page.payload
    (words,) = ward.texts("SafetyT2Fever")
    assert words.state is OutboundState.SUPPRESSED


def test_a_mild_symptom_is_a_task_that_pages_at_the_days_end(ward: Ward) -> None:
    outcome = ward.says(COUGH, START)
    assert outcome.tier is Tier.T3 and outcome.alerts == ()
    (task,) = ward.session.exec(select(Task))
    # Five in the afternoon in Chicago, the closing time of the demo site.
    assert task.pages_at == START + timedelta(hours=8)
    assert ward.pages() == []


def test_a_child_in_hospital_gets_its_own_words_and_still_an_alert(ward: Ward) -> None:
    ward.child.state = State.IN_HOSPITAL
    outcome = ward.says(FEVER, START)
    assert outcome.alerts
    assert ward.texts("InHospitalSafety")


@pytest.mark.parametrize("state", list(State))
def test_a_red_flag_is_heard_in_every_state_of_life(ward: Ward, state: State) -> None:
    ward.child.state = state
    assert ward.says(CONFUSED, START).alerts[0].tier is Tier.T1
    assert ward.pages() == [ward.first.id]


def test_on_a_shared_phone_the_alert_is_raised_for_every_child(ward: Ward) -> None:
    brother = Participant(
        family_id=ward.child.family_id,
        site_id=ward.child.site_id,
        code="K-104",
        nickname="Leo",
        state=State.ON_TREATMENT,
        state_since=START,
        created_at=START,
    )
    ward.session.add(brother)
    ward.session.flush()
    outcome = report_symptoms(
        ward.session,
        participants=[ward.child, brother],
        entry=FEVER,
        now=START,
        reporter=caregiver_by(Door.SMS, ward.mother, _inbound(ward.session, "9", START)),
    )
    assert {alert.participant_id for alert in outcome.alerts} == {ward.child.id, brother.id}
    assert len(ward.texts("SafetyT2Fever")) == 1


def test_everything_that_happened_is_in_the_trail(ward: Ward) -> None:
    alert = ward.says(FEVER, START).alerts[0]
    acknowledge_alert(ward.session, alert=alert, who=WHO, how="sms", contact=ward.first, now=START)
    said = [row.what for row in ward.session.exec(select(Trail).order_by(col(Trail.id)))]
    assert ["reported_symptoms", "alert_opened", "paged", "acknowledged_alert"] == [
        what for what in said if what != "told_family_taken"
    ]
    kinds = {event.kind for event in alerts.events_of(ward.session, alert.id)}
    assert kinds == {"opened", "paged", "acknowledged", "family_taken"}


def test_an_alert_can_never_be_deleted(ward: Ward) -> None:
    alert = ward.says(FEVER, START).alerts[0]
    with (
        pytest.raises(Exception, match="may not be changed or deleted"),
        ward.session.begin_nested(),
    ):
        ward.session.delete(ward.session.get_one(Alert, alert.id))
        ward.session.flush()
