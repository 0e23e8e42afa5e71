"""Killed at the worst moments: a reminder reaches a phone once at most, a page at least once.

A process of its own is killed with SIGKILL; the clock of the next one settles what it left.
"""

import base64
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from time import monotonic
from typing import cast

import pytest
from flask import Flask
from pydantic import SecretStr
from sqlmodel import select

from portal import clock as portal_clock
from portal.actions.queue_text import queue_family
from portal.actions.raise_alert import AlertSubject, raise_alert
from portal.config import Settings
from portal.store.engine import EXTENSION, transaction
from portal.store.sites import Installation
from portal.store.texts import InboundState, InboundText, OutboundState, OutboundText
from sms.arrivals import from_form
from sms.attach import build
from sms.carrier import sign
from sms.exchange import exchange
from sms.outbox import Lane
from sms.schedule import send_all
from sms.settle import drain_spool
from sms.turns import settle_texts
from study import notices
from study.symptoms import Tier
from tests import builders
from tests.conventions.tree import ROOT
from tests.moving_clock import MovingClock
from tests.sms.fake_twilio import Ledger, fake_twilio
from tests.sms.household import FIRST, PARENT

ACCOUNT = "AC" + "1" * 32
TOKEN = "a token for tests"
BASE_URL = "https://line.example"
DATA_KEY = base64.urlsafe_b64encode(b"k" * 32).decode()
SESSION_KEY = "a key for tests only, not a secret"
REMINDER = notices.DoseReminder(wall=time(8), day=date(2026, 3, 2), nickname="Ana")
TO_PARENT = f"+120255501{PARENT}"
TO_FIRST = f"+120255501{FIRST}"


