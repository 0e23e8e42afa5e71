"""Where a child stands decides what is sent; a death stops everything about that child at once."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from portal.actions.escalate import escalate
from portal.actions.queue_text import queue_family
from portal.actions.read_slots import read_slots
from portal.actions.report_symptoms import report_symptoms
from portal.actions.reporter import by_staff, caregiver_by
from portal.actions.set_state import StateRefused, is_in_study, set_state
from portal.store import alerts, conversations, families, schedules, tasks
from portal.store.doses import Door
from portal.store.families import Participant
from portal.store.schedules import Checkin
from portal.store.texts import OutboundState, OutboundText
from portal.store.trail import Trail
from study.doses import DoseStatus
from study.lifecycle import State
from study.notices import DailyPrompt
from study.symptoms import SymptomEntry, Tier
from tests.portal.actions.household import EVENING, MORNING, Household, a_child_entry, move_in


def _set(home: Household, state: State, child: Participant | None = None, **more: Any) -> None:
    set_state(
        home.session,
        participant=child or home.child,
        state=state,
        who=by_staff(home.nurse),
        now=home.now,
        **more,
    )
    home.session.flush()


def _waiting(home: Household) -> list[OutboundText]:
    query = select(OutboundText).where(
        OutboundText.state == OutboundState.PENDING, col(OutboundText.caregiver_id).is_not(None)
    )
    home.session.expire_all()
    return list(home.session.exec(query))


def test_a_change_of_state_is_a_row_of_its_own_and_in_the_trail(home: Household) -> None:
    _set(home, State.COMPLETED, reason="week 8")
    changes = families.state_changes(home.session, home.child.id)
    assert [(one.state, one.reason) for one in changes] == [
        (State.ON_TREATMENT, "enrolled"),
        (State.COMPLETED, "week 8"),
    ]
    rows = home.session.exec(select(Trail).where(Trail.what == "set_state")).all()
    assert [(row.detail["old"], row.detail["new"]) for row in rows] == [
        ("on_treatment", "completed")
    ]


@pytest.mark.parametrize("state", [State.DIED, State.WITHDRAWN, State.ON_TREATMENT, State.HELD])
def test_a_family_can_say_in_the_hospital_and_nothing_else(home: Household, state: State) -> None:
    mother = caregiver_by(Door.WEB, home.mother)
    with pytest.raises(StateRefused):
        set_state(home.session, participant=home.child, state=state, who=mother.who, now=home.now)
    set_state(
        home.session,
        participant=home.child,
        state=State.IN_HOSPITAL,
        who=mother.who,
        now=home.now,
    )
    assert home.child.state is State.IN_HOSPITAL


def test_going_into_the_hospital_holds_back_what_waits_and_closes_its_questions(
    home: Household,
) -> None:
    home.at(20)
    home.tick()
    assert {text.kind for text in _waiting(home)} >= {"DoseReminder"}
    _set(home, State.IN_HOSPITAL)
    assert "DoseReminder" not in {text.kind for text in _waiting(home)}
    assert conversations.open_about(home.session, home.child.id) == []


def test_a_held_child_is_still_asked_how_it_is(home: Household) -> None:
    home.at(17)
    _set(home, State.HELD, review_on=date(2026, 3, 9))
    home.at(18)
    home.tick()
    assert len(home.texts("DailyPrompt")) == 1
    home.at(20)
    home.tick()
    assert home.texts("DoseReminder") == []
    (task,) = tasks.open_about(home.session, home.child.id, "hold_review")
    assert task.detail["review_on"] == "2026-03-09"


def test_slots_without_a_report_read_as_the_state_explains_them(home: Household) -> None:
    home.at(12)
    _set(home, State.IN_HOSPITAL)
    home.at(12, day=1)
    _set(home, State.HELD)
    home.at(12, day=2)
    _set(home, State.ON_TREATMENT)
    slots = [home.slot(EVENING, 0), home.slot(EVENING, 1), home.slot(EVENING, 2)]
    read = read_slots(home.session, participant=home.child, slots=slots)
    assert [read[slot.id] for slot in slots] == [
        DoseStatus.IN_HOSPITAL,
        DoseStatus.HELD,
        DoseStatus.UNKNOWN,
    ]


def test_a_death_stops_every_text_on_every_phone_and_every_look(home: Household) -> None:
    home.at(20)
    home.tick()
    for person in (home.mother, home.father):
        queue_family(
            home.session,
            caregiver=person,
            notice=DailyPrompt(),
            key=f"unnamed:{person.id}",
            now=home.now,
        )
    _set(home, State.IN_HOSPITAL)
    _set(home, State.DIED)

    assert [text.kind for text in _waiting(home)] == []
    assert conversations.open_about(home.session, home.child.id) == []
    assert home.tasks() == []
    looks = select(Checkin).where(col(Checkin.next_at).is_not(None))
    assert home.session.exec(looks).all() == []
    assert not is_in_study(home.session, home.mother.id)


def test_an_enrolled_siblings_texts_go_on_after_a_death(session: Session) -> None:
    both = (a_child_entry(), a_child_entry(code="K-104", nickname="Leo"))
    home = move_in(session, children=both)
    ana, leo = home.children
    home.at(20)
    home.tick()
    _set(home, State.DIED, ana)

    left = [text.participant_id for text in _waiting(home) if text.kind == "DoseReminder"]
    assert left == [leo.id]
    assert is_in_study(session, home.mother.id)
    home.at(8, day=1)
    home.tick()
    assert {text.participant_id for text in home.texts("DoseReminder")[-1:]} == {leo.id}


def test_a_death_set_by_mistake_gives_the_future_back(home: Household) -> None:
    _set(home, State.DIED)
    _set(home, State.ON_TREATMENT)
    home.at(20)
    home.tick()
    assert len(home.texts("DoseReminder")) == 1


@pytest.mark.parametrize("state", list(State))
def test_a_red_flag_is_heard_in_every_state(home: Household, state: State) -> None:
    _set(home, state)
    outcome = report_symptoms(
        home.session,
        participants=[home.child],
        entry=SymptomEntry(codes=frozenset({"N1"}), words="seizure"),
        reporter=home.text_from(home.mother),
        now=home.now,
    )
    assert (outcome.tier, len(home.texts("Page"))) == (Tier.T1, 1)


def test_the_same_state_again_writes_nothing(home: Household) -> None:
    _set(home, State.ON_TREATMENT)
    assert len(families.state_changes(home.session, home.child.id)) == 1
    assert schedules.slots_from(home.session, home.child.id, home.now)
    assert home.slot(MORNING, 1).withdrawn_at is None


def test_news_of_an_alert_does_not_reach_a_family_after_a_death(home: Household) -> None:
    report_symptoms(
        home.session,
        participants=[home.child],
        entry=SymptomEntry(codes=frozenset({"N2"}), words="will not wake"),
        reporter=home.text_from(home.mother),
        now=home.now,
    )
    _set(home, State.DIED)
    home.at(9, 30)
    alert = alerts.unresolved_of(home.session, home.child.id)
    assert alert is not None
    escalate(home.session, alert_id=alert.id, now=home.now)
    (news,) = home.texts("NobodyAnswered")
    assert news.state is OutboundState.SUPPRESSED
