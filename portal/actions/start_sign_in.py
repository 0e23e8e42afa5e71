"""First step of a staff sign-in: e-mail and password. Signs nobody in; the second step does."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from portal.store import credentials, sealed, sessions, staff, trail
from portal.store.sessions import ChallengeKind, SignInChallenge

SECOND_STEP_WITHIN = timedelta(minutes=10)
WINDOW = timedelta(minutes=15)
TRIES_PER_NAME = 10
TRIES_PER_ADDRESS = 30


@dataclass(frozen=True)
class SignInTry:
    """What was typed, and keyed digests of the browser and the network address it came from.

    No address where it says nothing: a proxy on this machine.
    """

    email: str
    password: str
    browser_index: str
    address_index: str | None


def start_sign_in(session: Session, *, tried: SignInTry, now: datetime) -> SignInChallenge | None:
    """A challenge for the second step, or None for every reason alike.

    Unknown, disabled, wrong and too often look the same and, but for the last, take as long
    (messaging T5). Tries are counted per name and per address, never together.
    """
    name = sealed.index(tried.email.strip().lower())
    if _too_often(session, name, tried.address_index, now):
        trail.write(session, trail.Who(actor=trail.Actor.UNKNOWN), "sign_in_throttled", now=now)
        return None
    member = staff.by_email(session, tried.email)
    if not credentials.password_fits(tried.password, member.password_hash if member else None):
        who = trail.Who(actor=trail.Actor.UNKNOWN)
        trail.write(session, who, "sign_in_password_wrong", now=now, subject=member)
        return None
    if member is None:
        return None
    challenge = SignInChallenge(
        kind=ChallengeKind.STAFF_SECOND_STEP,
        browser_index=tried.browser_index,
        staff_id=member.id,
        created_at=now,
        ends_at=now + SECOND_STEP_WITHIN,
    )
    session.add(challenge)
    session.flush()
    return challenge


def _too_often(session: Session, name: str, address: str | None, now: datetime) -> bool:
    length = WINDOW.total_seconds()
    window = datetime.fromtimestamp(now.timestamp() // length * length, tz=UTC)
    by_name = sessions.count(session, f"staff:name:{name}", window)
    by_address = sessions.count(session, f"staff:address:{address}", window) if address else 0
    return by_name > TRIES_PER_NAME or by_address > TRIES_PER_ADDRESS
