"""What a family page starts from: the caregiver, the children they may see, site and clock."""

from dataclasses import dataclass

from sqlmodel import Session

from portal.actions.reporter import Reporter, caregiver_by
from portal.pages import access
from portal.pages.access import FamilyVisit
from portal.store import sites
from portal.store.doses import Door
from portal.store.families import Caregiver, Family, Participant, children_of
from portal.store.sites import Site
from study.lifecycle import permissions


@dataclass(frozen=True)
class Own:
    """One caregiver's world. `children` are those whose pages are open to a family.

    `closed`: there are children, and the pages of all of them are closed (behaviour section 6).
    """

    caregiver: Caregiver
    family: Family
    site: Site
    children: tuple[Participant, ...]
    closed: bool

    @property
    def zone(self) -> str:
        return self.family.zone

    @property
    def you(self) -> bool:
        """Whether pages speak to the participant instead of a caregiver."""
        return self.caregiver.is_participant

    def reporter(self) -> Reporter:
        return caregiver_by(Door.WEB, self.caregiver)

    def child(self, participant_id: str) -> Participant:
        """One of the open children, or a 404."""
        for child in self.children:
            if child.id == participant_id:
                return child
        access.refuse()


def own(session: Session, visit: FamilyVisit) -> Own:
    caregiver = session.get(Caregiver, visit.caregiver_id)
    family = session.get(Family, visit.family_id)
    if caregiver is None or family is None:
        access.refuse()
    everyone = children_of(session, caregiver.id)
    open_to_family = tuple(child for child in everyone if permissions(child.state).family_access)
    return Own(
        caregiver,
        family,
        sites.get(session, visit.site_id),
        open_to_family,
        closed=bool(everyone) and not open_to_family,
    )