@dataclass(frozen=True)
class Scene:
    """A database with one waiting text, the carrier, and the means to die in between."""

    app: Flask
    ledger: Ledger
    given: dict[str, object]
    clock: MovingClock

    def die(self, work: str, where: str, **more: object) -> None:
        """Run a process that is killed at `where`. It lives by the machine's time: so do we."""
        began = monotonic()
        died = subprocess.run(
            [sys.executable, "-m", "tests.sms.dying", work, json.dumps(self.given | more)],
            env={**os.environ, "CRASH": where},
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        self.clock.advance(timedelta(seconds=monotonic() - began))
        assert died.returncode == -signal.SIGKILL, died.stderr.decode()[-2000:]

    def go_on(self, minutes: float) -> None:
        """The next process: settle what was left, and send what may be sent."""
        for _ in range(int(minutes * 4)):
            self.clock.advance(timedelta(seconds=15))
            with self.app.app_context():
                settle_texts(self.clock())
                send_all(Lane.PAGES, "next")
                send_all(Lane.REST, "next")

    def reached(self, number: str) -> int:
        return sum(one["to"] == number for one in self.ledger.texts)

    def text(self) -> OutboundText:
        with self.app.app_context(), transaction() as session:
            return session.exec(select(OutboundText)).one()


@pytest.fixture
def scene(database_url: str, settings_for: Callable[..., Settings]) -> Iterator[Scene]:
    """No demo, and the machine's time at first, so that both processes agree."""
    with fake_twilio() as (address, ledger):
        twilio = {
            "public_base_url": BASE_URL,
            "twilio_account_sid": ACCOUNT,
            "twilio_api_base": address,
        }
        settings = settings_for(database_url, twilio_auth_token=SecretStr(TOKEN), **twilio)
        given: dict[str, object] = {
            **twilio,
            "instance_dir": str(settings.instance_dir),
            "database_url": database_url,
            "secret_key": SESSION_KEY,
            "data_keys": DATA_KEY,
            "twilio_auth_token": TOKEN,
        }
        clock = MovingClock(portal_clock.now())
        portal_clock.use(clock)
        app = build(settings)
        yield Scene(app, ledger, given, clock)
        portal_clock.use(None)
        app.extensions[EXTENSION].engine.dispose()


def a_reminder_waits(scene: Scene) -> None:
    now = scene.clock()
    with scene.app.app_context(), transaction() as session:
        session.add(Installation(demo=False, created_at=now))
        site = builders.a_site(session)
        child = builders.a_child(session, builders.a_family(session, site))
        parent = builders.a_caregiver(session, child, last_digits=PARENT)
        queue_family(
            session,
            caregiver=parent,
            notice=REMINDER,
            key="r",
            now=now,
            expires_at=now + timedelta(hours=1),
        )


def a_page_waits(scene: Scene) -> None:
    now = scene.clock()
    with scene.app.app_context(), transaction() as session:
        session.add(Installation(demo=False, created_at=now))
        site = builders.a_site(session)
        contact = builders.a_contact(session, site, FIRST)
        builders.on_call(session, contact, days=3650)
        child = builders.a_child(session, builders.a_family(session, site))
        about = AlertSubject(site.id, child)
        raise_alert(session, about=about, tier=Tier.T2, reasons=["fever"], now=now)


@pytest.mark.parametrize("where", ["after_claim", "after_send", "before_commit"])
def test_a_reminder_killed_on_its_way_reaches_the_phone_once(scene: Scene, where: str) -> None:
    a_reminder_waits(scene)
    scene.die("send", where)
    assert scene.text().state is OutboundState.CLAIMED
    scene.go_on(minutes=4)
    assert scene.reached(TO_PARENT) == 1
    assert scene.text().state is OutboundState.ACCEPTED


@pytest.mark.parametrize("where", ["after_claim", "after_send", "before_commit"])
def test_a_page_killed_on_its_way_reaches_the_pager_within_seconds(
    scene: Scene, where: str
) -> None:
    a_page_waits(scene)
    scene.die("send", where)
    scene.go_on(minutes=0.5)
    assert scene.reached(TO_FIRST) == (1 if where == "after_claim" else 2)


def test_a_killed_reminder_whose_receipt_arrives_is_not_even_asked_about(scene: Scene) -> None:
    a_reminder_waits(scene)
    scene.die("send", "after_send")
    form = {
        "MessageSid": scene.ledger.texts[0]["sid"],
        "MessageStatus": "delivered",
        "AccountSid": ACCOUNT,
    }
    path = f"/twilio/status/{scene.text().id}"
    headers = {"X-Twilio-Signature": sign(TOKEN, BASE_URL + path, form)}
    assert scene.app.test_client().post(path, data=form, headers=headers).status_code == 204
    scene.go_on(minutes=4)
    assert scene.reached(TO_PARENT) == 1
    assert scene.text().state is OutboundState.DELIVERED


def a_text(scene: Scene) -> dict[str, object]:
    form = {
        "MessageSid": "SM" + "b" * 32,
        "AccountSid": ACCOUNT,
        "From": TO_PARENT,
        "To": builders.FAMILY_SENDER,
        "Body": "hello",
    }
    signature = sign(TOKEN, f"{BASE_URL}/twilio/sms", form)
    return {"form": form, "headers": {"X-Twilio-Signature": signature}}


def kept(scene: Scene) -> list[InboundText]:
    with scene.app.app_context(), transaction() as session:
        return list(session.exec(select(InboundText)))


def test_a_text_is_kept_only_when_the_commit_is_through_and_then_for_good(scene: Scene) -> None:
    a_reminder_waits(scene)
    scene.die("receive", "mid_webhook_before_commit", **a_text(scene))
    assert kept(scene) == []
    scene.die("receive", "mid_webhook_after_commit", **a_text(scene))
    assert [text.state for text in kept(scene)] == [InboundState.KEPT]


def test_a_text_killed_out_of_the_spool_comes_in_once(scene: Scene) -> None:
    a_reminder_waits(scene)
    form = cast(dict[str, str], a_text(scene)["form"])
    with scene.app.app_context():
        spool = exchange().spool
        spool.write(from_form(form, scene.clock()))
    scene.die("drain", "mid_spool_drain")
    assert len(kept(scene)) == 1
    assert len(list(spool.folder.glob("*"))) == 1
    with scene.app.app_context():
        drain_spool(scene.clock())
    assert len(kept(scene)) == 1
    assert list(spool.folder.glob("*")) == []
