"""A seeded demo whose server listens on a free port, for the tests of its phones. Ticks nothing."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from portal import clock as portal_clock
from portal import migrate
from portal.config import Settings
from portal.store.engine import EXTENSION
from sms import demo
from sms.attach import build
from tests.moving_clock import START, MovingClock
from tests.serving import serving


@dataclass(frozen=True)
class Demo:
    app: Flask
    settings: Settings
    clock: MovingClock

    @property
    def address(self) -> str:
        return self.settings.base_url


def seed_into(folder: Path) -> None:
    """A demo's database, keys and sign-ins; it takes a while, so copy the folder for each test."""
    settings = Settings(instance_dir=folder).with_new_secrets()
    migrate.upgrade(settings.database)
    app = build(settings)
    portal_clock.use(MovingClock())
    with app.app_context():
        demo.seed(settings, START)
    portal_clock.use(None)
    app.extensions[EXTENSION].engine.dispose()


@contextmanager
def running_demo(seeded: Path, folder: Path, clock: MovingClock) -> Iterator[Demo]:
    """Serve a copy of a seeded folder; the simulated phones post to this very server."""
    shutil.copytree(seeded, folder)
    served: dict[str, Flask] = {}
    with serving(lambda environ, start: served["app"](environ, start)) as port:
        settings = Settings(instance_dir=folder, public_base_url=f"http://127.0.0.1:{port}")
        app = served["app"] = build(settings)
        yield Demo(app, settings, clock)
    app.extensions[EXTENSION].engine.dispose()
