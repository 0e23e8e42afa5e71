"""Second step of a staff sign-in: the code of the authenticator. Opens the session, once."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from portal.store import credentials, sealed, trail
from portal.store.sessions import ChallengeKind, SignInChallenge, WebSession
from portal.store.staff import Staff

TRIES = 5
IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=8)


def finish_sign_in(
    session: Session, *, challenge_id: str, browser_index: str, code: str, now: datetime
) -> tuple[str, WebSession] | None:
    """The token for the cookie and its row, or None for every reason alike.

    The challenge belongs to the browser that started it and takes five tries; each code of the
    authenticator is taken once (messaging T6, T8). Sessions end after 15 idle minutes, and after
    8 hours in any case (T14).
    """
    challenge = _open_challenge(session, challenge_id, browser_index, now)
    member = session.get(Staff, challenge.staff_id) if challenge else None
    if challenge is None or member is None or member.disabled_at is not None:
        return None
    challenge.tries += 1
    step = credentials.totp_step(member.totp_secret, code, now)
    if step is None or not _first_use(session, member, step):
        who = trail.Who(actor=trail.Actor.UNKNOWN)
        trail.write(session, who, "sign_in_code_wrong", now=now, subject=member)
        return None
    challenge.used_at = now
    token, row = _open_session(session, member, now)
    who = trail.Who(actor=trail.Actor.STAFF, id=member.id, site_id=member.site_id)
    trail.write(session, who, "signed_in", now=now, subject=member)
    return token, row


def _open_challenge(
    session: Session, challenge_id: str, browser_index: str, now: datetime
) -> SignInChallenge | None:
    query = select(SignInChallenge).where(
        SignInChallenge.id == challenge_id,
        SignInChallenge.browser_index == browser_index,
        SignInChallenge.kind == ChallengeKind.STAFF_SECOND_STEP,
        col(SignInChallenge.used_at).is_(None),
        col(SignInChallenge.tries) < TRIES,
        col(SignInChallenge.ends_at) > now,
    )
    fresh = query.with_for_update().execution_options(populate_existing=True)
    return session.exec(fresh).first()


def _first_use(session: Session, member: Staff, step: int) -> bool:
    """Whether this step is later than any that was taken: a code read over a shoulder is void."""
    taken = session.exec(
        update(Staff)
        .where(col(Staff.id) == member.id, col(Staff.totp_last_step) < step)
        .values(totp_last_step=step)
    )
    return bool(taken.rowcount == 1)


def _open_session(session: Session, member: Staff, now: datetime) -> tuple[str, WebSession]:
    token = secrets.token_urlsafe(32)
    row = WebSession(
        token_index=sealed.index(token),
        staff_id=member.id,
        created_at=now,
        seen_at=now,
        idle_ends_at=now + IDLE,
        ends_at=now + ABSOLUTE,
    )
    session.add(row)
    session.flush()
    return token, row
