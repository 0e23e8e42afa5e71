"""Is a nudge due now, which one, and when to look again. Decides on no text's words.

A nudge is decided at most once each: what was done already comes in as a fact.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from study.localtime import QuietHours, is_quiet, quiet_ends
from study.protocol import Defaults, load


class Kind(StrEnum):
    REMIND = "remind"
    REPEAT = "repeat"
    BACKUP = "backup"  # the question to the second caregiver
    PROMPT = "prompt"  # the daily check-in
    NONE = "none"


class NudgeReason(StrEnum):
    DUE = "due"
    NOT_YET = "not_yet"
    LOGGED = "logged"
    STATE = "state"  # the child's state in the study stops them
    CLINIC = "clinic"  # the family waits for the clinic's word
    SILENT = "silent"  # unanswered days: a person telephones instead
    CLOSED = "closed"  # the window is over: what nobody logged is unknown
    WINDOW_BLANK = "window_blank"  # the site has not said when a window ends
    OPTED_OUT = "opted_out"
    QUIET = "quiet"
    CAP = "cap"
    ALL_DONE = "all_done"


@dataclass(frozen=True)
class StepDone:
    """A nudge that was queued, and when."""

    kind: Kind
    at: datetime


@dataclass(frozen=True)
class PhoneFacts:
    """One phone that may be nudged: `opted_out` of texts or of this kind; `quiet_agreed` when a
    recorded yes chose a time inside the quiet hours; `sent_today` reminders and prompts on the
    family's local day."""

    opted_out: bool = False
    quiet_agreed: bool = False
    sent_today: int = 0


@dataclass(frozen=True)
class CheckinFacts:
    """All that matters about one check-in, or one day's prompt.

    `closes_at`: None while the site's window is a blank. `logged`: every slot is answered, by
    any door. `backup`: the phone of the second caregiver who takes questions. `later_at`: when
    the family last said "later". `silent_days`: see `silent_days`. `quiet`: the family's own
    quiet hours, else the protocol's.
    """

    due_at: datetime
    closes_at: datetime | None
    zone: str
    logged: bool = False
    steps_done: tuple[StepDone, ...] = ()
    state_allows: bool = True
    waits_for_clinic: bool = False
    phone: PhoneFacts = PhoneFacts()
    backup: PhoneFacts | None = None
    later_at: datetime | None = None
    silent_days: int = 0
    quiet: QuietHours | None = None


@dataclass(frozen=True)
class Nudge:
    """What to queue now (NONE: nothing), and when to look again (None: never)."""

    kind: Kind
    look_again_at: datetime | None
    reason: NudgeReason


def decide(facts: CheckinFacts, now: datetime, defaults: Defaults | None = None) -> Nudge:
    """The nudge of a dose check-in (behaviour 3).

    A reminder at the due time, the repeats, the question to the second caregiver; then, when
    the window closes, CLOSED. Sent only inside the window, however long we were down
    (messaging R9). An open check-in that is not logged always has a look again, at the latest
    when it closes.
    """
    rules = defaults or load().defaults
    return _over(facts, now, rules) or _next(facts, now, rules, _dose_step(facts, rules))


def decide_prompt(facts: CheckinFacts, now: datetime, defaults: Defaults | None = None) -> Nudge:
    """The nudge of the daily check-in: one prompt, no repeat, no second caregiver."""
    rules = defaults or load().defaults
    done = any(step.kind is Kind.PROMPT for step in facts.steps_done)
    step = None if done or facts.phone.opted_out else (Kind.PROMPT, facts.due_at, facts.phone)
    return _over(facts, now, rules) or _next(facts, now, rules, step)


def silent_days(answered: Sequence[bool | None]) -> int:
    """How many asked days in a row, up to the last, had no answer at all; oldest day first.

    True: something was answered that day. None: nothing was asked, which neither counts nor
    ends the row. At `silent_days_to_task` a person telephones (behaviour 3).
    """
    count = 0
    for day in reversed(answered):
        if day:
            break
        count += day is False
    return count


def needs_telephone(answered: Sequence[bool | None], defaults: Defaults | None = None) -> bool:
    """Whether the silence is long enough for a telephone task instead of texts."""
    return silent_days(answered) >= (defaults or load().defaults).silent_days_to_task


PlannedStep = tuple[Kind, datetime, PhoneFacts]


def _over(facts: CheckinFacts, now: datetime, rules: Defaults) -> Nudge | None:
    """Why nothing may be sent for this check-in at all, if so."""
    closes_at = facts.closes_at
    if facts.logged:
        return Nudge(Kind.NONE, None, NudgeReason.LOGGED)
    if closes_at is None:
        return Nudge(Kind.NONE, None, NudgeReason.WINDOW_BLANK)
    if now >= closes_at:
        return Nudge(Kind.NONE, None, NudgeReason.CLOSED)
    stops = (
        (not facts.state_allows, NudgeReason.STATE),
        (facts.waits_for_clinic, NudgeReason.CLINIC),
        (facts.silent_days >= rules.silent_days_to_task, NudgeReason.SILENT),
    )
    for stopped, reason in stops:
        if stopped:
            return Nudge(Kind.NONE, closes_at, reason)
    return None


def _dose_step(facts: CheckinFacts, rules: Defaults) -> PlannedStep | None:
    """The step that comes next and when; None when none is left or nobody may be texted."""
    done = [step.kind for step in facts.steps_done]
    last_at = max((step.at for step in facts.steps_done), default=facts.due_at)
    if facts.later_at is not None:
        last_at = max(last_at, facts.later_at)
    if Kind.BACKUP in done:
        return None
    if not facts.phone.opted_out:
        if Kind.REMIND not in done:
            return Kind.REMIND, facts.due_at, facts.phone
        if done.count(Kind.REPEAT) < rules.repeats:
            after = timedelta(minutes=rules.repeat_after_minutes)
            return Kind.REPEAT, last_at + after, facts.phone
    if facts.backup is None or facts.backup.opted_out:
        return None
    after = timedelta(minutes=rules.backup_after_minutes)
    return Kind.BACKUP, last_at + after, facts.backup


def _next(
    facts: CheckinFacts, now: datetime, rules: Defaults, planned: PlannedStep | None
) -> Nudge:
    """The planned step now, or the reason and the time to wait for. The window is open."""
    closes_at = facts.closes_at or now
    if planned is None:
        reason = NudgeReason.OPTED_OUT if facts.phone.opted_out else NudgeReason.ALL_DONE
        return Nudge(Kind.NONE, closes_at, reason)
    kind, at, phone = planned
    if now < at:
        return Nudge(Kind.NONE, min(at, closes_at), NudgeReason.NOT_YET)
    quiet = facts.quiet or rules.quiet
    if not phone.quiet_agreed and is_quiet(now, facts.zone, quiet):
        ends_at = quiet_ends(now, facts.zone, quiet)
        return Nudge(Kind.NONE, min(ends_at, closes_at), NudgeReason.QUIET)
    if phone.sent_today >= rules.daily_cap:
        return Nudge(Kind.NONE, closes_at, NudgeReason.CAP)
    soonest = min(rules.repeat_after_minutes, rules.backup_after_minutes)
    look_again_at = min(now + timedelta(minutes=soonest), closes_at)
    return Nudge(kind, look_again_at, NudgeReason.DUE)
