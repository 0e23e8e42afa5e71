"""One command starts everything; what must not start says why and what to do."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from pydantic import SecretStr

import portal
import sms
from portal.config import Settings
from portal.store.engine import EXTENSION, transaction
from portal.store.sites import Installation
from sms import simulated
from tests.conventions.tree import ROOT
from tests.moving_clock import START

PATIENCE = 60.0
Command = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Command]:
    """`run(["serve"], twilio_account_sid=...)`: a command with these settings; its result."""
    built: list[Flask] = []

    def command(words: list[str], **more: object) -> Result:
        given: dict[str, object] = {"instance_dir": tmp_path / "instance"}
        app = portal.create_app(Settings.model_validate(given | more))
        sms.init_app(app)
        built.append(app)
        return app.test_cli_runner().invoke(args=words)

    yield command
    for app in built:
        app.extensions[EXTENSION].engine.dispose()


@pytest.fixture
def real(settings_for: Callable[..., Settings], sqlite_url: str) -> Settings:
    """A database that somebody uses for real: no demo."""
    settings = settings_for(sqlite_url)
    app = portal.create_app(settings)
    with app.app_context(), transaction() as session:
        session.add(Installation(demo=False, created_at=START))
    app.extensions[EXTENSION].engine.dispose()
    return settings


def test_without_keys_it_says_how_to_make_them(run: Command) -> None:
    result = run(["serve"])
    assert result.exit_code == 1
    assert "new-secrets" in result.output


def test_without_a_carrier_and_without_the_mark_it_does_not_serve(
    run: Command, real: Settings
) -> None:
    result = run(["serve"], **real.model_dump())
    assert result.exit_code == 1
    assert "TWILIO_ACCOUNT_SID" in result.output


def test_a_database_in_use_is_never_turned_into_a_demo(run: Command, real: Settings) -> None:
    given = real.model_dump() | {"public_base_url": ""}
    result = run(["serve", "--demo"], **given)
    assert result.exit_code == 1
    assert "not a demo" in result.output


@pytest.mark.parametrize(
    "more",
    [
        {"twilio_account_sid": "AC1", "twilio_auth_token": SecretStr("t")},
        {"public_base_url": "https://line.example"},
        {"host": "0.0.0.0"},
    ],
)
def test_a_demo_stays_on_this_machine_and_off_the_carrier(
    run: Command, tmp_path: Path, more: dict[str, object]
) -> None:
    result = run(["serve", "--demo"], **more)
    assert result.exit_code == 1
    assert "demo" in result.output
    assert not (tmp_path / "instance" / "portal.db").exists()


def test_the_clock_alone_is_not_for_an_sqlite_file(run: Command, real: Settings) -> None:
    twilio = {"twilio_account_sid": "AC1", "twilio_auth_token": SecretStr("t")}
    given = real.model_dump() | twilio | {"public_base_url": "https://line.example"}
    result = run(["clock"], **given)
    assert result.exit_code == 1
    assert "serve" in result.output


def test_only_a_demo_is_removed(run: Command, real: Settings) -> None:
    result = run(["demo", "reset"], **real.model_dump())
    assert result.exit_code == 1
    assert "not a demo" in result.output
    assert Path(real.database.removeprefix("sqlite:///")).exists()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def serve(folder: Path, port: int) -> "subprocess.Popen[str]":
    """The command that `make run` gives, in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "wsgi", "serve", "--demo"],
        env={**os.environ, "INSTANCE_DIR": str(folder), "PORT": str(port)},
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def get(port: int, path: str) -> str:
    """The page, as soon as the server answers."""
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.1)


def stopped(server: "subprocess.Popen[str]") -> str:
    """What the server said until it was told to stop."""
    server.terminate()
    said, _ = server.communicate(timeout=30)
    return said


def test_one_command_makes_a_demo_that_serves_and_starts_again_as_it_was(
    tmp_path: Path, run: Command
) -> None:
    folder, port = tmp_path / "instance", free_port()
    server = serve(folder, port)
    assert '"status":"ok"' in get(port, "/health")
    assert "Dana Reed" in get(port, "/phones")
    taken = run(["serve", "--demo"], port=port)
    assert taken.exit_code == 1
    assert f"PORT={port + 1}" in taken.output
    first = stopped(server)
    kept = simulated.load(Settings(instance_dir=folder))
    assert kept is not None
    for one in kept.staff:
        assert one.email in first
        assert one.password in first
    assert f"http://127.0.0.1:{port}/phones" in first
    again = serve(folder, port)
    get(port, "/health")
    assert kept.staff[0].password in stopped(again)
    result = run(["demo", "reset"])
    assert result.exit_code == 0
    assert not (folder / "portal.db").exists()
    assert not (folder / simulated.FILE).exists()


def test_a_demo_keeps_its_secrets_to_its_owner(tmp_path: Path) -> None:
    folder = tmp_path / "instance"
    simulated.store(Settings(instance_dir=folder), simulated.new_secrets(()))
    mode = (folder / simulated.FILE).stat().st_mode & 0o777
    kept = simulated.load(Settings(instance_dir=folder))
    assert kept is not None
    assert (mode, bool(re.fullmatch(r"AC[0-9a-f]{32}", kept.account))) == (0o600, True)
