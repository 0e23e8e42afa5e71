"""What every test may ask for: a migrated database of either kind, an app, Twilio's tools.

A test that asks for `database_url`, `app` or `client` runs twice: on SQLite and on PostgreSQL.
"""

import base64
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from pydantic import SecretStr

import portal
import sms
from portal import clock as portal_clock
from portal import migrate
from portal.config import Settings
from portal.store.engine import EXTENSION
from tests import twilio_tools
from tests.databases import PostgresServer, postgres_server, roomy_memory
from tests.moving_clock import MovingClock
from tests.twilio_tools import Segments
from tests.worlds import carrier, make_world, reader, unread_world, world

# Fixtures that stand in a file of their own; named here so that every test may ask for them.
__all__ = ["carrier", "make_world", "reader", "unread_world", "world"]

BOTH = ("sqlite", "postgres")
# A loopback address: only a demo's own machine, so that nothing here can look like real life.
BASE_URL = "http://127.0.0.1:8000"


def pytest_configure(config: pytest.Config) -> None:
    """Nothing that is set on this machine reaches the tests."""
    for field in Settings.model_fields:
        os.environ.pop(field.upper(), None)
    # A busy machine is not a failure. What a gate tries is the same every time; a desk explores.
    hypothesis.settings.register_profile(
        "portal", deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True
    )
    hypothesis.settings.load_profile("portal")
    # Every test builds an app of its own; its templates need not be compiled anew each time.
    folder = tempfile.mkdtemp(prefix="portal-templates-")
    Flask.jinja_options = {"bytecode_cache": FileSystemBytecodeCache(folder)}
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "portal.db"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A server of this test process alone."""
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def _postgres_template(postgres: PostgresServer) -> str:
    name = postgres.create()
    migrate.upgrade(postgres.url(name))
    return name


@pytest.fixture
def sqlite_url(_sqlite_template: Path) -> Iterator[str]:
    """A migrated SQLite database of this test alone, in memory where there is room."""
    with tempfile.TemporaryDirectory(prefix="portal-test-", dir=roomy_memory()) as folder:
        path = Path(folder) / "portal.db"
        shutil.copyfile(_sqlite_template, path)
        yield f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres: PostgresServer, _postgres_template: str) -> Iterator[str]:
    """A migrated PostgreSQL database of this test alone."""
    name = postgres.create(_postgres_template)
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database of this test alone, on SQLite and again on PostgreSQL."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=BOTH)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table, for the tests of the migrations."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = server.create()
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def settings_for(tmp_path: Path) -> Callable[..., Settings]:
    """Settings of a test installation: `settings_for(database_url, **others)`."""

    def build(database_url: str, **others: object) -> Settings:
        given: dict[str, object] = {
            "instance_dir": tmp_path / "instance",
            "database_url": database_url,
            "public_base_url": BASE_URL,
            "secret_key": SecretStr("a key for tests only, not a secret"),
            "data_keys": SecretStr(base64.urlsafe_b64encode(b"k" * 32).decode()),
        }
        return Settings.model_validate(given | others)

    return build


@pytest.fixture
def settings(settings_for: Callable[..., Settings], database_url: str) -> Settings:
    return settings_for(database_url)


@pytest.fixture
def clock() -> Iterator[MovingClock]:
    """The portal's time, standing still until the test moves it."""
    moving = MovingClock()
    portal_clock.use(moving)
    yield moving
    portal_clock.use(None)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The portal with texting, on a fresh migrated database, without a ticking clock."""
    built = portal.create_app(settings)
    sms.init_app(built)
    built.testing = True
    yield built
    built.extensions[EXTENSION].engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def segments() -> Callable[[Sequence[str]], list[Segments]]:
    """Twilio's own count of alphabet and segments; give it many texts at once."""
    return twilio_tools.count_segments


@pytest.fixture(scope="session")
def twilio_sign() -> Callable[[str, str, Mapping[str, str]], str]:
    """`twilio_sign(token, url, params)`: the signature that Twilio's Node library makes."""
    return twilio_tools.sign


@pytest.fixture(scope="session")
def prism_url() -> Iterator[str]:
    """The address of Prism, answering for Twilio from Twilio's own description."""
    with twilio_tools.prism() as address:
        yield address
