"""A one-time sign-in code that staff read out by telephone, for a family without text messages."""

from datetime import datetime, timedelta

from sqlmodel import Session

from portal.store import sealed, trail
from portal.store.families import Caregiver
from portal.store.sessions import ChallengeKind, SignInChallenge
from portal.store.trail import Who

ISSUED_LASTS = timedelta(minutes=30)


def issue_code(
    session: Session, *, caregiver: Caregiver, staff_id: str, who: Who, now: datetime
) -> str:
    """Six digits, good once, for 30 minutes, after the family typed their number at sign-in.

    Shown to the staff member once; it is derived from the row and kept nowhere.
    """
    challenge = SignInChallenge(
        kind=ChallengeKind.FAMILY_CODE,
        browser_index="",
        caregiver_id=caregiver.id,
        issued_by=staff_id,
        created_at=now,
        ends_at=now + ISSUED_LASTS,
    )
    session.add(challenge)
    session.flush()
    trail.write(session, who, "issued_code", now=now, subject=challenge, caregiver=caregiver.id)
    return sealed.code(challenge.id)
