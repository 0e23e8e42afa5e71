"""What a clock does at each turn, in order, each thing in its own transaction.

One failure is logged, pushed on and stops nobody. When turns come is decided in `schedule`.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, SQLModel

from portal.actions.announce_plan_end import announce_plan_end
from portal.actions.escalate import escalate
from portal.actions.lapse_question import lapse_question
from portal.actions.page_task import page_task
from portal.actions.remind import remind
from portal.actions.send_test_page import send_test_page
from portal.store import alerts, conversations, delivery, schedules, tasks, test_pages, texts, trail
from portal.store.alerts import Alert
from portal.store.conversations import OpenQuestion
from portal.store.engine import reading, transaction
from portal.store.schedules import Checkin, Schedule
from portal.store.staff import PagerContact
from portal.store.tasks import Task
from sms import settle
from sms.reading import read_one

log = logging.getLogger(__name__)

MANY = 100
ASK_AT_ONCE = 10
PUSHED_ON = timedelta(seconds=60)
ALERT_PUSHED_ON = timedelta(seconds=10)

Find = Callable[[Session, datetime, int], Sequence[str]]
Act = Callable[[str, datetime], None]


def _each(what: str, find: Find, act: Act, now: datetime, push_on: Act | None = None) -> int:
    """Do `act` for everything that `find` finds; how many were tried."""
    with reading() as session:
        found = list(find(session, now, MANY))
    for one in found:
        try:
            act(one, now)
        except Exception as error:
            log.error("%s %s failed with %s", what, one, type(error).__name__)
            if push_on is not None:
                _push(what, one, push_on, now)
    return len(found)


def _push(what: str, one: str, push_on: Act, now: datetime) -> None:
    try:
        push_on(one, now)
    except Exception as error:
        log.critical("%s %s cannot even wait: %s", what, one, type(error).__name__)


def _by(action: Callable[..., object], name: str) -> Act:
    """Call an action for one id, in a transaction of its own."""

    def act(one: str, now: datetime) -> None:
        with transaction() as session:
            action(session, **{name: one}, now=now)

    return act


def _later(table: type[SQLModel], column: str, wait: timedelta = PUSHED_ON) -> Act:
    """Look at this row again after `wait`."""

    def push_on(one: str, now: datetime) -> None:
        with transaction() as session:
            row = session.get(table, one)
            if row is not None:
                setattr(row, column, now + wait)

    return push_on


def read_texts(now: datetime) -> int:
    """Texts that were kept but not read: a crash, a bug, the spool, an outage."""
    return _each("text", texts.unread, read_one, now)


def lapse_questions(now: datetime) -> int:
    """Questions whose silence has become an answer."""
    act, later = _by(lapse_question, "question_id"), _later(OpenQuestion, "deadline_at")
    return _each("question", conversations.overdue, act, now, later)


def escalate_alerts(now: datetime) -> int:
    """Alerts whose next step is due."""
    act = _by(escalate, "alert_id")
    return _each("alert", alerts.due, act, now, _later(Alert, "next_action_at", ALERT_PUSHED_ON))


def page_tasks(now: datetime) -> int:
    """Tasks that nobody took in time."""
    act = _by(page_task, "task_id")
    return _each("task", tasks.due_to_page, act, now, _later(Task, "pages_at"))


def send_reminders(now: datetime) -> int:
    """Check-ins that are due, to be asked about, asked about again, or let go."""
    act = _by(remind, "checkin_id")
    return _each("check-in", schedules.due_checkins, act, now, _later(Checkin, "next_at"))


def announce_plan_ends(now: datetime) -> int:
    """Dose plans near their end: staff decide, and the family hears once."""
    act = _by(announce_plan_end, "schedule_id")
    return _each("plan", schedules.ending, act, now, _later(Schedule, "end_look_at"))


def test_pagers(now: datetime) -> int:
    """Every pager once a week, also while nobody is enrolled."""

    def act(one: str, at: datetime) -> None:
        with transaction() as session:
            contact = session.get_one(PagerContact, one)
            send_test_page(session, contact=contact, who=trail.CLOCK, now=at)

    return _each("pager", test_pages.due, act, now)


def settle_texts(now: datetime) -> int:
    """Leases that ran out, doubts and missing receipts; then families our words did not reach."""
    done = _each("lease", delivery.lease_over, settle.free_lease, now)
    done += _each("doubt", _few(delivery.uncertain), settle.ask_about, now)
    done += _each("receipt", _few(delivery.silent), settle.poll, now)
    settle.phone_families(now)
    return done


def _few(find: Find) -> Find:
    """The carrier is asked about a few texts at a time."""
    return lambda session, now, _most: find(session, now, ASK_AT_ONCE)
