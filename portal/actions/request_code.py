"""Ask for a sign-in code by texted phone number. It never tells whether the number is enrolled."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from portal.actions.queue_text import queue_family
from portal.phone_numbers import e164
from portal.store import families, sealed, sessions, sites, trail
from portal.store.families import Caregiver
from portal.store.sessions import ChallengeKind, SignInChallenge
from portal.store.trail import Actor, Who
from study.notices import SignInCode

CODE_LASTS = timedelta(minutes=10)
# Messaging T4: two independent buckets for a number, one for an address, never one combined key.
LIMITS_OF_NUMBER = ((timedelta(minutes=10), 3), (timedelta(hours=1), 5))
LIMITS_OF_ADDRESS = ((timedelta(hours=1), 10),)


@dataclass(frozen=True)
class CodeRequest:
    """`too_often`: a limit was reached and nothing was sent. Enrolled or not looks the same."""

    too_often: bool


def request_code(
    session: Session,
    *,
    phone_typed: str,
    browser_index: str,
    address_index: str | None,
    now: datetime,
) -> CodeRequest:
    """Make a challenge for this browser and, if the number is enrolled, queue its code.

    `browser_index` is the keyed digest of a secret only this browser holds; `address_index` that
    of its address, None where the address says nothing (a proxy on this machine). Raises
    BadNumber for what no phone number can be.
    """
    phone = e164(phone_typed, demo=False)
    number_index = sealed.index(phone)
    if _too_often(session, number_index, address_index, now):
        return CodeRequest(too_often=True)
    caregiver = families.caregiver_by_phone(session, phone)
    challenge = SignInChallenge(
        kind=ChallengeKind.FAMILY_CODE,
        browser_index=browser_index,
        caregiver_id=caregiver.id if caregiver else None,
        created_at=now,
        ends_at=now + CODE_LASTS,
    )
    session.add(challenge)
    session.flush()
    trail.write(session, _who(caregiver), "asked_for_code", now=now, subject=challenge)
    if caregiver is not None:
        _send(session, caregiver, challenge, now)
    return CodeRequest(too_often=False)


def _too_often(
    session: Session, number_index: str, address_index: str | None, now: datetime
) -> bool:
    counts = [
        (f"code:number:{_minutes(window)}:{number_index}", window, limit)
        for window, limit in LIMITS_OF_NUMBER
    ]
    if address_index is not None:
        counts += [
            (f"code:address:{_minutes(window)}:{address_index}", window, limit)
            for window, limit in LIMITS_OF_ADDRESS
        ]
    # Every bucket is counted, also after one is full: a refused try is a try.
    full = [
        sessions.count(session, key, _opens(now, window)) > limit for key, window, limit in counts
    ]
    return any(full)


def _minutes(window: timedelta) -> int:
    return int(window.total_seconds() // 60)


def _opens(now: datetime, window: timedelta) -> datetime:
    """When the window of this length that holds `now` opened."""
    seconds = int(window.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, tz=now.tzinfo)


def _send(
    session: Session, caregiver: Caregiver, challenge: SignInChallenge, now: datetime
) -> None:
    queue_family(
        session,
        caregiver=caregiver,
        notice=SignInCode(
            program=sites.get(session, caregiver.site_id).program,
            challenge=challenge.id,
            minutes=_minutes(CODE_LASTS),
        ),
        key=f"code:{challenge.id}",
        now=now,
        expires_at=challenge.ends_at,
    )


def _who(caregiver: Caregiver | None) -> Who:
    if caregiver is None:
        return Who(actor=Actor.UNKNOWN)
    return Who(
        actor=Actor.CAREGIVER,
        id=caregiver.id,
        site_id=caregiver.site_id,
        family_id=caregiver.family_id,
    )
