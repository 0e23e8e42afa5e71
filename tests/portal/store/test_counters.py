"""Tries are counted per window, also when two processes make the first one at the same moment."""

import threading
from datetime import timedelta

from flask import Flask

from portal.store import sessions
from portal.store.engine import EXTENSION, transaction
from tests.moving_clock import START


def test_tries_add_up_within_a_window_and_start_over_in_the_next(app: Flask) -> None:
    with app.app_context():
        counted = []
        for window in (START, START, START + timedelta(hours=1)):
            with transaction() as session:
                counted.append(sessions.count(session, "a digest", window))
    assert counted == [1, 2, 1]


def test_two_first_tries_at_the_same_moment_are_both_counted(app: Flask) -> None:
    counted: list[int] = []
    together = threading.Barrier(4)

    def count() -> None:
        together.wait()
        with app.extensions[EXTENSION].transaction() as session:
            counted.append(sessions.count(session, "a digest", START))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(counted) == [1, 2, 3, 4]
