"""Give a person of the study team an account: a role, a first password, an authenticator secret."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from portal.store import credentials, sealed, trail
from portal.store.sites import Site
from portal.store.staff import Role, Staff
from portal.store.trail import Who


class StaffRefused(ValueError):
    """The entry cannot be kept; `field` names the part that is wrong."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True)
class StaffEntry:
    """What was typed. `password` needs at least 12 characters."""

    name: str
    email: str
    role: Role
    password: str
    language: str = "en"


def add_staff(session: Session, *, site: Site, entry: StaffEntry, who: Who, now: datetime) -> Staff:
    """The account, which can sign in at once. Its authenticator secret is shown once, by the door.

    Raises StaffRefused with the field: a name or address is missing, the address has an account
    already (of any site, disabled ones too: an account stays one person's for good).
    """
    email = entry.email.strip().lower()
    _check(session, entry, email)
    row = Staff(
        site_id=site.id,
        name=entry.name.strip(),
        email=email,
        email_index=sealed.index(email),
        role=entry.role,
        language=entry.language,
        password_hash=credentials.hash_password(entry.password),
        totp_secret=credentials.new_totp_secret(),
        created_at=now,
    )
    session.add(row)
    session.flush()
    trail.write(session, who, "added_staff", now=now, subject=row, role=row.role.value)
    return row


def _check(session: Session, entry: StaffEntry, email: str) -> None:
    name, _, host = email.partition("@")
    if not entry.name.strip():
        raise StaffRefused("name")
    if not name or "." not in host or " " in email:
        raise StaffRefused("email")
    if session.exec(select(Staff.id).where(Staff.email_index == sealed.index(email))).first():
        raise StaffRefused("email")
    if not credentials.SHORTEST_PASSWORD <= len(entry.password) <= credentials.LONGEST_PASSWORD:
        raise StaffRefused("password")
