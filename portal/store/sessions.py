"""Signed-in browsers, sign-in codes that were asked for, and counters that limit tries."""

from contextlib import suppress
from datetime import datetime
from enum import StrEnum

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Field, Session, SQLModel, col, select

from portal.store.columns import id_field, instant, link, maybe_instant, word


class WebSession(SQLModel, table=True):
    """One signed-in browser. The cookie holds a token; the row holds its keyed digest."""

    __tablename__ = "web_sessions"
    id: str = id_field()
    token_index: str = Field(unique=True, max_length=64)
    caregiver_id: str | None = link("caregivers.id", nullable=True)
    staff_id: str | None = link("staff.id", nullable=True)
    created_at: datetime = instant()
    seen_at: datetime = instant()
    idle_ends_at: datetime = instant()
    ends_at: datetime = instant()
    fresh_until: datetime | None = maybe_instant()
    ended_at: datetime | None = maybe_instant()


class ChallengeKind(StrEnum):
    FAMILY_CODE = "family_code"
    STAFF_SECOND_STEP = "staff_second_step"


class SignInChallenge(SQLModel, table=True):
    """A sign-in under way. The code is derived from `id` when needed and never stored."""

    __tablename__ = "sign_in_challenges"
    id: str = id_field()
    kind: ChallengeKind = word(ChallengeKind)
    browser_index: str = Field(index=True, max_length=64)
    caregiver_id: str | None = link("caregivers.id", nullable=True)
    staff_id: str | None = link("staff.id", nullable=True)
    issued_by: str | None = link("staff.id", nullable=True)
    created_at: datetime = instant()
    ends_at: datetime = instant()
    tries: int = 0
    used_at: datetime | None = maybe_instant()


class Counter(SQLModel, table=True):
    """How often something was tried in one window of time. `key` is a digest, never a number."""

    __tablename__ = "counters"
    key: str = Field(primary_key=True, max_length=128)
    window_start: datetime = instant()
    count: int = 0


def by_token(session: Session, token_index: str) -> WebSession | None:
    query = select(WebSession).where(WebSession.token_index == token_index)
    return session.exec(query.where(col(WebSession.ended_at).is_(None))).first()


def end_all(
    session: Session, now: datetime, *, caregiver_id: str | None = None, staff_id: str | None = None
) -> None:
    """End every session of one person at once."""
    ending = update(WebSession).where(col(WebSession.ended_at).is_(None))
    if caregiver_id is not None:
        ending = ending.where(col(WebSession.caregiver_id) == caregiver_id)
    else:
        ending = ending.where(col(WebSession.staff_id) == staff_id)
    session.exec(ending.values(ended_at=now))


def count(session: Session, key: str, window: datetime) -> int:
    """Count one more try under `key` in the window that starts at `window`; how many now."""
    if session.get(Counter, key) is None:
        # Another process may make the same first try at this moment: its row serves as well.
        with suppress(IntegrityError), session.begin_nested():
            session.add(Counter(key=key, window_start=window))
    counter = session.get_one(Counter, key, with_for_update=True, populate_existing=True)
    if counter.window_start != window:
        counter.window_start, counter.count = window, 0
    counter.count += 1
    session.add(counter)
    session.flush()
    return counter.count


def challenges_of_browser(
    session: Session, browser_index: str, now: datetime
) -> list[SignInChallenge]:
    """Family codes this browser asked for that are neither used nor over, newest first."""
    query = select(SignInChallenge).where(
        SignInChallenge.kind == ChallengeKind.FAMILY_CODE,
        SignInChallenge.browser_index == browser_index,
        col(SignInChallenge.issued_by).is_(None),
        col(SignInChallenge.used_at).is_(None),
        col(SignInChallenge.ends_at) > now,
    )
    query = query.order_by(col(SignInChallenge.created_at).desc()).with_for_update()
    return list(session.exec(query.execution_options(populate_existing=True)))


def issued_for(session: Session, caregiver_ids: list[str], now: datetime) -> list[SignInChallenge]:
    """Codes that staff issued to these people and that are neither used nor over."""
    query = select(SignInChallenge).where(
        col(SignInChallenge.caregiver_id).in_(caregiver_ids),
        col(SignInChallenge.issued_by).is_not(None),
        col(SignInChallenge.used_at).is_(None),
        col(SignInChallenge.ends_at) > now,
    )
    query = query.order_by(col(SignInChallenge.created_at).desc()).with_for_update()
    return list(session.exec(query.execution_options(populate_existing=True)))
