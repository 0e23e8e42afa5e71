"""The commands that start the clock: the server with it, or the clock alone. And the demo's own."""

import errno
import logging
import threading
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy import inspect
from waitress.server import create_server

from portal import clock, config, migrate
from portal.config import NotReady, Settings
from portal.store import sites
from portal.store.engine import Database, transaction
from sms import demo as demo_seed
from sms import simulated
from sms.attach import SPOOL, build
from sms.schedule import Clock
from study.answers import answer
from study.answers.cues import cues
from study.explained.passages import languages
from study.understand.screen import red_flags

THREADS = 8


def init_app(app: Flask) -> None:
    app.cli.add_command(serve)
    app.cli.add_command(clock_command)
    app.cli.add_command(demo)


@click.command("serve")
@click.option("--demo", "as_demo", is_flag=True, help="Make and use a demo on this machine.")
@with_appcontext
def serve(as_demo: bool) -> None:
    """Serve pages and texts, with the clock in the same process."""
    settings: Settings = current_app.config["SETTINGS"]
    _log_plainly()
    try:
        app = _demo(settings) if as_demo else _ready(settings)
    except NotReady as error:
        raise click.ClickException(str(error)) from error
    server = _bound(app, settings)
    _read_the_words()
    ticking = Clock(app)
    ticking.start()
    click.echo(_said_at_start(app, settings))
    try:
        server.run()
    finally:
        ticking.stop()


@click.command("clock")
@with_appcontext
def clock_command() -> None:
    """Run the clock alone, beside web processes that share a PostgreSQL database."""
    settings: Settings = current_app.config["SETTINGS"]
    _log_plainly()
    try:
        app = _ready(settings)
    except NotReady as error:
        raise click.ClickException(str(error)) from error
    if settings.database.startswith("sqlite"):
        raise click.ClickException("An SQLite file has one process: use 'serve'.")
    _read_the_words()
    ticking = Clock(app)
    ticking.start()
    click.echo("The clock is ticking.")
    try:
        threading.Event().wait()
    finally:
        ticking.stop()


@click.group("demo")
def demo() -> None:
    """The demo of this machine."""


@demo.command("reset")
@with_appcontext
def reset() -> None:
    """Remove the demo's database; the next 'serve --demo' makes a new one."""
    settings: Settings = current_app.config["SETTINGS"]
    if not settings.database.startswith("sqlite:///"):
        raise click.ClickException("Only a demo in an SQLite file is removed by this command.")
    if _mark(settings) is False:
        raise click.ClickException("This database is not a demo: nothing was removed.")
    path = Path(settings.database.removeprefix("sqlite:///"))
    for one in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        one.unlink(missing_ok=True)
    (settings.instance_dir / simulated.FILE).unlink(missing_ok=True)
    for kept in (settings.instance_dir / SPOOL).glob("*"):
        kept.unlink()
    click.echo("The demo is gone. Start a new one with: make run")


def _ready(settings: Settings) -> Flask:
    return build(settings.model_copy(update={"must_be_ready": True}))


def _demo(settings: Settings) -> Flask:
    """The demo's app; makes keys, tables and people where there are none yet."""
    config.refuse_unless_safe(settings, demo=True)
    mark = _mark(settings)
    if mark is False:
        raise NotReady(
            "This database is not a demo. Unset DATABASE_URL, or point it at an empty database."
        )
    settings = settings.with_new_secrets()
    migrate.upgrade(settings.database)
    if mark is None:
        app = build(settings)
        with app.app_context():
            demo_seed.seed(settings, clock.now())
    return _ready(settings)


def _mark(settings: Settings) -> bool | None:
    """Is this database marked as a demo? None while nobody has used it."""
    url = settings.database
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists():
        return None
    database = Database(url)
    try:
        if not inspect(database.engine).has_table("installation"):
            return None
        with database.reading() as session:
            row = session.get(sites.Installation, 1)
            return row.demo if row else None
    finally:
        database.engine.dispose()


def _bound(app: Flask, settings: Settings) -> Any:
    try:
        return create_server(
            app, host=settings.host, port=settings.port, threads=THREADS, ident=None
        )
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise click.ClickException(
            f"Port {settings.port} is taken: another program (or another demo) listens there. "
            f"Stop it, or choose another port:  make run PORT={settings.port + 1}"
        ) from error


def _said_at_start(app: Flask, settings: Settings) -> str:
    with app.app_context():
        kept = simulated.load(settings)
        return demo_seed.said_at_start(settings, kept) if _is_demo(app) and kept else (
            f"Serving {settings.base_url} on {settings.host}:{settings.port}"
        )


def _is_demo(app: Flask) -> bool:
    with app.app_context(), transaction() as session:
        return sites.is_demo(session)


def _log_plainly() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # A turn that is still at work when the next is due is ordinary; our own log names long ones.
    for name in ("apscheduler", "alembic", "waitress.queue"):
        logging.getLogger(name).setLevel(logging.ERROR)


def _read_the_words() -> None:
    """Word lists are read now, so that no fever waits for them; the passages' index behind it.

    A file that cannot be read stops the start, not the first question of a night.
    """
    red_flags("")
    for language in languages():
        cues(language)
    threading.Thread(target=_read_the_passages, name="passages", daemon=True).start()


def _read_the_passages() -> None:
    """What questions are compared with takes some seconds a language; a question waits for it."""
    for language in languages():
        answer("study", language=language)
