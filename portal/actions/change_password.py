"""A member of the team takes a new password; every other browser of theirs is signed out."""

from datetime import datetime

from sqlmodel import Session

from portal.store import credentials, sessions, trail
from portal.store.sessions import WebSession
from portal.store.staff import Staff
from portal.store.trail import Actor, Who


class PasswordRefused(ValueError):
    """`field`: "old" where the present password was wrong, "new" where the new one will not do."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def change_password(
    session: Session, *, member: Staff, old: str, new: str, session_id: str, now: datetime
) -> None:
    """Keep the new password and this session, end the others. Raises PasswordRefused."""
    if not credentials.password_fits(old, member.password_hash):
        raise PasswordRefused("old")
    if not credentials.SHORTEST_PASSWORD <= len(new) <= credentials.LONGEST_PASSWORD:
        raise PasswordRefused("new")
    member.password_hash = credentials.hash_password(new)
    session.add(member)
    here = session.get_one(WebSession, session_id)
    sessions.end_all(session, now, staff_id=member.id)
    session.refresh(here)
    here.ended_at = None
    who = Who(actor=Actor.STAFF, id=member.id, site_id=member.site_id)
    trail.write(session, who, "changed_password", now=now, subject=member)
