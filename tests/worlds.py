"""Fixtures that build a world: an app with a fake carrier, and a reader that is easy to break."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from flask import Flask

import portal
from portal.config import Settings
from portal.store.engine import EXTENSION, transaction
from portal.store.texts import InboundState, InboundText
from sms.attach import attach
from sms.exchange import Reader
from tests.moving_clock import MovingClock
from tests.world import FakeCarrier, World


class PlainReader:
    """Marks texts as read, and fails on the words it was told to stumble over."""

    def __init__(self) -> None:
        self.stumbles_screening: set[str] = set()
        self.stumbles_reading: set[str] = set()
        self.read_in_order: list[str] = []

    def screen(self, inbound_id: str, *, now: datetime) -> bool:
        self._step(inbound_id, InboundState.KEPT, InboundState.SCREENED, now)
        return False

    def read(self, inbound_id: str, *, now: datetime) -> None:
        self._step(inbound_id, InboundState.SCREENED, InboundState.READ, now)

    def _step(self, inbound_id: str, old: InboundState, new: InboundState, now: datetime) -> None:
        with transaction() as session:
            text = session.get(InboundText, inbound_id, with_for_update=True)
            if text is None or text.state is not old:
                return
            screens = old is InboundState.KEPT
            if text.body in (self.stumbles_screening if screens else self.stumbles_reading):
                raise RuntimeError("told to stumble")
            text.state = new
            if not screens:
                text.read_at, text.next_read_at = now, None
                self.read_in_order.append(text.body)


@pytest.fixture
def carrier(clock: MovingClock) -> FakeCarrier:
    return FakeCarrier(clock)


@pytest.fixture
def reader() -> PlainReader:
    return PlainReader()


@pytest.fixture
def make_world(
    settings: Settings, clock: MovingClock, carrier: FakeCarrier
) -> Iterator[Callable[..., World]]:
    """`make_world(reader)`; texts that nobody expected fail the test at its end."""
    built: list[Flask] = []
    worlds: list[World] = []

    def make(*readers: Reader) -> World:
        app = portal.create_app(settings)
        app.testing = True
        attach(app, carrier, *readers)
        built.append(app)
        worlds.append(World(app, clock, carrier))
        return worlds[-1]

    yield make
    for world in worlds:
        world.check_no_unexpected_texts()
    for app in built:
        app.extensions[EXTENSION].engine.dispose()


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    """The whole program as it runs, on simulated phones and a clock that stands still."""
    return make_world()


@pytest.fixture
def unread_world(make_world: Callable[..., World], reader: PlainReader) -> World:
    """A world whose texts are kept and marked as read, and mean nothing."""
    return make_world(reader)
