"""What one process holds in order to talk: its carrier, spool, bell and reader of texts."""

import threading
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, cast

from flask import Flask, current_app

from sms.carrier import Carrier
from sms.spool import Spool

EXTENSION = "sms.exchange"


class Reader(Protocol):
    """Reads a kept text: first its red flags, then the rest. Both may be called again.

    `screen` gives back True when it has read the rest too, so that `read` has nothing to do.
    """

    def screen(self, inbound_id: str, *, now: datetime) -> bool: ...

    def read(self, inbound_id: str, *, now: datetime) -> None: ...


class Bell:
    """Wakes the senders of this process, so that a page leaves at once and not at the next tick."""

    def __init__(self) -> None:
        self._pages = threading.Event()
        self._rest = threading.Event()

    def ring(self) -> None:
        self._pages.set()
        self._rest.set()

    def wait_for_pages(self, seconds: float) -> bool:
        return _wait(self._pages, seconds)

    def wait_for_rest(self, seconds: float) -> bool:
        return _wait(self._rest, seconds)


def _wait(event: threading.Event, seconds: float) -> bool:
    rung = event.wait(seconds)
    event.clear()
    return rung


class Turns:
    """One text of a phone is read at a time, in the order in which they came (messaging F13)."""

    def __init__(self) -> None:
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def of(self, sender_index: str) -> threading.Lock:
        # Few locks for many phones: two families that share one only wait for each other.
        return self._locks[sender_index[:2]]


@dataclass(frozen=True)
class Exchange:
    carrier: Carrier
    spool: Spool
    reader: Reader
    bell: Bell = field(default_factory=Bell)
    turns: Turns = field(default_factory=Turns)


def attach(app: Flask, exchange: Exchange) -> None:
    app.extensions[EXTENSION] = exchange


def exchange() -> Exchange:
    """The exchange of the current app."""
    return cast(Exchange, current_app.extensions[EXTENSION])
