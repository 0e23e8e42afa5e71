"""Sites with the blanks that only they can fill, and the mark that says what this database is."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import JSON, BindParameter, bindparam, or_
from sqlmodel import Field, Session, SQLModel, col, select

from portal.store.columns import instant, maybe_instant
from study.medicines import Medicine
from study.site import SiteRules


class Installation(SQLModel, table=True):
    """One row: written when the database is made. `demo` is set by the demo seed alone."""

    __tablename__ = "installation"
    id: int = Field(default=1, primary_key=True)
    demo: bool = False
    created_at: datetime = instant()


class Site(SQLModel, table=True):
    """One hospital. A None is a blank that the site has not filled (facts section 8)."""

    __tablename__ = "sites"
    id: str = Field(primary_key=True, max_length=32)
    name: str
    zone: str
    program: str = "Check-in line"
    family_sender: str | None = Field(default=None, index=True, unique=True)
    staff_sender: str | None = Field(default=None, index=True, unique=True)
    family_service: str | None = None
    staff_service: str | None = None
    phone_24h: str | None = None
    phone_day: str | None = None
    fallback_minutes: int | None = None
    review_opens: time | None = None
    review_closes: time | None = None
    review_weekdays: list[int] = Field(default_factory=list, sa_type=JSON)
    ack_minutes: int | None = None
    family_told_minutes: int | None = None
    late_after_minutes: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    window_ends_minutes: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    legal_age: int | None = None
    # Languages whose texts and pages a qualified translator has read for this site (facts 5.8).
    reviewed_languages: list[str] = Field(default_factory=list, sa_type=JSON)
    demo_minutes: bool = False
    live_since: datetime | None = maybe_instant()

    def rules(self) -> SiteRules:
        """The site's blanks as the study's rules read them."""
        return SiteRules(
            site_id=self.id,
            phone_24h=self.phone_24h,
            phone_day=self.phone_day,
            fallback_minutes=self.fallback_minutes,
            review_opens=self.review_opens,
            review_closes=self.review_closes,
            review_weekdays=frozenset(self.review_weekdays) or None,
            ack_minutes=self.ack_minutes,
            family_told_minutes=self.family_told_minutes,
            late_after_minutes=_by_medicine(self.late_after_minutes),
            window_ends_minutes=_by_medicine(self.window_ends_minutes),
            legal_age=self.legal_age,
        )


def _by_medicine(stored: dict[str, Any]) -> dict[Medicine, int | None]:
    return {medicine: stored.get(medicine.value) for medicine in Medicine}


def is_demo(session: Session) -> bool:
    mark = session.get(Installation, 1)
    return bool(mark and mark.demo)


def get(session: Session, site_id: str) -> Site:
    """The site of that id. Raises LookupError."""
    site = session.get(Site, site_id)
    if site is None:
        raise LookupError("no such site")
    return site


def all_sites(session: Session) -> list[Site]:
    return list(session.exec(select(Site).order_by(col(Site.name))))


_NUMBER: BindParameter[str] = bindparam("number")
_BY_SENDER = select(Site).where(
    or_(col(Site.family_sender) == _NUMBER, col(Site.staff_sender) == _NUMBER)
)


def numbers(session: Session) -> list[str]:
    """The telephone numbers of ours that anybody may text, families' and staff's, each once."""
    found = session.exec(select(Site.family_sender, Site.staff_sender))
    return list(dict.fromkeys(number for pair in found for number in pair if number))


def by_sender(session: Session, number: str) -> Site | None:
    """The site that owns this number, for families or for staff."""
    return session.exec(_BY_SENDER, params={"number": number}).first()
