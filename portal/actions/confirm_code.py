"""Check a sign-in code and open a session for this browser. A code works once, in five tries."""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from portal.store import sealed, sessions, trail
from portal.store.families import Caregiver
from portal.store.sessions import SignInChallenge, WebSession
from portal.store.trail import Actor, Who

MOST_TRIES = 5
FRESH_FOR = timedelta(minutes=30)
REMEMBERED_FOR = timedelta(days=30)
NOT_REMEMBERED_FOR = timedelta(hours=12)


@dataclass(frozen=True)
class SignedIn:
    """The token goes into the cookie and nowhere else; the row holds its digest."""

    token: str
    ends_at: datetime
    language: str
    site_id: str


def confirm_code(
    session: Session, *, code_typed: str, browser_index: str, remember: bool, now: datetime
) -> SignedIn | None:
    """A new session when the code is right for this browser, else None with one try used up.

    The code is one texted at the request of this browser, or one that staff issued by telephone
    for the number that was typed in it. `remember` keeps the phone for 30 days (behaviour 7).
    """
    typed = "".join(char for char in code_typed if char.isdecimal())
    waiting = sessions.challenges_of_browser(session, browser_index, now)
    mine = {one.caregiver_id for one in waiting if one.caregiver_id}
    waiting += sessions.issued_for(session, sorted(mine), now)
    right = [one for one in waiting if one.tries < MOST_TRIES and _fits(one, typed)]
    if not right:
        _count_try(session, waiting, now)
        return None
    used = right[0]
    caregiver = session.get(Caregiver, used.caregiver_id)
    if caregiver is None or caregiver.removed_at is not None:
        return None
    for one in waiting:
        one.used_at = now
        session.add(one)
    return _open(session, caregiver, remember, now)


def _fits(challenge: SignInChallenge, typed: str) -> bool:
    # Compared also where nobody is enrolled, so that time tells nothing.
    same = hmac.compare_digest(sealed.code(challenge.id).encode(), typed.encode())
    return same and challenge.caregiver_id is not None


def _count_try(session: Session, waiting: Sequence[SignInChallenge], now: datetime) -> None:
    for one in waiting:
        one.tries += 1
        session.add(one)
    subject = waiting[0] if waiting else None
    trail.write(session, Who(actor=Actor.UNKNOWN), "wrong_code", now=now, subject=subject)


def _open(session: Session, caregiver: Caregiver, remember: bool, now: datetime) -> SignedIn:
    token = secrets.token_urlsafe(32)
    ends_at = now + (REMEMBERED_FOR if remember else NOT_REMEMBERED_FOR)
    row = WebSession(
        token_index=sealed.index(token),
        caregiver_id=caregiver.id,
        created_at=now,
        seen_at=now,
        idle_ends_at=ends_at,
        ends_at=ends_at,
        fresh_until=now + FRESH_FOR,
    )
    session.add(row)
    session.flush()
    who = Who(
        actor=Actor.CAREGIVER,
        id=caregiver.id,
        site_id=caregiver.site_id,
        family_id=caregiver.family_id,
    )
    trail.write(session, who, "signed_in", now=now, subject=row, remembered=remember)
    return SignedIn(token, ends_at, caregiver.language, caregiver.site_id)
