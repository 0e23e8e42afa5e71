"""A small installation and a server on loopback for the measurements. Measures nothing itself."""

import http.client
import os
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask
from waitress.server import create_server

from portal import migrate
from portal.config import Settings
from portal.store.engine import EXTENSION
from sms import chatbot, demo, simulated
from sms.attach import build
from sms.carrier import sign
from sms.exchange import EXTENSION as EXCHANGE
from sms.exchange import Exchange, Reader, attach

THREADS = 8
FAMILY = "+12025550120"
CALLED = "+12025550110"
BEGINS = datetime(2026, 3, 2, 15, tzinfo=UTC)
TEXT = {"Content-Type": "application/x-www-form-urlencoded"}


class Stopwatch:
    """The real reader, which notes when it gets a text: from then on the text is durably kept."""

    def __init__(self) -> None:
        self.kept_at = 0.0

    def screen(self, inbound_id: str, *, now: datetime) -> bool:
        """Note the time, then look for red flags."""
        self.kept_at = time.perf_counter()
        return chatbot.screen(inbound_id, now=now)

    def read(self, inbound_id: str, *, now: datetime) -> None:
        """Read the rest."""
        chatbot.read(inbound_id, now=now)


@dataclass(frozen=True)
class Place:
    """One running server: its app, its address and the token that signs for its carrier."""

    app: Flask
    port: int
    token: str
    account: str

    def signed(self, words: str, sender: str = FAMILY) -> tuple[str, dict[str, str]]:
        """Body and headers of a text that nobody has sent before."""
        form = {
            "MessageSid": "SM" + os.urandom(16).hex(),
            "AccountSid": self.account,
            "From": sender,
            "To": CALLED,
            "Body": words,
            "NumMedia": "0",
        }
        url = f"http://127.0.0.1:{self.port}/twilio/sms"
        return urlencode(form), TEXT | {"X-Twilio-Signature": sign(self.token, url, form)}


def bare(folder: Path) -> Flask:
    """The control: a Flask route with one durable insert, WAL and synchronous FULL."""
    app = Flask("bare")
    here = threading.local()

    def connection() -> sqlite3.Connection:
        if not hasattr(here, "connection"):
            here.connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
            for pragma in ("journal_mode=WAL", "synchronous=FULL"):
                here.connection.execute(f"PRAGMA {pragma}")
            here.connection.execute("CREATE TABLE IF NOT EXISTS texts (id INTEGER, body TEXT)")
        kept: sqlite3.Connection = here.connection
        return kept

    @app.post("/twilio/sms")
    def keep() -> str:
        connection().execute("INSERT INTO texts (body) VALUES (?)", ("hello",))
        return "ok"

    return app


@contextmanager
def installation(reader: Reader | None = None, seeded_at: datetime = BEGINS) -> Iterator[Place]:
    """A seeded demo that serves; with `reader`, its texts are read by that one."""
    with tempfile.TemporaryDirectory() as name, _listening() as (serve, port):
        address = f"http://127.0.0.1:{port}"
        settings = Settings(instance_dir=Path(name), public_base_url=address).with_new_secrets()
        migrate.upgrade(settings.database)
        app = build(settings)
        with app.app_context():
            demo.seed(settings, seeded_at)
        kept = simulated.load(settings)
        assert kept is not None
        if reader is not None:
            exchange: Exchange = app.extensions[EXCHANGE]
            attach(app, Exchange(exchange.carrier, exchange.spool, reader))
        serve(app)
        yield Place(app, port, kept.token, kept.account)
        app.extensions[EXTENSION].engine.dispose()


@contextmanager
def control() -> Iterator[int]:
    """The bare route on a server of the same settings; yields its port."""
    with tempfile.TemporaryDirectory() as name, _listening() as (serve, port):
        serve(bare(Path(name)))
        yield port


@contextmanager
def _listening() -> Iterator[tuple[Callable[[Flask], None], int]]:
    apps: list[Flask] = []
    server = create_server(
        lambda environ, start: apps[0](environ, start), host="127.0.0.1", port=0, threads=THREADS
    )

    def serve(app: Flask) -> None:
        apps.append(app)
        threading.Thread(target=server.run, daemon=True).start()

    yield serve, server.effective_port
    server.close()


class Caller:
    """Posts texts one after the other over one kept connection, as the carrier does."""

    def __init__(self, port: int) -> None:
        self._door = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def post(self, body: str, headers: dict[str, str]) -> tuple[float, float]:
        """When the text left us and when the answer was here; any failure ends the program."""
        began = time.perf_counter()
        self._door.request("POST", "/twilio/sms", body, headers)
        answer = self._door.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"the server answered {answer.status}")
        return began, time.perf_counter()


def percentile(values: list[float], part: int) -> float:
    """The value below which `part` of a hundred lie."""
    return statistics.quantiles(values, n=100)[part - 1]
