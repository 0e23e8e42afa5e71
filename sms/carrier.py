"""The door to the carrier: all Twilio code is here. Knows no table and decides no retry."""

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import urlsplit, urlunsplit

from requests.exceptions import ConnectionError as NoConnection
from requests.exceptions import ConnectTimeout, RequestException
from twilio.base.exceptions import TwilioException
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client
from urllib3.exceptions import NewConnectionError

from portal.config import Settings
from sms.carrier_codes import Trouble, of_answer

# They log addresses and parameters of every call: phone numbers and words.
for _talkative in ("twilio.http_client", "urllib3.connectionpool"):
    logging.getLogger(_talkative).setLevel(logging.WARNING)

API_HOST = "api.twilio.com"
MOST_LISTED = 200  # a page of the list; a text in doubt must not be crowded out of it


@dataclass(frozen=True)
class Outgoing:
    """One text to hand over. `valid_seconds`: the carrier drops it when it is older; `timeout` in
    seconds. `service` (a messaging service) goes before `sender` (a number) where both are set."""

    to: str
    body: str
    sender: str | None
    service: str | None
    callback: str
    timeout: float
    valid_seconds: int | None = None


@dataclass(frozen=True)
class Standing:
    """How a text stands at the carrier. `status` is the carrier's word; dates are aware UTC."""

    carrier_id: str
    status: str
    error_code: str | None
    body: str
    created_at: datetime


@dataclass(frozen=True)
class Arrived:
    """A text that the carrier received for one of our numbers, at `received_at` (whole seconds)."""

    carrier_id: str
    sender: str
    called: str
    body: str
    media_count: int
    received_at: datetime | None


class CarrierError(Exception):
    """The carrier did not take a text, or we cannot know. Its message holds a code alone."""

    def __init__(self, trouble: Trouble, code: str, retry_after: float | None = None) -> None:
        super().__init__(f"{trouble} {code}")
        self.trouble = trouble
        self.code = code
        self.retry_after = retry_after


class Carrier(Protocol):
    """Twilio, or the simulated phones of a demo. All calls raise CarrierError alone."""

    @property
    def account(self) -> str: ...

    def send(self, outgoing: Outgoing) -> str:
        """Hand a text over; the carrier's id for it."""

    def sent_to(self, number: str) -> list[Standing]:
        """What was last sent to a number, newest first, whatever became of it."""

    def standing(self, carrier_id: str) -> Standing: ...

    def arrived(self, called: str, since: datetime) -> list[Arrived]:
        """What came in for one of our numbers since then, oldest first."""

    def is_genuine(self, url: str, form: Mapping[str, str], signature: str) -> bool: ...


def sign(token: str, url: str, form: Mapping[str, str]) -> str:
    """The signature that the carrier puts on a webhook (messaging 5.3)."""
    return str(RequestValidator(token).compute_signature(url, form))


def is_signed(token: str, url: str, form: Mapping[str, str], signature: str) -> bool:
    return bool(RequestValidator(token).validate(url, form, signature))


