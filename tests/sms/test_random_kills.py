"""Days of reminders, answers, a fever and its pages, in which the process dies again and again.

Nothing that came in is lost and each text has its effect once; a page arrives at least once, any
other text once at most. Where the deaths fall is drawn from a seed.
"""

from collections.abc import Callable
from datetime import time

import pytest
from sqlmodel import select

from portal.actions.resolve_alert import resolve_alert
from portal.store import trail
from portal.store.alerts import Alert, AlertState
from portal.store.engine import EXTENSION, transaction
from portal.store.symptoms import SymptomReport
from portal.store.texts import InboundState, InboundText, OutboundState, OutboundText
from sms.guarantee import Guarantee, of_purpose
from tests.journeys.conftest import (
    EVENING,
    FIRST,
    MORNING,
    MOTHER,
    Hospital,
    open_hospital,
)
from tests.moving_clock import MovingClock
from tests.sms.mortal import MortalCarrier, MortalWorld, Reaper
from tests.world import World

SEED = 20260302
KILLS = {"sqlite": 200, "postgresql": 60}
HELD_BACK = (OutboundState.SUPPRESSED, OutboundState.EXPIRED)


@pytest.fixture
def carrier(clock: MovingClock) -> MortalCarrier:
    return MortalCarrier(clock, Reaper(SEED))


@pytest.fixture
def mortal(make_world: Callable[..., World], carrier: MortalCarrier) -> MortalWorld:
    made = make_world()
    return MortalWorld(made.app, made.clock, carrier)


def test_whenever_the_process_dies_each_promise_of_the_line_is_kept(mortal: MortalWorld) -> None:
    hospital = open_hospital(mortal)
    hospital.enrol("Ana")
    mortal.dies(KILLS[mortal.app.extensions[EXTENSION].engine.dialect.name])
    _live_a_day(hospital)
    while mortal.is_mortal:
        hospital.until(EVENING)
        hospital.until(MORNING)
    mortal.run()
    _nothing_that_came_in_is_lost_or_heard_twice(mortal)
    assert hospital.doses()[:4] == [
        ("dexamethasone", "given", "PO"),
        ("dexamethasone", "given", "PO"),
        ("ruxolitinib", "given", "PO"),
        ("ruxolitinib", "given", "PO"),
    ]
    assert (hospital.reports(), hospital.alerts()) == (4, [("T2", "resolved")])
    _pages_arrived_and_nothing_else_did_twice(mortal)
    for one in mortal.carrier.ledger:
        one.expected = True


def _live_a_day(hospital: Hospital) -> None:
    """Two doses, the daily question, a fever that somebody takes and closes."""
    mother = hospital.phone(MOTHER)
    hospital.until(MORNING)
    hospital.until(time(10, 2))
    mother.reply("1")
    hospital.until(time(18, 5))
    mother.reply("0")
    hospital.until(time(18, 20))
    mother.reply("temp 39.2 in the mouth")
    hospital.until(time(18, 45))
    hospital.pager(FIRST).reply(f"ACK {hospital.pager(FIRST).code}")
    hospital.until(time(18, 50))
    _close_the_alert(hospital)
    hospital.until(EVENING)
    hospital.until(time(20, 50))
    mother.reply("gave both 8:10 by mouth")
    hospital.until(time(23, 30))


def _close_the_alert(hospital: Hospital) -> None:
    with hospital.world.app.app_context(), transaction() as session:
        alert = session.exec(select(Alert)).one()
        assert alert.state is AlertState.ACKNOWLEDGED
        resolve_alert(
            session,
            alert=alert,
            staff_id=hospital.staff.id,
            reason="Seen in clinic.",
            who=trail.CLOCK,
            now=hospital.world.clock(),
        )


def _nothing_that_came_in_is_lost_or_heard_twice(mortal: MortalWorld) -> None:
    with mortal.app.extensions[EXTENSION].reading() as session:
        texts = session.exec(select(InboundText)).all()
        reports = session.exec(select(SymptomReport)).all()
        answers = [
            (text.inbound_id, text.kind, text.to_index)
            for text in session.exec(select(OutboundText))
            if text.inbound_id is not None
        ]
    assert sorted(text.carrier_id for text in texts) == sorted(mortal.texted)
    assert {text.state for text in texts} == {InboundState.READ}
    assert len({report.inbound_id for report in reports}) == len(reports) == 2
    assert len(set(answers)) == len(answers)


def _pages_arrived_and_nothing_else_did_twice(mortal: MortalWorld) -> None:
    with mortal.app.extensions[EXTENSION].reading() as session:
        texts = session.exec(select(OutboundText)).all()
    again = 0
    for text in texts:
        reached = mortal.mortal_carrier.reached[text.id]
        if of_purpose(text.purpose) is not Guarantee.AT_LEAST_ONCE:
            assert reached == (0 if text.state in HELD_BACK else 1), f"{text.kind} {text.state}"
        elif text.state not in HELD_BACK:
            assert reached >= 1, f"{text.kind} {text.state}"
            again += reached - 1
    assert {text.state for text in texts} <= {OutboundState.DELIVERED, *HELD_BACK}
    assert again <= mortal.reaper.deaths.total()
