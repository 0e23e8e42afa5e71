"""A world whose process dies again and again: at any statement, commit or hand-over to the carrier.

Death unwinds the Python of one piece of work and rolls its transaction back, as the end of a
process does; what was in memory is thrown away. What is on disk or at the carrier stays.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import event

from portal.store.engine import EXTENSION
from sms import chatbot
from sms.carrier import Arrived, Outgoing
from sms.exchange import EXTENSION as EXCHANGE
from sms.exchange import Exchange, attach
from tests.moving_clock import MovingClock
from tests.world import FakeCarrier, World

# No work goes on for ever, and no work is spared for ever.
MOST_DEATHS_RUNNING = 12
MOST_ROUNDS = 80
BEFORE, AFTER, COMMIT = "before the hand-over", "after the hand-over", "commit"
# Where a death is drawn from: the next so many steps of any kind, or of one that matters most.
DRAWN_FROM: tuple[tuple[str | None, int], ...] = ((None, 40), (COMMIT, 8), (BEFORE, 2), (AFTER, 2))


class Killed(BaseException):
    """Not an Exception: nothing in the program may catch it and go on."""


class Reaper:
    """Counts the steps of a piece of work and ends it at the one that was drawn."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.deaths: Counter[str] = Counter()
        self._kind: str | None = None
        self._left = 0

    def draw(self) -> None:
        self._kind, most = self.random.choice(DRAWN_FROM)
        self._left = self.random.randint(1, most)

    def spare(self) -> None:
        self._left = 0

    def step(self, kind: str) -> None:
        if self._left == 0 or self._kind not in (None, kind):
            return
        self._left -= 1
        if self._left == 0:
            self.deaths[kind] += 1
            raise Killed

    def watch(self, app: Flask) -> None:
        """Every statement and every commit of this app is a step."""
        engine = app.extensions[EXTENSION].engine

        def at_statement(*given: Any) -> None:
            self.step(str(given[2]).split(maxsplit=1)[0].lower())

        event.listen(engine, "before_cursor_execute", at_statement)
        event.listen(engine, "commit", lambda _connection: self.step(COMMIT))


class MortalCarrier(FakeCarrier):
    """The process may die just before the carrier takes a text, and just after.

    `reached`: by the id of our text, how often it truly reached its phone.
    """

    def __init__(self, clock: MovingClock, reaper: Reaper) -> None:
        super().__init__(clock)
        self.reaper = reaper
        self.reached: Counter[str] = Counter()

    def send(self, outgoing: Outgoing) -> str:
        self.reaper.step(BEFORE)
        carrier_id = super().send(outgoing)
        self.reached[outgoing.callback.rpartition("/")[2]] += 1
        self.reaper.step(AFTER)
        return carrier_id


class MortalWorld(World):
    """What the world does, it does until it lives through it."""

    def __init__(self, app: Flask, clock: MovingClock, carrier: MortalCarrier) -> None:
        super().__init__(app, clock, carrier)
        self.mortal_carrier = carrier
        self.reaper = carrier.reaper
        self._kills = 0
        self._running = 0
        self.texted: list[str] = []
        self.reaper.watch(app)

    def dies(self, times: int) -> None:
        """From now on, until it has died so often."""
        self._kills = times

    @property
    def is_mortal(self) -> bool:
        return self.reaper.deaths.total() < self._kills

    def run(self) -> None:
        for _ in range(MOST_ROUNDS):
            if not self.tick():
                return
        raise AssertionError("the clock does not come to rest")

    def tick(self) -> int:
        """One turn; a turn that the process did not live through counts as work left."""
        done = self._mortally(super().tick)
        return 1 if done is None else done

    def post(self, path: str, form: Mapping[str, str], signature: str | None = None) -> int:
        """A webhook: the carrier hears no answer from a dead process, and knocks once more or
        never again. A text it received is on its list all the same; a receipt is lost."""
        if path == "/twilio/sms":
            self._remember(form)
        for _ in range(2):
            status = self._mortally(lambda: super(MortalWorld, self).post(path, form, signature))
            if status is not None:
                return status
            if self.reaper.random.random() < 0.5:
                break
        return 200 if path == "/twilio/sms" else 204

    def _remember(self, form: Mapping[str, str]) -> None:
        at = self.clock().replace(microsecond=0)
        sid = form["MessageSid"]
        self.texted.append(sid)
        self.carrier.missed.append(Arrived(sid, form["From"], form["To"], form["Body"], 0, at))

    def _mortally(self, work: Callable[[], int]) -> int | None:
        """What the work gave back; None where the process died of it."""
        if self.is_mortal and self._running < MOST_DEATHS_RUNNING:
            self.reaper.draw()
        try:
            done = work()
        except Killed:
            self._running += 1
            self._start_again()
            return None
        finally:
            self.reaper.spare()
        self._running = 0
        return done

    def _start_again(self) -> None:
        """A new process: an empty memory, new connections; it fetches first what came in."""
        old: Exchange = self.app.extensions[EXCHANGE]
        attach(self.app, Exchange(old.carrier, old.spool, chatbot))
        self.app.extensions[EXTENSION].engine.dispose()
        self.clock.advance(timedelta(seconds=self.reaper.random.randint(1, 10)))
        if self.is_mortal and self._running < MOST_DEATHS_RUNNING:
            self.reaper.draw()
        try:
            self.catch_up()
        except Killed:
            self._running += 1
            self._start_again()
        finally:
            self.reaper.spare()
