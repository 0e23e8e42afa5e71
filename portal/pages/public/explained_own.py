"""What a signed-in person does on the explaining pages: mark as read, answer questions.

Visitors without an account get the same words, and nothing about them is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import g

from portal.pages.access import FamilyVisit
from portal.store import readings as store
from portal.store.engine import reading
from portal.store.readings import PassageReading
from study.explained.shapes import Passage


@dataclass(frozen=True)
class Readings:
    """What one person has read so far."""

    newest: Mapping[str, PassageReading]

    def current(self, passage: Passage) -> PassageReading | None:
        """The reading of the passage as it stands now."""
        row = self.newest.get(passage.id)
        return row if row is not None and row.version == passage.version else None

    def changed(self, passage: Passage) -> bool:
        """Whether it was read, and has been changed since: it asks to be read again."""
        return passage.id in self.newest and self.current(passage) is None


def readings() -> Readings | None:
    """None for whoever is not signed in as family."""
    visit = getattr(g, "visit", None)
    if not isinstance(visit, FamilyVisit):
        return None
    with reading() as session:
        return Readings(store.read_by(session, visit.caregiver_id))
