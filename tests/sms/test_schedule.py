"""The clock goes on: after a failure, after its thread has died, and beside another clock."""

import ctypes
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import text as sql

from portal.store.engine import transaction
from sms.schedule import Clock
from study import notices
from study.symptoms import Tier
from tests.builders import PHONE_24H, a_caregiver, a_child, a_family
from tests.sms.household import FIRST, PARENT, SECOND, Household, move_in
from tests.world import World

THANKS = notices.CheckinThanks(phone_24h=PHONE_24H)
PATIENCE = 10.0


@pytest.fixture
def home(unread_world: World) -> Household:
    return move_in(unread_world)


@pytest.fixture
def clock_of(unread_world: World) -> Iterator[Callable[[], Clock]]:
    """A real clock with real threads; it is stopped at the end."""
    made: list[Clock] = []

    def make() -> Clock:
        made.append(Clock(unread_world.app, look_every=0.05))
        return made[-1]

    yield make
    for one in made:
        one.stop()


def wait_until(true: Callable[[], bool]) -> bool:
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        if true():
            return True
        time.sleep(0.02)
    return False


def test_a_page_leaves_by_itself_and_at_once(
    home: Household, clock_of: Callable[[], Clock]
) -> None:
    clock_of().start()
    home.raise_alert()
    home.world.app.extensions["sms.exchange"].bell.ring()
    assert wait_until(lambda: bool(home.world.carrier.ledger))
    home.world.pager(FIRST).expect("ALERT T2")


def schedulers() -> set[threading.Thread]:
    return {one for one in threading.enumerate() if one.name == "APScheduler"}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_scheduler_whose_thread_died_is_started_again(
    home: Household, clock_of: Callable[[], Clock]
) -> None:
    ticking = clock_of()
    ticking.start()
    before = schedulers()
    for thread in before:
        ident = ctypes.c_ulong(thread.ident or 0)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ident, ctypes.py_object(SystemExit))
    assert wait_until(lambda: bool(schedulers() - before))
    assert wait_until(ticking.is_ticking)
    home.queue(THANKS, "t")
    assert wait_until(lambda: bool(home.world.carrier.ledger))
    home.world.phone(PARENT).expect("Saved")


def test_health_says_whether_the_clock_finishes_its_rounds(
    home: Household, clock_of: Callable[[], Clock]
) -> None:
    ticking = clock_of()
    assert home.world.client.get("/health/scheduler").status_code == 503
    with home.world.app.app_context():
        ticking.turn()
    assert home.world.client.get("/health/scheduler").status_code == 200
    home.world.clock.advance(timedelta(seconds=61))
    assert home.world.client.get("/health/scheduler").status_code == 503


def test_a_second_clock_leaves_the_rounds_to_the_first(
    home: Household, clock_of: Callable[[], Clock]
) -> None:
    first, second = clock_of(), clock_of()
    with home.world.app.app_context():
        first.turn()
        home.world.clock.advance(timedelta(seconds=20))
        second.turn()
        home.world.clock.advance(timedelta(seconds=41))
    assert home.world.client.get("/health/scheduler").status_code == 503
    with home.world.app.app_context():
        second.turn()
    assert home.world.client.get("/health/scheduler").status_code == 200


def test_one_broken_alert_stops_no_other(home: Household) -> None:
    with home.world.app.app_context(), transaction() as session:
        child = a_child(session, a_family(session, home.site), "K-200")
        other = a_caregiver(session, child, last_digits="21")
    home.raise_alert()
    home.world.pager(FIRST).expect("ALERT T2 K-103")
    broken = Household(home.world, home.site, child, other, home.first, home.second)
    broken.raise_alert(Tier.T1)
    home.world.pager(FIRST).expect("ALERT T1 K-200")
    with home.world.app.app_context(), transaction() as session:
        connection = session.connection()
        spoil = sql("UPDATE participants SET nickname = :bytes WHERE id = :id")
        connection.execute(spoil, {"bytes": b"spoiled", "id": child.id})
    home.world.clock.advance(timedelta(minutes=5))
    home.world.pager(FIRST).expect("ALERT AGAIN T2 K-103")


def test_a_step_that_fails_as_a_whole_is_not_a_whole_round(
    home: Household, clock_of: Callable[[], Clock]
) -> None:
    with home.world.app.app_context(), transaction() as session:
        session.connection().execute(sql("ALTER TABLE tasks RENAME TO elsewhere"))
    with home.world.app.app_context():
        clock_of().turn()
    assert home.world.client.get("/health/scheduler").status_code == 503
    home.raise_alert()
    with home.world.app.app_context(), transaction() as session:
        session.connection().execute(sql("ALTER TABLE elsewhere RENAME TO tasks"))
    home.world.pager(FIRST).expect("ALERT")


def test_every_pager_is_tried_once_a_week_in_working_hours(home: Household) -> None:
    home.world.clock.advance(timedelta(days=6))  # a Sunday
    home.world.pager(FIRST).expect_nothing()
    home.world.clock.advance(timedelta(hours=22))  # Monday, seven in the morning
    home.world.pager(FIRST).expect_nothing()
    home.world.clock.advance(timedelta(hours=3))
    home.world.pager(FIRST).expect("TEST page", "Reply ACK")
    home.world.pager(SECOND).expect("TEST page")
    home.world.clock.advance(timedelta(hours=3))
    home.world.pager(FIRST).expect_nothing()


def carrier_on_health(home: Household) -> str:
    return str(home.world.client.get("/health").get_json()["carrier"])


def test_health_says_when_the_carrier_takes_no_texts(home: Household) -> None:
    assert carrier_on_health(home) == "ok"
    home.world.carrier.fails(f"+120255501{PARENT}", "20003")
    home.queue(THANKS, "t")
    home.world.run()
    assert carrier_on_health(home) == "stopped"
    home.world.fast_forward(minutes=1)
    home.world.phone(PARENT).expect("Saved")
    assert carrier_on_health(home) == "ok"
