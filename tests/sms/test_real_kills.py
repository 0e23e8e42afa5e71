"""A process that takes texts and sends is killed with SIGKILL at any moment, again and again.

What it answered is kept, once; the next process settles what it was about to send.
"""

import multiprocessing
import os
import time
from collections import Counter
from dataclasses import replace
from datetime import time as time_of_day
from datetime import timedelta
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from random import Random
from typing import Any, TypeVar

import pytest
from sqlmodel import select

from portal.actions.queue_text import queue_family
from portal.actions.raise_alert import AlertSubject, raise_alert
from portal.store.engine import EXTENSION, transaction
from portal.store.families import Caregiver
from portal.store.sites import Installation
from portal.store.texts import InboundText, OutboundState, OutboundText
from sms.carrier import sign
from sms.guarantee import Guarantee, of_purpose
from study.symptoms import Tier
from tests import builders
from tests.sms import dying
from tests.sms.household import FIRST
from tests.sms.test_kills import ACCOUNT, BASE_URL, REMINDER, TO_PARENT, TOKEN, Scene, scene

__all__ = ["scene"]

SEED = 20260302
KILLS = {"sqlite": 12, "postgresql": 5}
LONGEST = 0.3
REMINDERS, TEXTS = 6, 6
Row = TypeVar("Row", InboundText, OutboundText)


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """New processes from one that has read the program: none of them starts from nothing."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.sms.warm"])
    return context


def test_whenever_a_process_is_killed_each_promise_of_the_line_is_kept(
    scene: Scene, processes: ForkServerContext
) -> None:
    random = Random(SEED)
    answered: list[str] = []
    everybody_moves_in(scene)
    for number in range(KILLS[scene.app.extensions[EXTENSION].engine.dialect.name]):
        more_waits(scene, number)
        # Every other one dies at work for certain; the rest may die before their first text.
        awaited = 1 + number % 2
        answered += killed(scene, processes, awaited, random.uniform(0, LONGEST))
    scene.go_on(minutes=4)
    kept = Counter(text.carrier_id for text in all_of(scene, InboundText))
    assert answered
    assert set(answered) <= set(kept)
    assert set(kept.values()) == {1}
    reached = Counter(form["StatusCallback"].rpartition("/")[2] for form in scene.ledger.forms)
    for text in all_of(scene, OutboundText):
        if of_purpose(text.purpose) is Guarantee.AT_LEAST_ONCE:
            assert reached[text.id] >= 1, text.kind
        else:
            wanted = 0 if text.state is OutboundState.SUPPRESSED else 1
            assert reached[text.id] == wanted, (text.kind, text.state, text.body)


def everybody_moves_in(scene: Scene) -> None:
    with scene.app.app_context(), transaction() as session:
        session.add(Installation(demo=False, created_at=scene.clock()))
        site = builders.a_site(session)
        contact = builders.a_contact(session, site, FIRST)
        builders.on_call(session, contact, days=3650)
        builders.a_caregiver(session, builders.a_child(session, builders.a_family(session, site)))


def more_waits(scene: Scene, number: int) -> None:
    """Reminders and a page more, decided and not sent."""
    with scene.app.app_context(), transaction() as session:
        parent = session.exec(select(Caregiver)).one()
        for one in range(REMINDERS):
            # No two alike: of two that are, the carrier's list does not tell which one it took.
            notice = replace(REMINDER, wall=time_of_day(number, one))
            queue_family(
                session, caregiver=parent, notice=notice, key=f"{number}-{one}", now=scene.clock()
            )
        about = AlertSubject(parent.site_id, None, unknown_phone=f"+120255502{number:02}")
        raise_alert(session, about=about, tier=Tier.T2, reasons=["fever"], now=scene.clock())


def killed(scene: Scene, processes: ForkServerContext, awaited: int, after: float) -> list[str]:
    """Kill a process so many seconds after it has said so much; the ids of texts it answered."""
    began = time.monotonic()
    ours, theirs = processes.Pipe(duplex=False)
    texts = [a_signed_text() for _ in range(TEXTS)]
    process = processes.Process(target=dying.live, args=(scene.given, texts, theirs), daemon=True)
    process.start()
    theirs.close()
    found = []
    for _ in range(awaited):
        assert ours.poll(60), "the process says nothing"
        found.append(str(ours.recv()))
    time.sleep(after)
    process.kill()
    process.join()
    scene.clock.advance(timedelta(seconds=time.monotonic() - began))
    return [one for one in found + said(ours) if one]


def said(ours: Connection) -> list[str]:
    """Everything that came through before the end."""
    found = []
    try:
        while True:
            found.append(str(ours.recv()))
    except EOFError:
        return found


def a_signed_text() -> dict[str, Any]:
    form = {
        "MessageSid": "SM" + os.urandom(16).hex(),
        "AccountSid": ACCOUNT,
        "From": TO_PARENT,
        "To": builders.FAMILY_SENDER,
        "Body": "thank you",
    }
    signature = sign(TOKEN, f"{BASE_URL}/twilio/sms", form)
    return {"form": form, "headers": {"X-Twilio-Signature": signature}}


def all_of(scene: Scene, table: type[Row]) -> list[Row]:
    with scene.app.app_context(), transaction() as session:
        return list(session.exec(select(table)))
