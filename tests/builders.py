"""People and places for tests, put straight into the tables: one site that may go live, its staff,
its pager contacts, families. Tests of enrolment itself use the real action instead.
"""

import secrets
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlmodel import Session

from portal.store import sealed
from portal.store.blanks import BlankFill, missing_at
from portal.store.families import Care, Caregiver, Family, Participant, Texting
from portal.store.sessions import WebSession
from portal.store.sites import Installation, Site
from portal.store.staff import Fallback, PagerContact, Role, Shift, Staff
from study.explained.passages import blanks as known
from study.explained.shapes import BlankKind
from study.lifecycle import State

MADE = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
PHONE_24H = "+12025550100"
PHONE_DAY = "+12025550101"
FAMILY_SENDER = "+12025550110"
STAFF_SENDER = "+12025550111"
WORDS = {
    BlankKind.TEXT: "DEMO: our own words",
    BlankKind.PHONE: "DEMO office 202-555-0102",
    BlankKind.YES_NO: "no",
    BlankKind.DATE: "2026-01-15",
    BlankKind.NUMBER: "1",
}


def a_site(session: Session, site_id: str = "demo", **changes: Any) -> Site:
    """A site with every blank filled, in Chicago, open on weekdays from nine to five."""
    filled: dict[str, Any] = {
        "name": "Demo Hospital",
        "zone": "America/Chicago",
        "family_sender": FAMILY_SENDER,
        "staff_sender": STAFF_SENDER,
        "phone_24h": PHONE_24H,
        "phone_day": PHONE_DAY,
        "fallback_minutes": 15,
        "review_opens": time(9),
        "review_closes": time(17),
        "review_weekdays": [0, 1, 2, 3, 4],
        "ack_minutes": 10,
        "family_told_minutes": 10,
        "late_after_minutes": {"ruxolitinib": 60, "dexamethasone": 60},
        "window_ends_minutes": {"ruxolitinib": 240, "dexamethasone": 240},
        "legal_age": 18,
        "live_since": MADE,
    }
    site = Site(id=site_id, **(filled | changes))
    if session.get(Installation, 1) is None:
        session.add(Installation(created_at=MADE, demo=True))
    session.add(site)
    session.flush()
    for name in missing_at(session, site):
        if name in known():
            value = WORDS[known()[name].kind]
            session.add(BlankFill(site_id=site.id, name=name, language="en", value=value, at=MADE))
    session.flush()
    return site


def a_staff_member(
    session: Session, site: Site, role: Role = Role.COORDINATOR, email: str = "nurse@example.org"
) -> Staff:
    member = Staff(
        site_id=site.id,
        name="Robin Vale",
        email=email,
        email_index=sealed.index(email),
        role=role,
        password_hash="-",
        totp_secret="-",
        created_at=MADE,
    )
    session.add(member)
    session.flush()
    return member


def a_contact(
    session: Session, site: Site, last_digits: str, name: str = "Robin Vale"
) -> PagerContact:
    """Somebody who can be paged at +1 202 555 01xx."""
    phone = f"+120255501{last_digits}"
    contact = PagerContact(
        site_id=site.id, name=name, phone=phone, phone_index=sealed.index(phone), created_at=MADE
    )
    session.add(contact)
    session.flush()
    return contact


def on_call(session: Session, contact: PagerContact, days: int = 60) -> Shift:
    shift = Shift(
        site_id=contact.site_id,
        contact_id=contact.id,
        starts_at=MADE,
        ends_at=MADE + timedelta(days),
    )
    session.add(shift)
    session.flush()
    return shift


def fall_back_to(session: Session, contact: PagerContact, place: int = 1) -> Fallback:
    row = Fallback(site_id=contact.site_id, contact_id=contact.id, place=place)
    session.add(row)
    session.flush()
    return row


def a_family(session: Session, site: Site, zone: str = "America/Chicago") -> Family:
    family = Family(site_id=site.id, zone=zone, created_at=MADE)
    session.add(family)
    session.flush()
    return family


def a_child(
    session: Session, family: Family, code: str = "K-103", **changes: Any
) -> Participant:
    filled: dict[str, Any] = {
        "nickname": "Ana",
        "birth_date": "2018-05-04",
        "state": State.ON_TREATMENT,
        "state_since": MADE,
        "day1": MADE.date(),
        "created_at": MADE,
    }
    child = Participant(
        family_id=family.id, site_id=family.site_id, code=code, **(filled | changes)
    )
    session.add(child)
    session.flush()
    return child


def a_caregiver(
    session: Session, *children: Participant, last_digits: str = "20", **changes: Any
) -> Caregiver:
    """Somebody with a confirmed phone who answers for these children."""
    phone = f"+120255501{last_digits}"
    filled: dict[str, Any] = {
        "name": "Maria Lopez",
        "phone": phone,
        "phone_index": sealed.index(phone),
        "language": "en",
        "texting": Texting.CONFIRMED,
        "created_at": MADE,
    }
    caregiver = Caregiver(
        family_id=children[0].family_id, site_id=children[0].site_id, **(filled | changes)
    )
    session.add(caregiver)
    session.flush()
    for child in children:
        session.add(Care(caregiver_id=caregiver.id, participant_id=child.id))
    session.flush()
    return caregiver


def a_visit(
    session: Session, person: Staff | Caregiver, now: datetime, *, fresh: bool = True
) -> str:
    """The token of a signed-in browser of this person, for the cookie named "visit"."""
    token = secrets.token_urlsafe(16)
    is_staff = isinstance(person, Staff)
    session.add(
        WebSession(
            token_index=sealed.index(token),
            staff_id=person.id if is_staff else None,
            caregiver_id=None if is_staff else person.id,
            created_at=now,
            seen_at=now,
            idle_ends_at=now + timedelta(minutes=15 if is_staff else 60 * 24 * 30),
            ends_at=now + timedelta(hours=8 if is_staff else 24 * 30),
            fresh_until=now + timedelta(minutes=30) if fresh and not is_staff else None,
        )
    )
    session.flush()
    return token
