"""One site, two pager phones and one family, for tests of what is sent and what comes in."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from portal.actions.queue_text import queue_family
from portal.actions.raise_alert import AlertSubject, raise_alert
from portal.store.alerts import Alert
from portal.store.engine import transaction
from portal.store.families import Caregiver, Participant
from portal.store.sites import Site
from portal.store.staff import PagerContact
from portal.store.texts import OutboundText
from sms.arrivals import Arrival
from study.notices import Notice
from study.symptoms import Tier
from tests.builders import (
    FAMILY_SENDER,
    a_caregiver,
    a_child,
    a_contact,
    a_family,
    a_site,
    fall_back_to,
    on_call,
)
from tests.world import World

PARENT = "20"
FIRST = "30"
SECOND = "31"


@dataclass(frozen=True)
class Household:
    """The people of these tests; `first` is on call and `second` follows."""

    world: World
    site: Site
    child: Participant
    caregiver: Caregiver
    first: PagerContact
    second: PagerContact

    def queue(self, notice: Notice, key: str, expires_in: timedelta | None = None) -> OutboundText:
        """A text to the parent, waiting to be sent."""
        with self.world.app.app_context(), transaction() as session:
            return self.queue_in(session, notice, key, expires_in)

    def queue_in(
        self, session: Session, notice: Notice, key: str, expires_in: timedelta | None = None
    ) -> OutboundText:
        """The same inside a transaction of the test's own."""
        now = self.world.clock()
        return queue_family(
            session,
            caregiver=self.caregiver,
            notice=notice,
            key=key,
            now=now,
            participant_id=self.child.id,
            expires_at=now + expires_in if expires_in else None,
        )

    def raise_alert(self, tier: Tier = Tier.T2) -> Alert:
        """A red flag of the child, told by the parent; its page waits to be sent."""
        with self.world.app.app_context(), transaction() as session:
            about = AlertSubject(self.site.id, self.child, self.caregiver)
            return raise_alert(
                session, about=about, tier=tier, reasons=["fever"], now=self.world.clock()
            )

    def arrival(self, words: str) -> Arrival:
        """A text of the parent, as it came to our door."""
        return Arrival(
            "SM" + "e" * 32, self.caregiver.phone, FAMILY_SENDER, words, self.world.clock()
        )

    def again(self, text: OutboundText) -> OutboundText:
        """The text as it stands now."""
        with self.world.app.app_context(), transaction() as session:
            found = session.get(OutboundText, text.id)
        assert found is not None
        return found


def move_in(world: World) -> Household:
    """Put the people into the world's database."""
    with world.app.app_context(), transaction() as session:
        site = a_site(session)
        first = a_contact(session, site, FIRST, "Robin Vale")
        second = a_contact(session, site, SECOND, "Ines Okafor")
        on_call(session, first)
        fall_back_to(session, second)
        child = a_child(session, a_family(session, site))
        caregiver = a_caregiver(session, child, last_digits=PARENT)
    return Household(world, site, child, caregiver, first, second)
