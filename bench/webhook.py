"""How long a family's text takes until it is kept, and until it is read, beside a bare route.

Same process, same server settings, loopback, one connection. Run: python -m bench.webhook
"""

import statistics
import sys
from datetime import datetime, timedelta

from bench.serving import BEGINS, Caller, Place, Stopwatch, control, installation
from portal import clock

ROUNDS = 5
POSTS = 100
KEPT_AT_MOST = 3.5
ANSWERED_AT_MOST = 10.0
# What families text most.
WORDS = ("ok", "0", "all good today", "1")

BETWEEN = timedelta(minutes=20)

Row = tuple[float, float, float]


class Step:
    """The program's time, which jumps on between texts: a family does not text without pause."""

    def __init__(self) -> None:
        self._now = BEGINS

    def __call__(self) -> datetime:
        return self._now

    def pass_on(self) -> None:
        self._now += BETWEEN


step = Step()


def main() -> int:
    """Print the ratios to the control of the same round; 1 when a median is over its limit."""
    clock.use(step)
    watch = Stopwatch()
    with control() as bare, installation(watch) as place:
        _round(bare, place, watch)
        rows = [_round(bare, place, watch) for _ in range(ROUNDS)]
    over = False
    for name, part, limit in (("kept", 1, KEPT_AT_MOST), ("answered", 2, ANSWERED_AT_MOST)):
        ratios = sorted(row[part] / row[0] for row in rows)
        middle = statistics.median(ratios)
        over = over or middle > limit
        _say(f"{name:9} median {middle:6.2f}x  worst {ratios[-1]:6.2f}x  limit {limit}x")
    _say("p50 in ms, bare/kept/answered: " + "  ".join("/".join(_short(row)) for row in rows))
    return int(over)


def _round(bare: int, place: Place, watch: Stopwatch) -> Row:
    """Median milliseconds: a bare post, a text until it is kept, a text until it is answered."""
    control_caller, caller = Caller(bare), Caller(place.port)
    blank, kept, answered = [], [], []
    for number in range(POSTS):
        step.pass_on()
        body, headers = place.signed(WORDS[number % len(WORDS)])
        began, ended = control_caller.post(body, headers)
        blank.append(ended - began)
        began, ended = caller.post(body, headers)
        kept.append(watch.kept_at - began)
        answered.append(ended - began)
    one, two, three = (statistics.median(each) * 1000 for each in (blank, kept, answered))
    return one, two, three


def _short(row: Row) -> list[str]:
    return [f"{each:.2f}" for each in row]


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
