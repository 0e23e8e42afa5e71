"""What the program must be told before it starts, and what it says when something is missing."""

import base64
import binascii
import json
import os
from functools import cached_property
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]", "::1")
SECRETS_FILE = "secrets.json"


class NotReady(Exception):
    """Something needed to run is missing or contradicts itself; the message says what to do."""


class Secrets:
    """The keys of one installation: sessions, encrypted columns, blind indexes, sign-in codes."""

    def __init__(self, session: str, data: tuple[bytes, ...], index: bytes) -> None:
        self.session = session
        self.data = data
        self.index = index


class Settings(BaseSettings):
    """Read from the environment; every name is explained in docs/operations.md."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True)

    instance_dir: Path = Path(__file__).resolve().parent.parent / "instance"
    database_url: str = ""
    public_base_url: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    # How many proxies of our own stand before us; each adds one address to X-Forwarded-For.
    trusted_proxies: int = 0
    secret_key: SecretStr = SecretStr("")
    data_keys: SecretStr = SecretStr("")
    twilio_account_sid: str = ""
    twilio_auth_token: SecretStr = SecretStr("")
    twilio_auth_token_previous: SecretStr = SecretStr("")
    twilio_api_key_sid: str = ""
    twilio_api_key_secret: SecretStr = SecretStr("")
    twilio_api_base: str = ""
    must_be_ready: bool = False

    @property
    def database(self) -> str:
        """The database address: the one given, else an SQLite file in the instance folder."""
        return self.database_url or f"sqlite:///{self.instance_dir / 'portal.db'}"

    @property
    def base_url(self) -> str:
        """The public address without a trailing slash; signatures are checked against it."""
        return (self.public_base_url or f"http://127.0.0.1:{self.port}").rstrip("/")

    @property
    def has_twilio(self) -> bool:
        return bool(self.twilio_account_sid and self.twilio_auth_token.get_secret_value())

    @property
    def is_loopback(self) -> bool:
        """True when both the address we bind and the address we announce stay on this machine."""
        announced = urlsplit(self.base_url).hostname or ""
        return self.host in LOOPBACK_HOSTS and announced in LOOPBACK_HOSTS

    @property
    def has_secrets(self) -> bool:
        try:
            return bool(self.secrets)
        except NotReady:
            return False

    @cached_property
    def secrets(self) -> Secrets:
        """The keys, from the environment or `instance/secrets.json`; NotReady without them."""
        stored = self._stored_secrets()
        session = self.secret_key.get_secret_value() or stored.get("secret_key", "")
        data = self.data_keys.get_secret_value() or stored.get("data_keys", "")
        if not session or not data:
            raise NotReady(
                "No keys: set SECRET_KEY and DATA_KEYS, or make new ones with "
                "'flask --app wsgi new-secrets' (it writes them into the instance folder)."
            )
        if len(session) < 32:
            raise NotReady("SECRET_KEY is too short: it needs at least 32 characters.")
        keys = tuple(_key(part) for part in data.split(","))
        return Secrets(session, keys, keys[-1])

    def _stored_secrets(self) -> dict[str, str]:
        path = self.instance_dir / SECRETS_FILE
        if not path.exists():
            return {}
        stored: dict[str, str] = json.loads(path.read_text("utf-8"))
        return stored

    def with_new_secrets(self) -> Self:
        """Write random keys into the instance folder unless it has some; return fresh settings."""
        path = self.instance_dir / SECRETS_FILE
        if not path.exists():
            self.instance_dir.mkdir(parents=True, exist_ok=True)
            fresh = {
                "secret_key": os.urandom(32).hex(),
                "data_keys": base64.urlsafe_b64encode(os.urandom(32)).decode(),
            }
            path.touch(mode=0o600)
            path.write_text(json.dumps(fresh, indent=1), "utf-8")
        return self.model_copy()


def _key(text: str) -> bytes:
    try:
        key = base64.urlsafe_b64decode(text.strip())
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != 32:
        raise NotReady("DATA_KEYS must be 32 random bytes each, base64, separated by commas.")
    return key


def from_environment() -> Settings:
    """Settings for `wsgi.py`: a server must be ready to serve, a flask command need not be."""
    return Settings(must_be_ready=os.environ.get("FLASK_RUN_FROM_CLI") != "true")


def refuse_unless_safe(settings: Settings, *, demo: bool) -> None:
    """Stop a program that would mix demo and real life (behaviour section 9). Raises NotReady."""
    if not demo and not settings.has_twilio:
        raise NotReady(
            "This database is not a demo and there is no carrier: set TWILIO_ACCOUNT_SID and "
            "TWILIO_AUTH_TOKEN (Twilio console, Account info), or start a demo with 'make run'."
        )
    if demo and settings.has_twilio:
        raise NotReady(
            "This database is a demo, and Twilio's settings are present: unset them, or point "
            "DATABASE_URL at a database that was never a demo."
        )
    if demo and not settings.is_loopback:
        raise NotReady(
            "A demo answers on this machine only: bind 127.0.0.1 and unset PUBLIC_BASE_URL."
        )
    if not demo and urlsplit(settings.base_url).scheme != "https":
        raise NotReady("PUBLIC_BASE_URL must be the https address that Twilio and families use.")
