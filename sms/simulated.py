"""The carrier of a demo: phones that exist on a page only. Sends nothing to anybody."""

import json
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from portal import clock
from portal.config import Settings
from portal.store import sites
from portal.store.engine import reading
from sms.carrier import Arrived, CarrierError, Outgoing, Standing, is_signed
from sms.carrier_codes import Trouble
from sms.courier import Courier, Parcel

FILE = "demo.json"
# Numbers that no phone has (behaviour 9).
_FICTIONAL = re.compile(r"\+120255501\d\d")


@dataclass(frozen=True)
class DemoSignIn:
    """Somebody of the demo's study team; the password is random and shown at each start."""

    role: str
    name: str
    email: str
    password: str


@dataclass(frozen=True)
class DemoSecrets:
    """What the demo shows at each start: made anew by each seed, kept in the instance folder."""

    account: str
    token: str
    staff: tuple[DemoSignIn, ...] = ()


def new_secrets(staff: tuple[DemoSignIn, ...]) -> DemoSecrets:
    return DemoSecrets("AC" + secrets.token_hex(16), secrets.token_hex(16), staff)


def store(settings: Settings, demo: DemoSecrets) -> None:
    """Write them where only this user reads them."""
    path = settings.instance_dir / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(asdict(demo), indent=1), "utf-8")


def load(settings: Settings) -> DemoSecrets | None:
    """The secrets of this installation's demo; None when it has none."""
    path: Path = settings.instance_dir / FILE
    try:
        return _read(path, path.stat().st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=1)
def _read(path: Path, _changed: int) -> DemoSecrets | None:
    try:
        kept = json.loads(path.read_text("utf-8"))
        staff = tuple(DemoSignIn(**one) for one in kept["staff"])
        return DemoSecrets(kept["account"], kept["token"], staff)
    except (ValueError, KeyError, TypeError):
        return None


class SimulatedPhones:
    """Takes every text, remembers it while the process lives, and reports it delivered."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._sent: dict[str, tuple[str, Standing]] = {}
        self._courier = Courier()

    @property
    def account(self) -> str:
        demo = load(self._settings)
        return demo.account if demo else ""

    def send(self, outgoing: Outgoing) -> str:
        """Only in a demo, and only to a fictional number."""
        token = self._token()
        if not _FICTIONAL.fullmatch(outgoing.to):
            raise CarrierError(Trouble.NUMBER, "21211")
        carrier_id = "SM" + os.urandom(16).hex()
        standing = Standing(carrier_id, "delivered", None, outgoing.body, clock.now())
        self._sent[carrier_id] = (outgoing.to, standing)
        for status in ("sent", "delivered"):
            form = {"MessageSid": carrier_id, "MessageStatus": status, "AccountSid": self.account}
            self._courier.carry(token, outgoing.callback, form)
        return carrier_id

    def sent_to(self, number: str) -> list[Standing]:
        return [standing for to, standing in reversed(self._sent.values()) if to == number]

    def standing(self, carrier_id: str) -> Standing:
        if carrier_id not in self._sent:
            raise CarrierError(Trouble.UNKNOWN, "20404")
        return self._sent[carrier_id][1]

    def arrived(self, called: str, since: datetime) -> list[Arrived]:
        """Nothing waits here: a reply from the page goes straight to the webhook."""
        del called, since
        return []

    def is_genuine(self, url: str, form: Mapping[str, str], signature: str) -> bool:
        demo = load(self._settings)
        return demo is not None and is_signed(demo.token, url, form, signature)

    def reply(self, sender: str, called: str, words: str) -> Parcel:
        """A text typed on the phones page, on its way to the same door that the carrier uses."""
        form = {
            "MessageSid": "SM" + os.urandom(16).hex(),
            "AccountSid": self.account,
            "From": sender,
            "To": called,
            "Body": words,
            "NumMedia": "0",
            "SmsStatus": "received",
            "ApiVersion": "2010-04-01",
        }
        return self._courier.carry(self._token(), f"{self._settings.base_url}/twilio/sms", form)

    def _token(self) -> str:
        demo = load(self._settings)
        with reading() as session:
            marked = sites.is_demo(session)
        if demo is None or not marked:
            raise CarrierError(Trouble.CONFIGURATION, "20003")
        return demo.token
