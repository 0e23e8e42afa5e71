"""How hard each kind of text is tried: pages until they are out, reminders never twice.

Source: messaging 3.1. Sends nothing.
"""

from datetime import timedelta
from enum import StrEnum

from study.notices import Purpose


class Guarantee(StrEnum):
    AT_LEAST_ONCE = "at_least_once"
    ONCE = "once"
    AT_MOST_ONCE = "at_most_once"


_OF = {
    Purpose.PAGE: Guarantee.AT_LEAST_ONCE,
    Purpose.SAFETY: Guarantee.AT_LEAST_ONCE,
    Purpose.CODE: Guarantee.AT_MOST_ONCE,
}
LEASE = {
    Guarantee.AT_LEAST_ONCE: timedelta(seconds=15),
    Guarantee.ONCE: timedelta(seconds=60),
    Guarantee.AT_MOST_ONCE: timedelta(seconds=60),
}
PAGE_TIMEOUT = 5.0
TIMEOUT = 10.0

# After a certain refusal: doubling from one second; after an uncertain hand-over: from a lease.
LONGEST_WAIT = timedelta(seconds=30)
LONGEST_UNCERTAIN_WAIT = timedelta(minutes=2)
# A phone that was off is tried again later, while the text still means something (30003).
LATER = timedelta(minutes=30)
LATER_TRIES = 3
# A text without an end of its own is given up after this, aloud.
GIVE_UP_AFTER = timedelta(hours=4)
# A reminder whose fate is unknown is the team's to look at within 15 minutes (messaging R3); the
# carrier is asked every half minute until then.
UNCERTAIN_FOR = timedelta(minutes=14)
# The carrier may list a text a moment after it took it: ask no sooner, and twice (messaging 3).
ASK_AFTER = timedelta(seconds=60)
ASK_TIMES = 2
# A text the carrier took and says no more of is asked about, ever more seldom (F15).
POLL_FIRST = timedelta(minutes=5)
POLL_UNTIL = timedelta(hours=24)
# Words of safety that have not left us by then: the team telephones.
SAFETY_STUCK_AFTER = timedelta(minutes=2)


def of_purpose(purpose: str) -> Guarantee:
    """The guarantee of a text, by its purpose; reminders, prompts, answers and notes go once."""
    return _OF.get(Purpose(purpose), Guarantee.ONCE)


def wait_after_refusal(attempts: int) -> timedelta:
    """How long a text rests that surely was not sent, after its first, second … try."""
    return min(timedelta(seconds=2 ** min(attempts, 10) / 2), LONGEST_WAIT)


def wait_after_doubt(attempts: int) -> timedelta:
    """How long a page rests that may have been sent: a second one costs annoyance only."""
    doubled = LEASE[Guarantee.AT_LEAST_ONCE] * (1 << min(attempts - 1, 10))
    return min(doubled, LONGEST_UNCERTAIN_WAIT)
