"""In a language that nobody qualified has read at a site, the fixed card goes instead."""

from collections.abc import Iterator
from datetime import date, time

import pytest
from flask import Flask
from sqlmodel import Session, select

from portal.actions.queue_text import queue_family
from portal.store.engine import transaction
from portal.store.families import Caregiver
from portal.store.sites import Installation, Site
from portal.store.texts import OutboundState
from study.notices import DoseReminder, SafetyT1, SignInCode
from tests import builders
from tests.moving_clock import START

SAFETY = SafetyT1(phone_24h="202-555-0100")
REMINDER = DoseReminder(wall=time(8), day=date(2026, 3, 2), nickname="Ana")


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    with app.app_context(), transaction() as session:
        yield session


@pytest.fixture
def mother(session: Session) -> Caregiver:
    """A Spanish-speaking mother at a real site that has had nothing reviewed."""
    site = builders.a_site(session)
    session.get_one(Installation, 1).demo = False
    child = builders.a_child(session, builders.a_family(session, site))
    return builders.a_caregiver(session, child, language="es")


def test_safety_words_become_the_card_and_keep_their_turn(
    session: Session, mother: Caregiver
) -> None:
    text = queue_family(session, caregiver=mother, notice=SAFETY, key="k", now=START)
    assert (text.kind, text.language, text.purpose, text.priority) == (
        "LanguageCard",
        "en",
        "safety",
        1,
    )
    assert '"say": "Spanish"' in text.payload


def test_a_reminder_is_held_back_where_the_team_sees_it(
    session: Session, mother: Caregiver
) -> None:
    text = queue_family(session, caregiver=mother, notice=REMINDER, key="k", now=START)
    assert (text.kind, text.state) == ("DoseReminder", OutboundState.SUPPRESSED)


def test_a_sign_in_code_is_digits_and_goes(session: Session, mother: Caregiver) -> None:
    code = SignInCode(program="Line", challenge="c", minutes=10)
    assert (
        queue_family(session, caregiver=mother, notice=code, key="k", now=START).kind
        == "SignInCode"
    )


def test_once_the_site_has_had_it_reviewed_the_words_go(
    session: Session, mother: Caregiver
) -> None:
    session.exec(select(Site)).one().reviewed_languages = ["es"]
    text = queue_family(session, caregiver=mother, notice=SAFETY, key="k", now=START)
    assert (text.kind, text.language) == ("SafetyT1", "es")


def test_a_demo_speaks_every_language_it_offers(session: Session, mother: Caregiver) -> None:
    session.get_one(Installation, 1).demo = True
    text = queue_family(session, caregiver=mother, notice=SAFETY, key="k", now=START)
    assert (text.kind, text.language) == ("SafetyT1", "es")
