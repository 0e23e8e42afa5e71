"""After these pages and this silence: whom to page next, and when to look again.

Never lets an alert rest without a next look, and never decides that an alert is over.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from study.oncall import Contacts
from study.protocol import Defaults, SiteRules


class StepReason(StrEnum):
    FIRST_PAGE = "first_page"
    NOBODY_ON_CALL = "nobody_on_call"
    PAGED_AGAIN = "paged_again"
    NEXT_PERSON = "next_person"
    EVERYONE = "everyone"
    NO_CONTACTS = "no_contacts"
    WAITING = "waiting"
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True)
class PageFact:
    """One page that was queued to one contact.

    `failed`: undeliverable, or the number has opted out. `wrong_codes`: wrong answers from that
    contact to this page. `everyone`: it was part of a page to everyone.
    """

    contact_id: str
    paged_at: datetime
    failed: bool = False
    wrong_codes: int = 0
    everyone: bool = False


@dataclass(frozen=True)
class Delays:
    """How long each silence lasts. Elapsed time, never a wall clock (messaging F18)."""

    again: timedelta
    next_person: timedelta
    everyone: timedelta
    family_told: timedelta
    follow_up: timedelta
    wrong_codes: int


@dataclass(frozen=True)
class Step:
    """What to do now for one unresolved alert.

    `page`: contacts to page now, all in one step. `tell_family`: queue "no one has answered us
    yet". `external`: raise the alarm outside this program too. `look_again_at` is after `now`.
    """

    page: tuple[str, ...]
    tell_family: bool
    external: bool
    look_again_at: datetime
    reason: StepReason


def delays(rules: SiteRules, defaults: Defaults) -> Delays:
    """The site's minutes; the protocol's stand in for a blank, so that no alert waits on one."""
    return Delays(
        again=timedelta(minutes=defaults.page_again_minutes),
        next_person=_minutes(rules.ack_minutes, defaults.page_next_minutes),
        everyone=timedelta(minutes=defaults.page_everyone_minutes),
        family_told=_minutes(rules.family_told_minutes, defaults.family_told_minutes),
        follow_up=timedelta(minutes=defaults.follow_up_minutes),
        wrong_codes=defaults.wrong_codes,
    )


def next_step(
    history: Sequence[PageFact],
    contacts: Contacts,
    opened_at: datetime,
    now: datetime,
    delays: Delays,
    *,
    acknowledged_at: datetime | None = None,
    family_told: bool = False,
) -> Step:
    """The next step of an alert that is not resolved (behaviour 5, messaging F26 to F28).

    Each contact is paged, paged again, and then the next one is; a failed page or too many
    wrong codes pass at once. After the last one everyone is paged, again and again, without
    end. `acknowledged_at`: when somebody took it last; unresolved after the follow-up time it
    starts over. `family_told`: the family was told already, or said that it needs no telling.
    """
    if acknowledged_at is None:
        return _told(_page(history, contacts, now, delays), opened_at, now, delays, family_told)
    if abs(now - acknowledged_at) < delays.follow_up:
        again_at = acknowledged_at + delays.follow_up
        return Step((), False, False, again_at, StepReason.ACKNOWLEDGED)
    since = [page for page in history if page.paged_at > acknowledged_at]
    return _page(since, contacts, now, delays)


def _minutes(of_site: int | None, otherwise: int) -> timedelta:
    return timedelta(minutes=of_site if of_site and of_site > 0 else otherwise)


def _told(
    step: Step, opened_at: datetime, now: datetime, delays: Delays, family_told: bool
) -> Step:
    """The step with the family told when its time has come, at once when nobody can be paged."""
    if family_told:
        return step
    tell_at = opened_at + delays.family_told
    if now >= tell_at or step.reason is StepReason.NO_CONTACTS:
        return replace(step, tell_family=True)
    return replace(step, look_again_at=min(step.look_again_at, tell_at))


def _page(history: Sequence[PageFact], contacts: Contacts, now: datetime, delays: Delays) -> Step:
    if any(page.everyone for page in history):
        return _everyone(history, contacts, now, delays)
    for place, contact_id in enumerate(contacts.ordered):
        mine = [page for page in history if page.contact_id == contact_id]
        if not mine:
            return _turn_begins(place, contact_id, contacts, now, delays)
        waiting = _turn_goes_on(mine, now, delays)
        if waiting:
            return waiting
    return _everyone(history, contacts, now, delays)


def _turn_begins(
    place: int, contact_id: str, contacts: Contacts, now: datetime, delays: Delays
) -> Step:
    first = StepReason.NOBODY_ON_CALL if contacts.nobody_on_call else StepReason.FIRST_PAGE
    reason = StepReason.NEXT_PERSON if place else first
    look_again_at = now + min(delays.again, delays.next_person)
    return Step((contact_id,), False, False, look_again_at, reason)


def _turn_goes_on(mine: Sequence[PageFact], now: datetime, delays: Delays) -> Step | None:
    """The step while it is still this contact's turn; None when the turn is over.

    Silence is measured as a distance, so that a clock set back ends a turn instead of freezing it.
    """
    spent = any(page.failed for page in mine)
    spent = spent or sum(page.wrong_codes for page in mine) >= delays.wrong_codes
    first_at = min(page.paged_at for page in mine)
    if spent or abs(now - first_at) >= delays.next_person:
        return None
    next_at = first_at + delays.next_person
    again_at = first_at + delays.again
    if len(mine) > 1 or again_at >= next_at:
        return Step((), False, False, next_at, StepReason.WAITING)
    if now < again_at:
        return Step((), False, False, again_at, StepReason.WAITING)
    return Step((mine[0].contact_id,), False, False, next_at, StepReason.PAGED_AGAIN)


def _everyone(
    history: Sequence[PageFact], contacts: Contacts, now: datetime, delays: Delays
) -> Step:
    """Everyone at once, repeated without end, with the alarm outside. Failed numbers stay in it:
    a phone that was off may be on again."""
    if not contacts.everyone:
        return Step((), False, True, now + delays.everyone, StepReason.NO_CONTACTS)
    rounds = [page.paged_at for page in history if page.everyone]
    if rounds and abs(now - max(rounds)) < delays.everyone:
        # Someone came on call after the last round: that person does not wait for the next one.
        paged = {page.contact_id for page in history}
        fresh = tuple(one for one in contacts.ordered if one not in paged)
        reason = StepReason.NEXT_PERSON if fresh else StepReason.WAITING
        return Step(fresh, False, False, max(rounds) + delays.everyone, reason)
    look_again_at = now + delays.everyone
    return Step(contacts.everyone, False, True, look_again_at, StepReason.EVERYONE)
