"""A stand-in for the carrier's HTTP interface, with faults, for the real client to talk to.

It keeps a ledger of what would have reached a phone. It signs nothing and needs no account.
"""

import json
import os
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

# Twilio's own magic numbers (messaging 5.9): texting one of these fails with its code.
MAGIC_TO = {
    "+15005550001": 21211,
    "+15005550002": 21612,
    "+15005550003": 21408,
    "+15005550004": 21610,
    "+15005550009": 21614,
}
MAGIC_FROM = {"+15005550001": 21212, "+15005550007": 21606, "+15005550008": 21611}


@dataclass(frozen=True)
class Trick:
    """How one request is treated: its status and code, and whether the text is taken all the same.

    `hang` in seconds before the answer; `reset` closes the connection without one.
    """

    status: int = 201
    code: int | None = None
    taken: bool = False
    hang: float = 0.0
    reset: bool = False
    retry_after: int | None = None


@dataclass
class Ledger:
    """What the server was asked and what it took."""

    texts: list[dict[str, Any]] = field(default_factory=list)
    forms: list[dict[str, str]] = field(default_factory=list)
    tricks: "deque[Trick]" = field(default_factory=deque)
    asked: list[str] = field(default_factory=list)
    credentials: list[str] = field(default_factory=list)

    def clear(self) -> None:
        for kept in (self.texts, self.forms, self.tricks, self.asked, self.credentials):
            kept.clear()


class _Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    ledger: ClassVar[Ledger]

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        given = parse_qs(self.rfile.read(length).decode())
        form = {name: values[0] for name, values in given.items()}
        self._note()
        trick = self.ledger.tricks.popleft() if self.ledger.tricks else _magic(form)
        text = _text(form)
        self.ledger.forms.append(form)
        if trick.status == 201 or trick.taken:
            self.ledger.texts.append(text)
        if trick.hang:
            time.sleep(trick.hang)
        if trick.reset:
            self.close_connection = True
            self.connection.close()
            return
        if trick.status == 201:
            self._say(201, text)
        else:
            error = {"code": trick.code, "message": "refused", "status": trick.status}
            self._say(trick.status, error, trick.retry_after)

    def do_GET(self) -> None:
        self._note()
        where = urlsplit(self.path)
        wanted = {name: values[0] for name, values in parse_qs(where.query).items()}
        if self.ledger.tricks:
            trick = self.ledger.tricks.popleft()
            self._say(trick.status, {"code": trick.code, "message": "refused"})
            return
        name = where.path.rsplit("/", 1)[-1].removesuffix(".json")
        if name == "Messages":
            found = [one for one in self.ledger.texts if one["to"] == wanted.get("To", one["to"])]
            self._say(200, {"messages": found[::-1], "next_page_uri": None})
            return
        one = [text for text in self.ledger.texts if text["sid"] == name]
        self._say(200, one[0]) if one else self._say(404, {"code": 20404, "message": "no"})

    def _note(self) -> None:
        self.ledger.asked.append(f"{self.command} {self.path}")
        self.ledger.credentials.append(self.headers.get("Authorization", ""))

    def _say(self, status: int, what: Any, retry_after: int | None = None) -> None:
        body = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if retry_after is not None:
            self.send_header("Retry-After", str(retry_after))
        self.end_headers()
        with suppress(BrokenPipeError):  # whoever asked may have given up
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        return


def _magic(form: dict[str, str]) -> Trick:
    code = MAGIC_TO.get(form.get("To", "")) or MAGIC_FROM.get(form.get("From", ""))
    return Trick(400, code) if code else Trick()


def _text(form: dict[str, str]) -> dict[str, Any]:
    now = formatdate(usegmt=False)
    return {
        "sid": "SM" + os.urandom(16).hex(),
        "to": form.get("To", ""),
        "from": form.get("From"),
        "messaging_service_sid": form.get("MessagingServiceSid"),
        "body": form.get("Body", ""),
        "status": "queued",
        "direction": "outbound-api",
        "error_code": None,
        "num_media": "0",
        "date_created": now,
        "date_sent": None,
        "date_updated": now,
    }


@contextmanager
def fake_twilio() -> Iterator[tuple[str, Ledger]]:
    """Serve on a free loopback port; yields the address and the ledger."""
    ledger = Ledger()
    door = type("Door", (_Door,), {"ledger": ledger})
    server = ThreadingHTTPServer(("127.0.0.1", 0), door)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", ledger
    finally:
        server.shutdown()
        server.server_close()
