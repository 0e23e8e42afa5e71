"""Phones, a carrier and a clock for tests: what a family or a pager would see, minute by minute.

A phone expects what it gets; a text that nobody expected fails the test at its end.
"""

import os
import re
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session, col, func, select

from portal.store.alerts import Alert, AlertState
from portal.store.conversations import OpenQuestion
from portal.store.engine import EXTENSION
from portal.store.schedules import Checkin
from portal.store.tasks import Task
from portal.store.texts import InboundState, InboundText, OutboundState, OutboundText
from sms.carrier import Arrived, CarrierError, Outgoing, Standing, is_signed, sign
from sms.carrier_codes import Trouble, meaning
from sms.outbox import Lane
from sms.schedule import run_turn, send_all
from sms.settle import fetch_inbound
from sms.turns import settle_texts
from tests.builders import FAMILY_SENDER, STAFF_SENDER
from tests.moving_clock import MovingClock

ACCOUNT = "AC" + "0" * 32
TOKEN = "a token for tests, not a secret"
BASE_URL = "http://127.0.0.1:8000"
WORKER = "test"
ROUNDS = 12
SECOND = timedelta(seconds=1)


@dataclass
class Arrival:
    """A text that reached a phone."""

    to: str
    body: str
    sender: str
    carrier_id: str
    at: datetime
    expected: bool = False


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one hand-over. `reaches`: the phone gets it, and we hear otherwise."""

    code: str
    reaches: bool = False
    retry_after: float | None = None


class FakeCarrier:
    """A carrier with a ledger of what truly reached a phone, and faults by number."""

    account = ACCOUNT

    def __init__(self, clock: MovingClock) -> None:
        self._clock = clock
        self._faults: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._always: dict[str, Fault] = {}
        self.ledger: list[Arrival] = []
        self.asked: list[str] = []
        self.handed: list[Outgoing] = []
        self.missed: list[Arrived] = []
        self.silent = False
        self.receipts: deque[tuple[str, dict[str, str]]] = deque()
        self._codes: dict[str, str] = {}

    def fails(
        self, number: str, *codes: str, reaches: bool = False, after: float | None = None
    ) -> None:
        """The next hand-overs to this number go wrong, one a code."""
        self._faults[number] += [Fault(code, reaches, after) for code in codes]

    def refuses(self, number: str, code: str) -> None:
        """Every hand-over to this number ("*": to any) goes wrong until `heals`."""
        self._always[number] = Fault(code)

    def heals(self, number: str) -> None:
        self._always.pop(number, None)

    def undelivered(self, number: str, code: str) -> None:
        """Texts to this number are taken and then reported undelivered."""
        self._codes[number] = code

    def delivers(self, number: str) -> None:
        """Texts to this number arrive again."""
        self._codes.pop(number, None)

    def came_in(self, sender: str, called: str, words: str) -> None:
        """A text that the carrier receives now and cannot give to us."""
        at = self._clock().replace(microsecond=0)
        self.missed.append(Arrived("SM" + os.urandom(16).hex(), sender, called, words, 0, at))

    def send(self, outgoing: Outgoing) -> str:
        self.handed.append(outgoing)
        waiting = self._faults[outgoing.to]
        fault = waiting.popleft() if waiting else None
        fault = fault or self._always.get(outgoing.to) or self._always.get("*")
        if fault is not None and not fault.reaches:
            raise CarrierError(meaning(fault.code).trouble, fault.code, fault.retry_after)
        carrier_id = self._take(outgoing)
        if fault is not None:
            raise CarrierError(Trouble.UNCERTAIN, fault.code)
        return carrier_id

    def _take(self, outgoing: Outgoing) -> str:
        carrier_id = "SM" + os.urandom(16).hex()
        code = self._codes.get(outgoing.to)
        if code is None:
            self.ledger.append(
                Arrival(
                    outgoing.to, outgoing.body, outgoing.sender or "", carrier_id, self._clock()
                )
            )
        for status in () if self.silent else ("sent", "undelivered" if code else "delivered"):
            form = {"MessageSid": carrier_id, "MessageStatus": status, "AccountSid": ACCOUNT}
            if code and status == "undelivered":
                form["ErrorCode"] = code
            self.receipts.append((outgoing.callback, form))
        return carrier_id

    def sent_to(self, number: str) -> list[Standing]:
        self.asked.append(number)
        if fault := self._always.get("*"):
            raise CarrierError(meaning(fault.code).trouble, fault.code)
        return [
            Standing(one.carrier_id, "delivered", None, one.body, one.at)
            for one in reversed(self.ledger)
            if one.to == number
        ]

    def standing(self, carrier_id: str) -> Standing:
        self.asked.append(carrier_id)
        for one in self.ledger:
            if one.carrier_id == carrier_id:
                return Standing(carrier_id, "delivered", None, one.body, one.at)
        raise CarrierError(Trouble.UNKNOWN, "20404")

    def arrived(self, called: str, since: datetime) -> list[Arrived]:
        if fault := self._always.get(called):
            raise CarrierError(meaning(fault.code).trouble, fault.code)
        came = [one for one in self.missed if one.called == called]
        return [one for one in came if one.received_at is None or one.received_at >= since]

    def is_genuine(self, url: str, form: Mapping[str, str], signature: str) -> bool:
        return is_signed(TOKEN, url, form, signature)


class World:
    """An app whose carrier, clock and phones are the test's. The clock ticks when it is told to."""

    def __init__(self, app: Flask, clock: MovingClock, carrier: FakeCarrier) -> None:
        self.app = app
        self.clock = clock
        self.carrier = carrier
        self.client: FlaskClient = app.test_client()
        self._phones: dict[str, Phone] = {}

    def phone(self, number: str, called: str = FAMILY_SENDER) -> "Phone":
        """A family's phone ("20" is +1 202 555 0120), or anybody's by its whole number."""
        whole = number if number.startswith("+") else f"+120255501{number}"
        return self._phones.setdefault(whole, Phone(self, whole, called))

    def pager(self, number: str) -> "Phone":
        """The phone of somebody who is paged: it texts the site's staff number."""
        return self.phone(number, STAFF_SENDER)

    def run(self) -> None:
        """Tick until nothing more happens at this instant."""
        for _ in range(ROUNDS):
            if not self.tick():
                return
        raise AssertionError("the clock does not come to rest")

    def tick(self) -> int:
        """One turn of everything, in the order of a real clock; how much was done."""
        with self.app.app_context():
            assert run_turn(), "a step of the turn failed; see the log"
            done = send_all(Lane.PAGES, WORKER) + send_all(Lane.REST, WORKER)
            done += settle_texts(self.clock())
        return done + self.deliver_receipts()

    def catch_up(self) -> None:
        """What a clock does when it starts: fetch what came in while nobody was at the door."""
        with self.app.app_context():
            fetch_inbound(self.clock())

    def deliver_receipts(self) -> int:
        """Post what the carrier has to say about texts; how many receipts there were."""
        done = 0
        while self.carrier.receipts:
            url, form = self.carrier.receipts.popleft()
            assert self.post(url.removeprefix(BASE_URL), form) == 204
            done += 1
        return done

    def post(self, path: str, form: Mapping[str, str], signature: str | None = None) -> int:
        """A webhook as the carrier would post it; the status we answer with."""
        signed = sign(TOKEN, BASE_URL + path, form) if signature is None else signature
        return self.client.post(path, data=form, headers={"X-Twilio-Signature": signed}).status_code

    def text(self, sender: str, called: str, words: str, **more: str) -> int:
        """A text from a phone, through the carrier's door."""
        form = {
            "MessageSid": "SM" + os.urandom(16).hex(),
            "AccountSid": ACCOUNT,
            "From": sender,
            "To": called,
            "Body": words,
            "NumMedia": "0",
        }
        return self.post("/twilio/sms", form | more)

    def fast_forward(self, *, minutes: float = 0, hours: float = 0, days: float = 0) -> None:
        """Move the clock, stopping at every instant at which something is due, in order."""
        self.run()
        end = self.clock() + timedelta(minutes=minutes, hours=hours, days=days)
        while (due := self._next_due()) is not None and due <= end:
            self.clock.set(max(due, self.clock() + SECOND))
            self.run()
        self.clock.set(max(end, self.clock()))
        self.run()

    def unexpected(self) -> list[Arrival]:
        return [one for one in self.carrier.ledger if not one.expected]

    def check_no_unexpected_texts(self) -> None:
        """Whatever reached a phone and was not expected fails the test."""
        self.run()
        assert not self.unexpected(), _listed(self.unexpected())

    def _next_due(self) -> datetime | None:
        with self.app.extensions[EXTENSION].reading() as session:
            found = [_earliest(session, column, *where) for column, where in _DUE]
        return min((one for one in found if one is not None), default=None)


