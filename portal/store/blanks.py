"""What a site has filled in about itself for families: rows are added, and the newest counts.

Which blanks there are stands in study/explained/blanks.toml; numbers and hours that the rules
work with are columns of the site itself.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select

from portal.store.columns import id_field, instant, link
from portal.store.sites import Site
from study.explained.passages import blanks as known
from study.explained.shapes import BlankKind
from study.site import missing_blanks

ENGLISH = "en"
# Filled on the page of the site's numbers: the rules read them, and the words follow from them.
OF_THE_SITE = ("phone_24h", "phone_day", "fallback_minutes", "legal_age", "review_hours")


class BlankFill(SQLModel, table=True):
    """One filling. An empty `value` opens the blank again. `staff_id` is None for a command."""

    __tablename__ = "blank_fills"
    id: str = id_field()
    site_id: str = link("sites.id")
    name: str = Field(max_length=48)
    language: str = Field(max_length=16)
    value: str
    staff_id: str | None = link("staff.id", index=False, nullable=True)
    at: datetime = instant()
    number: int = 0


def history(session: Session, site_id: str) -> list[BlankFill]:
    """Every filling of a site, oldest first."""
    query = select(BlankFill).where(BlankFill.site_id == site_id)
    return list(session.exec(query.order_by(col(BlankFill.at), col(BlankFill.number))))


def standing(session: Session, site_id: str) -> Mapping[tuple[str, str], BlankFill]:
    """The newest filling of each blank that has words, by name and language."""
    newest = {(row.name, row.language): row for row in history(session, site_id)}
    return {key: row for key, row in newest.items() if row.value}


def missing_at(session: Session, site: Site) -> tuple[str, ...]:
    """What keeps a site from going live, by name: its numbers, then its words for families.

    Words are needed in English; the other languages follow it (facts 8).
    """
    told = standing(session, site.id)
    words = (
        name
        for name, blank in known().items()
        if blank.blocks_go_live and name not in OF_THE_SITE and (name, ENGLISH) not in told
    )
    return (*missing_blanks(site.rules()), *words)


def fillable(language: str) -> tuple[str, ...]:
    """The blanks that can be filled in this language, in the order of the list.

    Numbers, dates and yes or no are the same in every language and are filled in English.
    """
    return tuple(
        name
        for name, blank in known().items()
        if name not in OF_THE_SITE
        and (language == ENGLISH or blank.kind in (BlankKind.TEXT, BlankKind.PHONE))
        and not (language == ENGLISH and name == "fda_statement_translation")
    )
