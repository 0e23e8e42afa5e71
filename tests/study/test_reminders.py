"""Which nudge is due, and when the clock looks again."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.localtime import QuietHours
from study.protocol import load
from study.reminders import (
    CheckinFacts,
    Kind,
    Nudge,
    NudgeReason,
    PhoneFacts,
    StepDone,
    decide,
    decide_prompt,
    needs_telephone,
    silent_days,
)

MINUTE = timedelta(minutes=1)
CAP = load().defaults.daily_cap


def at(hour: int, minute: int = 0, day: int = 3) -> datetime:
    """An instant of June 2025 by the clock of Chicago, five hours behind UTC."""
    return datetime(2025, 6, day, tzinfo=UTC) + timedelta(hours=hour + 5, minutes=minute)


MORNING = CheckinFacts(due_at=at(8), closes_at=at(12), zone="America/Chicago", backup=PhoneFacts())
REMINDED = (StepDone(Kind.REMIND, at(8)),)
REPEATED = (*REMINDED, StepDone(Kind.REPEAT, at(8, 30)))
ASKED = (*REPEATED, StepDone(Kind.BACKUP, at(9)))


def test_nothing_is_sent_before_the_due_time() -> None:
    assert decide(MORNING, at(7, 59)) == Nudge(Kind.NONE, at(8), NudgeReason.NOT_YET)


def test_the_reminder_goes_at_the_due_time() -> None:
    assert decide(MORNING, at(8)) == Nudge(Kind.REMIND, at(8, 30), NudgeReason.DUE)


def test_one_repeat_follows_silence() -> None:
    facts = replace(MORNING, steps_done=REMINDED)
    assert decide(facts, at(8, 29)) == Nudge(Kind.NONE, at(8, 30), NudgeReason.NOT_YET)
    assert decide(facts, at(8, 30)).kind is Kind.REPEAT


def test_then_the_second_caregiver_is_asked() -> None:
    facts = replace(MORNING, steps_done=REPEATED)
    assert decide(facts, at(8, 59)).kind is Kind.NONE
    assert decide(facts, at(9)).kind is Kind.BACKUP


def test_after_that_nothing_until_the_window_closes() -> None:
    facts = replace(MORNING, steps_done=ASKED)
    assert decide(facts, at(9, 30)) == Nudge(Kind.NONE, at(12), NudgeReason.ALL_DONE)
    assert decide(facts, at(12)) == Nudge(Kind.NONE, None, NudgeReason.CLOSED)


def test_without_a_second_caregiver_the_repeat_is_the_last() -> None:
    facts = replace(MORNING, steps_done=REPEATED, backup=None)
    assert decide(facts, at(9, 30)) == Nudge(Kind.NONE, at(12), NudgeReason.ALL_DONE)


@pytest.mark.parametrize("now", [at(7), at(8), at(9), at(13)])
def test_a_logged_check_in_is_never_nudged(now: datetime) -> None:
    assert decide(replace(MORNING, logged=True), now) == Nudge(Kind.NONE, None, NudgeReason.LOGGED)


def test_an_overdue_reminder_is_sent_inside_its_window_and_not_after_it() -> None:
    assert decide(MORNING, at(11, 59)).kind is Kind.REMIND
    assert decide(MORNING, at(12)) == Nudge(Kind.NONE, None, NudgeReason.CLOSED)
    assert decide(MORNING, at(15)).kind is Kind.NONE


def test_a_late_reminder_moves_the_repeat_and_never_past_the_window() -> None:
    late = replace(MORNING, steps_done=(StepDone(Kind.REMIND, at(11, 45)),))
    assert decide(late, at(11, 50)) == Nudge(Kind.NONE, at(12), NudgeReason.NOT_YET)


def test_later_puts_off_the_repeat() -> None:
    facts = replace(MORNING, steps_done=REMINDED, later_at=at(8, 20))
    assert decide(facts, at(8, 49)).kind is Kind.NONE
    assert decide(facts, at(8, 50)).kind is Kind.REPEAT


def test_without_a_window_nothing_is_sent() -> None:
    blank = replace(MORNING, closes_at=None)
    assert decide(blank, at(8)) == Nudge(Kind.NONE, None, NudgeReason.WINDOW_BLANK)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (replace(MORNING, state_allows=False), NudgeReason.STATE),
        (replace(MORNING, waits_for_clinic=True), NudgeReason.CLINIC),
        (replace(MORNING, silent_days=3), NudgeReason.SILENT),
        (replace(MORNING, phone=PhoneFacts(sent_today=CAP)), NudgeReason.CAP),
    ],
)
def test_some_facts_stop_every_nudge(facts: CheckinFacts, reason: NudgeReason) -> None:
    assert decide(facts, at(9)) == Nudge(Kind.NONE, at(12), reason)


def test_two_silent_days_still_text() -> None:
    assert decide(replace(MORNING, silent_days=2), at(8)).kind is Kind.REMIND


def test_one_below_the_cap_still_texts() -> None:
    nearly = replace(MORNING, phone=PhoneFacts(sent_today=CAP - 1))
    assert decide(nearly, at(8)).kind is Kind.REMIND


def test_a_phone_that_opted_out_is_left_alone_and_the_second_caregiver_is_asked() -> None:
    facts = replace(MORNING, phone=PhoneFacts(opted_out=True))
    assert decide(facts, at(8)).kind is Kind.NONE
    assert decide(facts, at(8, 30)).kind is Kind.BACKUP
    nobody = replace(facts, backup=PhoneFacts(opted_out=True))
    assert decide(nobody, at(9)) == Nudge(Kind.NONE, at(12), NudgeReason.OPTED_OUT)


def test_the_cap_of_the_second_phone_is_its_own() -> None:
    facts = replace(MORNING, steps_done=REPEATED, phone=PhoneFacts(sent_today=CAP))
    assert decide(facts, at(9)).kind is Kind.BACKUP
    full = replace(facts, backup=PhoneFacts(sent_today=CAP))
    assert decide(full, at(9)).reason is NudgeReason.CAP


EARLY = replace(MORNING, due_at=at(6), closes_at=at(10))


def test_quiet_hours_hold_a_reminder_until_eight() -> None:
    assert decide(EARLY, at(6)) == Nudge(Kind.NONE, at(8), NudgeReason.QUIET)
    assert decide(EARLY, at(8)).kind is Kind.REMIND


def test_a_recorded_yes_to_an_early_time_is_kept() -> None:
    agreed = replace(EARLY, phone=PhoneFacts(quiet_agreed=True))
    assert decide(agreed, at(6)).kind is Kind.REMIND


def test_the_second_caregiver_did_not_agree_to_the_early_time() -> None:
    steps = (StepDone(Kind.REMIND, at(6)), StepDone(Kind.REPEAT, at(6, 30)))
    facts = replace(EARLY, phone=PhoneFacts(quiet_agreed=True), steps_done=steps)
    assert decide(facts, at(7)) == Nudge(Kind.NONE, at(8), NudgeReason.QUIET)


def test_a_check_in_that_closes_in_quiet_hours_is_not_sent_late() -> None:
    night = replace(MORNING, due_at=at(22), closes_at=at(25))
    assert decide(night, at(22)) == Nudge(Kind.NONE, at(25), NudgeReason.QUIET)


def test_a_family_may_have_its_own_quiet_hours() -> None:
    sleeps_long = replace(MORNING, quiet=QuietHours(time(20), time(9, 30)))
    assert decide(sleeps_long, at(8)) == Nudge(Kind.NONE, at(9, 30), NudgeReason.QUIET)


def test_the_daily_prompt_goes_once_and_asks_nobody_else() -> None:
    assert decide_prompt(MORNING, at(8)).kind is Kind.PROMPT
    done = replace(MORNING, steps_done=(StepDone(Kind.PROMPT, at(8)),))
    assert decide_prompt(done, at(11)) == Nudge(Kind.NONE, at(12), NudgeReason.ALL_DONE)


def test_a_prompt_waits_and_stops_for_the_same_reasons() -> None:
    assert decide_prompt(MORNING, at(7)).reason is NudgeReason.NOT_YET
    assert decide_prompt(EARLY, at(6)).reason is NudgeReason.QUIET
    assert decide_prompt(replace(MORNING, state_allows=False), at(8)).reason is NudgeReason.STATE
    out = replace(MORNING, phone=PhoneFacts(opted_out=True))
    assert decide_prompt(out, at(8)).reason is NudgeReason.OPTED_OUT


def test_three_days_without_any_answer_are_a_telephone_call() -> None:
    assert needs_telephone([True, False, False, False])
    assert not needs_telephone([False, False, True])
    assert not needs_telephone([False, False])


def test_a_day_without_a_question_neither_counts_nor_ends_the_silence() -> None:
    assert silent_days([True, False, None, False]) == 2
    assert silent_days([]) == 0


phones = st.builds(
    PhoneFacts,
    opted_out=st.booleans(),
    quiet_agreed=st.booleans(),
    sent_today=st.integers(0, CAP + 1),
)


@given(
    due=st.integers(0, 1439),
    window=st.integers(1, 900),
    looked=st.lists(st.integers(0, 240), min_size=1, max_size=40),
    phone=phones,
    backup=st.none() | phones,
)
def test_each_nudge_goes_once_inside_its_window_and_the_close_is_always_looked_at(
    due: int, window: int, looked: list[int], phone: PhoneFacts, backup: PhoneFacts | None
) -> None:
    due_at = at(0) + due * MINUTE
    facts = CheckinFacts(
        due_at, due_at + window * MINUTE, "America/Chicago", phone=phone, backup=backup
    )
    now = due_at - 60 * MINUTE
    for late_by in (*looked, *[0] * 20):  # the clock is late now and then, as after an outage
        nudge = decide(facts, now)
        if nudge.reason is NudgeReason.CLOSED:
            break
        if nudge.kind is not Kind.NONE:
            assert due_at <= now < due_at + window * MINUTE
            facts = replace(facts, steps_done=(*facts.steps_done, StepDone(nudge.kind, now)))
        assert nudge.look_again_at is not None
        assert now < nudge.look_again_at <= due_at + window * MINUTE
        now = nudge.look_again_at + late_by * MINUTE
    assert decide(facts, now).reason is NudgeReason.CLOSED
    kinds = [step.kind for step in facts.steps_done]
    assert len(kinds) == len(set(kinds)) <= 3