class Twilio:
    """The real carrier, through its official client: one client and connection a thread."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._clients = threading.local()

    @property
    def account(self) -> str:
        return self._settings.twilio_account_sid

    def send(self, outgoing: Outgoing) -> str:
        given: dict[str, Any] = {"body": outgoing.body, "status_callback": outgoing.callback}
        if outgoing.service:
            given["messaging_service_sid"] = outgoing.service
        elif outgoing.sender:
            given["from_"] = outgoing.sender
        else:
            raise CarrierError(Trouble.CONFIGURATION, "21603")
        if outgoing.valid_seconds is not None:
            given["validity_period"] = outgoing.valid_seconds
        client, http = self._client(outgoing.timeout)
        return str(_ask(http, lambda: client.messages.create(to=outgoing.to, **given)).sid)

    def sent_to(self, number: str) -> list[Standing]:
        client, http = self._client()
        # No date filter: a text that still waits at the carrier has no sent date (messaging 3).
        found = _ask(http, lambda: client.messages.list(to=number, limit=MOST_LISTED))
        return [_standing(one) for one in found if not str(one.direction).startswith("inbound")]

    def standing(self, carrier_id: str) -> Standing:
        client, http = self._client()
        return _standing(_ask(http, lambda: client.messages(carrier_id).fetch()))

    def arrived(self, called: str, since: datetime) -> list[Arrived]:
        client, http = self._client()
        found = _ask(http, lambda: client.messages.list(to=called, date_sent_after=since))
        return [_arrived(one) for one in reversed(found) if one.direction == "inbound"]

    def is_genuine(self, url: str, form: Mapping[str, str], signature: str) -> bool:
        held = (self._settings.twilio_auth_token, self._settings.twilio_auth_token_previous)
        tokens = [token.get_secret_value() for token in held if token.get_secret_value()]
        return any(is_signed(token, url, form, signature) for token in tokens)

    def _client(self, timeout: float = 10.0) -> "tuple[Client, _Http]":
        """This thread's client of that timeout: a key when there is one, else the token."""
        name = f"client_{timeout}"
        made: tuple[Client, _Http] | None = getattr(self._clients, name, None)
        if made is None:
            settings = self._settings
            key, secret = settings.twilio_api_key_sid, settings.twilio_api_key_secret
            token = settings.twilio_auth_token
            http = _Http(settings.twilio_api_base, timeout=timeout, max_retries=0)
            made = (
                Client(
                    key or settings.twilio_account_sid,
                    (secret if key else token).get_secret_value(),
                    settings.twilio_account_sid,
                    http_client=http,
                ),
                http,
            )
            setattr(self._clients, name, made)
        return made


class _Http(TwilioHttpClient):  # type: ignore[misc]
    """The official client's connection, to another address where one is set (tests, Prism)."""

    def __init__(self, address: str, **given: Any) -> None:
        super().__init__(**given)
        self._address = urlsplit(address) if address else None
        self.retry_after: float | None = None

    def request(self, method: str, url: str, *args: Any, **given: Any) -> Any:
        asked = urlsplit(url)
        if self._address is not None and asked.netloc == API_HOST:
            moved = asked._replace(scheme=self._address.scheme, netloc=self._address.netloc)
            url = urlunsplit(moved)
        self.retry_after = None
        answer = super().request(method, url, *args, **given)
        waits = (answer.headers or {}).get("Retry-After", "")
        self.retry_after = float(waits) if str(waits).isdigit() else None
        return answer


def _ask(http: _Http, call: Any) -> Any:
    """Make one call; every way in which it can fail becomes a CarrierError."""
    try:
        return call()
    except TwilioException as error:
        status, code = getattr(error, "status", 0), getattr(error, "code", None)
        found, trouble = of_answer(int(status or 500), str(code) if code else None)
        raise CarrierError(trouble, found, http.retry_after) from error
    except ConnectTimeout as error:
        raise CarrierError(Trouble.NOT_SENT, "unreachable") from error
    except NoConnection as error:
        raise _lost(error) from error
    except (RequestException, ValueError, KeyError) as error:
        raise CarrierError(Trouble.UNCERTAIN, "no-answer") from error


def _lost(error: NoConnection) -> CarrierError:
    """Refused before a byte was sent is certain (F8); anything after that is not (F9)."""
    cause = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(cause, NewConnectionError):
        return CarrierError(Trouble.NOT_SENT, "unreachable")
    return CarrierError(Trouble.UNCERTAIN, "no-answer")


def _standing(message: Any) -> Standing:
    code = str(message.error_code) if message.error_code else None
    return Standing(
        message.sid, str(message.status), code, message.body or "", message.date_created
    )


def _arrived(message: Any) -> Arrived:
    # Of a text that came in, `date_sent` is when the carrier knocked at our door with it.
    return Arrived(
        carrier_id=message.sid,
        sender=message.from_,
        called=message.to,
        body=message.body or "",
        media_count=int(message.num_media or 0),
        received_at=message.date_created or message.date_sent,
    )
