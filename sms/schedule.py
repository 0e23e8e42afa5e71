"""Ticks: when the clock's turns come, and that they go on. The only APScheduler code.

What is due stands in the database; nothing here is remembered over a restart.
"""

import logging
import os
import threading
import time
from collections.abc import Callable

from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

from portal import clock
from portal.pages.health import CLOCK
from portal.store import leases
from portal.store.columns import new_id
from portal.store.engine import transaction
from sms import settle, turns
from sms.exchange import exchange
from sms.outbox import Lane, send_next

log = logging.getLogger(__name__)

TICK = 2.0
LONG_TURN = 5.0
LEASE_SECONDS = 30
SUPERVISE_EVERY = 5.0
STUCK_AFTER = 60.0
LISTEN = 0.9
FETCH_EVERY = 300.0

# In the order of messaging F21: what came in first, then alerts, then what is only due.
TURN: tuple[tuple[str, Callable[..., object]], ...] = (
    ("spool", settle.drain_spool),
    ("texts", turns.read_texts),
    ("alerts", turns.escalate_alerts),
    ("questions", turns.lapse_questions),
    ("tasks", turns.page_tasks),
    ("reminders", turns.send_reminders),
    ("plans", turns.announce_plan_ends),
    ("pagers", turns.test_pagers),
)


class Clock:
    """The ticking of one process: five jobs, a lease that says whose clock counts, a supervisor."""

    def __init__(self, app: Flask, *, look_every: float = SUPERVISE_EVERY) -> None:
        self._app = app
        self._look_every = look_every
        self.owner = f"{os.getpid()}-{new_id()[:8]}"
        self._scheduler: BackgroundScheduler | None = None
        self._stopping = threading.Event()
        self._supervisor = threading.Thread(target=self._supervise, name="supervisor", daemon=True)
        self._last_turn = time.monotonic()

    def start(self) -> None:
        """Catch up first, then tick."""
        self._guarded("inbound", self._fetch)()
        self._guarded("turn", self.turn)()
        self._start_scheduler()
        self._supervisor.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)

    def _start_scheduler(self) -> None:
        defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        scheduler = BackgroundScheduler(job_defaults=defaults, timezone="UTC")
        for name, job, seconds in (
            ("pages", self._send_pages, 1.0),
            ("rest", self._send_rest, 1.0),
            ("turn", self.turn, TICK),
            ("settle", self._settle, 5.0),
            ("inbound", self._fetch, FETCH_EVERY),
        ):
            scheduler.add_job(self._guarded(name, job), "interval", seconds=seconds, id=name)
        scheduler.start()
        self._scheduler = scheduler
        self._last_turn = time.monotonic()

    def _guarded(self, name: str, job: Callable[[], object]) -> Callable[[], None]:
        """The job in its app's context; what goes wrong in it is logged, never raised."""

        def run() -> None:
            began = time.monotonic()
            try:
                with self._app.app_context():
                    job()
            except Exception as error:
                log.error("the clock's %s failed with %s", name, type(error).__name__)
            took = time.monotonic() - began
            if took >= LONG_TURN:
                log.warning("the clock's %s took %.1f s", name, took)

        return run

    def turn(self) -> None:
        """One whole round, in this process or in the one that holds the lease."""
        if self._holds_the_lease() and run_turn():
            with transaction() as session:
                leases.finish(session, CLOCK, self.owner, clock.now())
        self._last_turn = time.monotonic()

    def _holds_the_lease(self) -> bool:
        now = clock.now()
        with transaction() as session:
            leases.ensure(session, CLOCK, now)
            return leases.take(session, CLOCK, self.owner, now, LEASE_SECONDS)

    def _send_pages(self) -> None:
        """Send what waits; listen for the bell until the next tick, and send that too."""
        send_all(Lane.PAGES, self.owner)
        if exchange().bell.wait_for_pages(LISTEN):
            send_all(Lane.PAGES, self.owner)

    def _send_rest(self) -> None:
        send_all(Lane.REST, self.owner)
        if exchange().bell.wait_for_rest(LISTEN):
            send_all(Lane.REST, self.owner)

    def _settle(self) -> None:
        """One process asks the carrier: two that ask at once would count as having asked twice."""
        if self._holds_the_lease():
            turns.settle_texts(clock.now())

    def _fetch(self) -> None:
        if self._holds_the_lease():
            settle.fetch_inbound(clock.now())
            turns.read_texts(clock.now())

    def _supervise(self) -> None:
        """A scheduler whose thread has died still says that it runs: look at the thread itself."""
        while not self._stopping.wait(self._look_every):
            if not self.is_ticking():
                log.critical("the clock had stopped; it is started again")
                self._guarded("restart", self._restart)()

    def is_ticking(self) -> bool:
        thread = getattr(self._scheduler, "_thread", None)
        alive = thread is not None and thread.is_alive()
        return alive and time.monotonic() - self._last_turn < STUCK_AFTER

    def _restart(self) -> None:
        old, self._scheduler = self._scheduler, None
        if old is not None:
            try:
                old.shutdown(wait=False)
            except Exception as error:
                log.error("the old clock did not stop: %s", type(error).__name__)
        self._start_scheduler()


def run_turn() -> bool:
    """Every step of a turn in order; True when none of them failed as a whole."""
    whole = True
    for name, step in TURN:
        try:
            step(clock.now())
        except Exception as error:
            whole = False
            log.error("the clock's %s failed with %s", name, type(error).__name__)
    return whole


def send_all(lane: Lane, worker: str) -> int:
    """Send until nothing waits in this lane; how many were dealt with."""
    done = 0
    while send_next(lane, worker):
        done += 1
    return done
