"""Take a site live: from then on families can be enrolled. Refused while a piece is missing."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, select

from portal.actions.live_pieces import Lack, Piece, lacking
from portal.actions.reporter import by_staff
from portal.store import trail
from portal.store.sites import Site
from portal.store.staff import Staff


class NotReadyToGoLive(ValueError):
    """The site stays as it was. `lacks` are all the pieces that are missing."""

    def __init__(self, lacks: Sequence[Lack]) -> None:
        super().__init__(", ".join(f"{one.piece.value} {one.name}".strip() for one in lacks))
        self.lacks = tuple(lacks)


def go_live(
    session: Session, *, site_id: str, languages_checked: bool, staff: Staff, now: datetime
) -> Site:
    """The site, live since now; one that is live already stays as it is.

    `languages_checked`: the person says that the list of languages a translator has read is
    right (facts 5.8). Raises NotReadyToGoLive.
    """
    locked = select(Site).where(Site.id == site_id).with_for_update()
    site = session.exec(locked.execution_options(populate_existing=True)).one()
    if site.live_since is not None:
        return site
    lacks = list(lacking(session, site, now))
    if not languages_checked:
        lacks.append(Lack(Piece.LANGUAGES))
    if lacks:
        raise NotReadyToGoLive(lacks)
    site.live_since = now
    session.add(site)
    languages = list(site.reviewed_languages)
    trail.write(session, by_staff(staff), "went_live", now=now, subject=site, languages=languages)
    return site
