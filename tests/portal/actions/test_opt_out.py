"""STOP means stop, at once; the team hears of it, and START brings the texts back."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from portal.actions.add_caregiver import add_caregiver
from portal.actions.confirm_phone import confirm_phone
from portal.actions.fewer_texts import Fewer, fewer_texts
from portal.actions.opt_in import opt_in
from portal.actions.opt_out import opt_out
from portal.actions.remove_caregiver import remove_caregiver
from portal.actions.report_symptoms import report_symptoms
from portal.actions.reporter import by_staff
from portal.actions.set_state import set_state
from portal.store import alerts, conversations, sealed, sessions, tasks
from portal.store.conversations import Asked, OpenQuestion
from portal.store.families import Caregiver, Texting, TextingConsent
from portal.store.sessions import WebSession
from portal.store.texts import OutboundState, OutboundText
from portal.store.trail import Actor, Trail
from study.lifecycle import State
from study.notices import OptedOut, from_json
from study.symptoms import SymptomEntry
from tests.portal.actions.household import Household, a_person


def _stop(home: Household, **more: Any) -> OutboundText | None:
    return opt_out(
        home.session,
        caregiver=home.mother,
        reporter=home.text_from(home.mother),
        now=home.now,
        **more,
    )


def _start(home: Household, **more: Any) -> OutboundText | None:
    return opt_in(
        home.session,
        caregiver=home.mother,
        reporter=home.text_from(home.mother),
        now=home.now,
        **more,
    )


def _waiting(home: Household, person: Caregiver) -> list[str]:
    home.session.expire_all()
    query = select(OutboundText).where(
        OutboundText.caregiver_id == person.id, OutboundText.state == OutboundState.PENDING
    )
    return [text.kind for text in home.session.exec(query)]


def _consents(home: Household) -> list[bool]:
    query = select(TextingConsent).where(TextingConsent.caregiver_id == home.mother.id)
    return [row.given for row in home.session.exec(query.order_by(col(TextingConsent.at)))]


def test_stop_holds_back_everything_that_waits_but_its_one_confirmation(home: Household) -> None:
    home.at(20)
    home.tick()
    _stop(home)
    assert _waiting(home, home.mother) == ["OptedOut"]
    assert home.mother.texting is Texting.OPTED_OUT
    assert home.tasks() == ["opted_out"]
    assert _consents(home)[-1] is False


def test_nothing_is_sent_after_stop(home: Household) -> None:
    _stop(home)
    for hour in (18, 20, 21):
        home.at(hour)
        home.tick()
    assert _waiting(home, home.mother) == ["OptedOut"]
    assert "DoseReminder" in _waiting(home, home.father)


def test_stop_twice_is_answered_once(home: Household) -> None:
    assert _stop(home) is not None
    assert _stop(home) is None
    assert len(home.texts("OptedOut")) == 1


def test_where_the_carrier_answered_we_do_not_answer_too(home: Household) -> None:
    assert _stop(home, carrier_answered=True) is None
    assert home.mother.texting is Texting.OPTED_OUT


def test_an_open_alert_says_that_the_family_cannot_be_texted(home: Household) -> None:
    report_symptoms(
        home.session,
        participants=[home.child],
        entry=SymptomEntry(codes=frozenset({"N1"}), words="seizure"),
        reporter=home.text_from(home.mother),
        now=home.now,
    )
    _stop(home)
    alert = alerts.unresolved_of(home.session, home.child.id)
    assert alert is not None and alert.cannot_text
    (task,) = [one for one in tasks.open_at(home.session, home.site.id) if one.kind == "opted_out"]
    assert task.urgent
    _start(home)
    assert not alert.cannot_text


def test_a_question_whose_silence_pages_outlives_the_stop(home: Household) -> None:
    for kind, deadline in ((Asked.METHOD, home.now + timedelta(minutes=15)), (Asked.DOSES, None)):
        home.session.add(
            OpenQuestion(
                caregiver_id=home.mother.id,
                participant_id=home.child.id,
                site_id=home.site.id,
                kind=kind,
                asked_at=home.now,
                deadline_at=deadline,
            )
        )
    _stop(home)
    waiting = conversations.open_of(home.session, home.mother.id, home.now)
    assert [one.kind for one in waiting] == [Asked.METHOD]
    assert tasks.open_at(home.session, home.site.id)[0].urgent


@pytest.mark.parametrize(("state", "said"), [(State.WITHDRAWN, False), (State.HELD, True)])
def test_you_are_still_in_the_study_is_said_only_where_it_is_true(
    home: Household, state: State, said: bool
) -> None:
    set_state(
        home.session,
        participant=home.child,
        state=state,
        who=by_staff(home.nurse),
        now=home.now,
    )
    text = _stop(home)
    assert text is not None
    notice = from_json(text.kind, text.payload)
    assert isinstance(notice, OptedOut)
    assert notice.in_study is said


def test_start_brings_texts_back_with_a_new_consent(home: Household) -> None:
    _stop(home)
    home.now += timedelta(minutes=1)
    assert _start(home) is not None
    assert home.mother.texting is Texting.CONFIRMED
    assert _consents(home)[-2:] == [False, True]
    assert _start(home) is None


def _newcomer(home: Household) -> Caregiver:
    return add_caregiver(
        home.session,
        family=home.family,
        entry=a_person("22", name="Rosa Diaz"),
        children=home.children,
        staff=home.nurse,
        now=home.now,
    )


def test_start_from_a_new_phone_confirms_it(home: Household) -> None:
    rosa = _newcomer(home)
    text = opt_in(home.session, caregiver=rosa, reporter=home.text_from(rosa), now=home.now)
    assert text is not None and text.kind == "SignedUp"
    assert rosa.texting is Texting.CONFIRMED


def test_a_phone_is_confirmed_once_and_its_question_is_closed(home: Household) -> None:
    rosa = _newcomer(home)
    assert _waiting(home, rosa) == ["ConfirmPhone"]
    for expected in (True, False):
        sender = home.text_from(rosa)
        text = confirm_phone(home.session, caregiver=rosa, reporter=sender, now=home.now)
        assert (text is not None) is expected
    assert conversations.open_of(home.session, rosa.id, home.now) == []


@pytest.mark.parametrize(
    ("stop", "left"),
    [
        (Fewer.REMINDERS, ["DailyPrompt"]),
        (Fewer.PROMPTS, ["DoseReminder"]),
        (Fewer.BOTH, []),
    ],
)
def test_fewer_turns_off_what_was_asked_and_keeps_the_safety_words(
    home: Household, stop: Fewer, left: list[str]
) -> None:
    home.at(18)
    home.tick()
    home.at(20)
    home.tick()
    fewer_texts(
        home.session,
        caregiver=home.mother,
        stop=stop,
        reporter=home.text_from(home.mother),
        now=home.now,
    )
    routine = {"DailyPrompt", "DoseReminder"}
    assert [kind for kind in _waiting(home, home.mother) if kind in routine] == left
    report_symptoms(
        home.session,
        participants=[home.child],
        entry=SymptomEntry(codes=frozenset({"N1"}), words="seizure"),
        reporter=home.text_from(home.mother),
        now=home.now,
    )
    assert "SafetyT1" in _waiting(home, home.mother)


def test_a_removed_person_is_signed_out_and_gets_nothing_more(home: Household) -> None:
    home.session.add(
        WebSession(
            token_index=sealed.index("token"),
            caregiver_id=home.father.id,
            created_at=home.now,
            seen_at=home.now,
            idle_ends_at=home.now,
            ends_at=home.now,
        )
    )
    father = home.father
    remove_caregiver(home.session, caregiver=father, staff=home.nurse, now=home.now)
    home.session.expire_all()
    assert sessions.by_token(home.session, sealed.index("token")) is None
    for hour in (18, 20, 21):
        home.at(hour)
        home.tick()
    assert _waiting(home, father) == []


def test_everything_is_in_the_trail_by_the_one_who_did_it(
    session: Session, home: Household
) -> None:
    _stop(home)
    _start(home)
    rows = session.exec(select(Trail).where(col(Trail.what).in_(["opted_out", "opted_in"]))).all()
    assert [(row.actor, row.actor_id) for row in rows] == [
        (Actor.CAREGIVER, home.mother.id),
        (Actor.CAREGIVER, home.mother.id),
    ]
