"""Pages that never end in silence."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from study.escalation import Delays, PageFact, Step, StepReason, delays, next_step
from study.oncall import Contacts
from study.protocol import load
from study.site import SiteRules

OPENED = datetime(2025, 6, 1, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DELAYS = delays(SiteRules("phx"), load().defaults)
TEAM = Contacts(("ana", "ben"), ("ana", "ben", "cy"), nobody_on_call=False)
NOBODY = Contacts((), (), nobody_on_call=True)


def minute(minutes: float) -> datetime:
    return OPENED + minutes * MINUTE


def page(
    contact_id: str,
    minutes: float,
    *,
    failed: bool = False,
    wrong_codes: int = 0,
    everyone: bool = False,
) -> PageFact:
    return PageFact(contact_id, minute(minutes), failed, wrong_codes, everyone)


def step(
    *history: PageFact,
    at: float,
    contacts: Contacts = TEAM,
    acknowledged_at: datetime | None = None,
    family_told: bool = True,
) -> Step:
    return next_step(
        history,
        contacts,
        OPENED,
        minute(at),
        DELAYS,
        acknowledged_at=acknowledged_at,
        family_told=family_told,
    )


def everyone_at(minutes: float) -> list[PageFact]:
    return [page(one, minutes, everyone=True) for one in TEAM.everyone]


def test_the_one_on_call_is_paged_at_once() -> None:
    first = step(at=0)
    assert (first.page, first.reason) == (("ana",), StepReason.FIRST_PAGE)
    assert first.look_again_at == minute(5)


def test_silence_pages_the_same_person_again() -> None:
    assert step(page("ana", 0), at=4).page == ()
    again = step(page("ana", 0), at=5)
    assert (again.page, again.reason) == (("ana",), StepReason.PAGED_AGAIN)
    assert again.look_again_at == minute(10)


def test_it_pages_the_next_person_after_silence() -> None:
    following = step(page("ana", 0), page("ana", 5), at=10)
    assert (following.page, following.reason) == (("ben",), StepReason.NEXT_PERSON)


def test_after_the_last_person_everyone_is_paged_and_the_alarm_goes_outside() -> None:
    history = (page("ana", 0), page("ana", 5), page("ben", 10), page("ben", 15))
    assert step(*history, at=19).page == ()
    last = step(*history, at=20)
    assert (last.page, last.external) == (("ana", "ben", "cy"), True)
    assert last.look_again_at == minute(35)


def test_everyone_is_paged_every_fifteen_minutes_without_end() -> None:
    history = [page("ana", 0), page("ben", 10), *everyone_at(20)]
    assert step(*history, at=34).page == ()
    assert step(*history, at=34).look_again_at == minute(35)
    for minutes in range(35, 24 * 60, 15):
        repeated = step(*history, at=minutes)
        assert repeated.page == TEAM.everyone and repeated.external
        history += everyone_at(minutes)


def test_an_undeliverable_page_passes_to_the_next_at_once() -> None:
    failed = step(page("ana", 0, failed=True), at=0.1)
    assert (failed.page, failed.reason) == (("ben",), StepReason.NEXT_PERSON)


def test_when_every_number_fails_everyone_is_paged_at_once() -> None:
    history = (page("ana", 0, failed=True), page("ben", 0.1, failed=True))
    assert step(*history, at=0.2).reason is StepReason.EVERYONE


def test_five_wrong_codes_page_the_next_person() -> None:
    assert step(page("ana", 0, wrong_codes=4), at=1).page == ()
    assert step(page("ana", 0, wrong_codes=5), at=1).page == ("ben",)
    spread = (page("ana", 0, wrong_codes=2), page("ana", 5, wrong_codes=3))
    assert step(*spread, at=6).page == ("ben",)


def test_nobody_on_call_pages_the_fallback_list_at_once_and_says_so() -> None:
    fallback = Contacts(("cy",), ("cy",), nobody_on_call=True)
    assert step(at=0, contacts=fallback).page == ("cy",)
    assert step(at=0, contacts=fallback).reason is StepReason.NOBODY_ON_CALL


def test_no_fallback_pages_all_staff_at_once() -> None:
    staff = Contacts((), ("cy", "dee"), nobody_on_call=True)
    assert step(at=0, contacts=staff).page == ("cy", "dee")


def test_with_nobody_to_page_the_family_is_told_and_the_alarm_goes_outside_at_once() -> None:
    alone = step(at=0, contacts=NOBODY, family_told=False)
    assert alone.tell_family and alone.external and alone.page == ()
    assert alone.look_again_at == minute(15)


def test_the_family_is_told_when_nobody_has_answered_in_time() -> None:
    waiting = step(page("ana", 0), page("ana", 5), at=9, family_told=False)
    assert not waiting.tell_family and waiting.look_again_at == minute(10)
    assert step(page("ana", 0), page("ana", 5), at=10, family_told=False).tell_family
    assert not step(page("ana", 0), page("ana", 5), at=10, family_told=True).tell_family


def test_the_clock_looks_again_when_the_family_must_be_told() -> None:
    slow = replace(DELAYS, next_person=60 * MINUTE, again=50 * MINUTE)
    first = next_step((page("ana", 0),), TEAM, OPENED, minute(1), slow)
    assert first.look_again_at == minute(10)


def test_a_taken_alert_pages_nobody_and_is_looked_at_again() -> None:
    taken = step(page("ana", 0), at=30, acknowledged_at=minute(2), family_told=False)
    assert (taken.page, taken.reason) == ((), StepReason.ACKNOWLEDGED)
    assert taken.look_again_at == minute(62) and not taken.tell_family


def test_a_taken_alert_that_nobody_resolves_is_raised_again_from_the_start() -> None:
    raised = step(page("ana", 0), at=62, acknowledged_at=minute(2), family_told=False)
    assert (raised.page, raised.reason) == (("ana",), StepReason.FIRST_PAGE)
    assert not raised.tell_family
    later = step(page("ana", 0), page("ana", 62), at=72, acknowledged_at=minute(2))
    assert later.page == ("ben",)


def test_a_new_shift_is_paged_at_once_even_between_two_rounds_to_everyone() -> None:
    new_shift = Contacts(("dee", "ana"), ("dee", "ana"), nobody_on_call=False)
    assert step(page("ana", 0), at=1, contacts=new_shift).page == ("dee",)
    between = step(page("ana", 0), *everyone_at(20), at=21, contacts=new_shift)
    assert between.page == ("dee",) and between.look_again_at == minute(35)


def test_a_clock_set_back_ends_a_turn_instead_of_freezing_it() -> None:
    assert step(page("ana", 180), at=1).page == ("ben",)
    assert step(page("ana", 0), *everyone_at(180), at=1).page == TEAM.everyone


@pytest.mark.parametrize("blank", [None, 0, -5])
def test_a_blank_or_senseless_site_minute_never_stops_an_alert(blank: int | None) -> None:
    found = delays(SiteRules("phx", ack_minutes=blank, family_told_minutes=blank), load().defaults)
    assert found == DELAYS


def test_the_minutes_of_the_site_hold() -> None:
    found = delays(SiteRules("phx", ack_minutes=3, family_told_minutes=7), load().defaults)
    assert (found.next_person, found.family_told) == (3 * MINUTE, 7 * MINUTE)
    first = next_step((), TEAM, OPENED, OPENED, found, family_told=True)
    assert first.look_again_at == minute(3)
    assert next_step((page("ana", 0),), TEAM, OPENED, minute(3), found).page == ("ben",)


class OpenAlert(RuleBasedStateMachine):
    """One alert that nobody resolves, through any order of silence, failure, codes and shifts."""

    def __init__(self) -> None:
        super().__init__()
        self.now = OPENED
        self.history: list[PageFact] = []
        self.contacts = TEAM
        self.acknowledged_at: datetime | None = None
        self.told = False
        self.delays: Delays = DELAYS
        self.look()

    def look(self) -> None:
        self.step = next_step(
            self.history,
            self.contacts,
            OPENED,
            self.now,
            self.delays,
            acknowledged_at=self.acknowledged_at,
            family_told=self.told,
        )
        self.told = self.told or self.step.tell_family
        everyone = self.step.reason is StepReason.EVERYONE
        self.history += [PageFact(one, self.now, everyone=everyone) for one in self.step.page]

    @rule()
    def silence(self) -> None:
        self.now = self.step.look_again_at
        self.look()

    @rule(minutes=st.integers(1, 300))
    def machine_is_down(self, minutes: int) -> None:
        self.now = self.step.look_again_at + minutes * MINUTE
        self.look()

    @rule(minutes=st.integers(1, 300))
    def clock_is_set_back(self, minutes: int) -> None:
        self.now -= minutes * MINUTE
        self.look()

    @rule(data=st.data(), wrong=st.integers(0, 5))
    def last_pages_fail_or_get_wrong_codes(self, data: st.DataObject, wrong: int) -> None:
        failed = data.draw(st.booleans())
        self.history[-2:] = [
            replace(one, failed=failed, wrong_codes=wrong) for one in self.history[-2:]
        ]
        self.look()

    @rule(names=st.lists(st.sampled_from(["ana", "ben", "cy", "dee"]), unique=True))
    def rota_changes(self, names: list[str]) -> None:
        self.contacts = Contacts(tuple(names[:2]), tuple(names), nobody_on_call=not names)
        self.look()

    @rule()
    def somebody_takes_it(self) -> None:
        self.acknowledged_at = self.now
        self.look()

    @rule(ack=st.integers(1, 90), told=st.integers(1, 90))
    def the_site_changes_its_minutes(self, ack: int, told: int) -> None:
        rules = SiteRules("phx", ack_minutes=ack, family_told_minutes=told)
        self.delays = delays(rules, load().defaults)
        self.look()

    @invariant()
    def it_always_has_a_next_look(self) -> None:
        assert self.step.look_again_at > self.now

    @invariant()
    def the_next_look_is_near(self) -> None:
        """Twice the longest silence at most, also when the clock was set back."""
        longest = max(
            self.delays.again,
            self.delays.next_person,
            self.delays.everyone,
            self.delays.follow_up,
        )
        assert self.step.look_again_at - self.now <= 2 * longest

    @invariant()
    def somebody_is_paged_or_was_not_long_ago_or_has_it(self) -> None:
        if self.step.page or self.step.reason is StepReason.ACKNOWLEDGED:
            return
        if self.step.reason is StepReason.NO_CONTACTS:
            assert self.step.external
            return
        longest = max(self.delays.next_person, self.delays.everyone)
        assert any(abs(self.now - one.paged_at) < longest for one in self.history)


OpenAlert.TestCase.settings = settings(max_examples=300, stateful_step_count=30, deadline=None)
test_an_open_alert_never_rests = OpenAlert.TestCase
