"""The days a child is with each caregiver. Append-only: a change is a row, the newest counts."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import JSON, bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from portal.store.columns import instant, link
from study.custody import CustodyDays


class CustodyEntry(SQLModel, table=True):
    """A pattern as a staff member entered it; the fields are those of `study.custody`."""

    __tablename__ = "custody_entries"
    id: int | None = Field(default=None, primary_key=True)
    caregiver_id: str = link("caregivers.id")
    participant_id: str = link("participants.id")
    family_id: str = link("families.id", index=False)
    site_id: str = link("sites.id", index=False)
    weekdays: list[int] = Field(sa_type=JSON)
    other_weekdays: list[int] = Field(sa_type=JSON)
    counts_from: date | None = None
    staff_id: str = link("staff.id", index=False)
    at: datetime = instant()

    @property
    def days(self) -> CustodyDays:
        return CustodyDays(
            frozenset(self.weekdays), frozenset(self.other_weekdays), self.counts_from
        )


# Built once: every reminder asks it.
_OF_CHILD = (
    select(CustodyEntry)
    .where(col(CustodyEntry.participant_id) == bindparam("participant"))
    .order_by(col(CustodyEntry.id))
)


def patterns_of(session: Session, participant_id: str) -> Mapping[str, CustodyDays]:
    """The standing pattern of each caregiver who has one, by caregiver id."""
    rows = session.exec(_OF_CHILD, params={"participant": participant_id})
    return {row.caregiver_id: row.days for row in rows}


def entries_of(session: Session, caregiver_id: str) -> list[CustodyEntry]:
    """Everything that was ever entered for a caregiver, newest first."""
    query = select(CustodyEntry).where(CustodyEntry.caregiver_id == caregiver_id)
    return list(session.exec(query.order_by(col(CustodyEntry.id).desc())))