class Phone:
    """One phone of the world: `phone.expect("8:00").reply("1").expect("Saved")`."""

    def __init__(self, world: World, number: str, called: str) -> None:
        self.world = world
        self.number = number
        self.called = called

    def expect(self, *words: str) -> "Phone":
        """The next text nobody expected yet that holds all these words."""
        self.world.run()
        waiting = [one for one in self.world.unexpected() if one.to == self.number]
        for one in waiting:
            if all(word in one.body for word in words):
                one.expected = True
                return self
        raise AssertionError(f"{self.number} expected {words} and got: {_listed(waiting)}")

    def expect_nothing(self) -> "Phone":
        self.world.run()
        waiting = [one for one in self.world.unexpected() if one.to == self.number]
        assert not waiting, f"{self.number} expected nothing and got: {_listed(waiting)}"
        return self

    def reply(self, words: str, **more: str) -> "Phone":
        """Text these words to the number of this phone's site."""
        assert self.world.text(self.number, self.called, words, **more) == 200
        return self

    text = reply

    @property
    def code(self) -> str:
        """The code of the newest page on this phone."""
        return str(re.findall(r"Reply ACK (\d+)", self.last)[-1])

    @property
    def last(self) -> str:
        """The words of the newest text on this phone."""
        return [one.body for one in self.world.carrier.ledger if one.to == self.number][-1]


def _listed(arrivals: list[Arrival]) -> str:
    return "".join(f"\n  {one.at:%H:%M:%S} {one.to}: {one.body}" for one in arrivals) or "nothing"


_ON_THE_WAY = [OutboundState.ACCEPTED, OutboundState.SENT, OutboundState.UNKNOWN]
_UNREAD = [InboundState.KEPT, InboundState.SCREENED]
_DUE = (
    (Alert.next_action_at, (col(Alert.state) != AlertState.RESOLVED,)),
    (Checkin.next_at, ()),
    (OpenQuestion.deadline_at, (col(OpenQuestion.closed_at).is_(None),)),
    (Task.pages_at, (col(Task.closed_at).is_(None),)),
    (OutboundText.send_after, (col(OutboundText.state) == OutboundState.PENDING,)),
    (OutboundText.lease_until, (col(OutboundText.state) == OutboundState.CLAIMED,)),
    (OutboundText.poll_at, (col(OutboundText.state).in_(_ON_THE_WAY),)),
    (InboundText.next_read_at, (col(InboundText.state).in_(_UNREAD),)),
)


def _earliest(session: Session, column: Any, *where: Any) -> datetime | None:
    found: datetime | None = session.exec(select(func.min(column)).where(*where)).one()
    return found
