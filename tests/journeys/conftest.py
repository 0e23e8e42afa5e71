"""One hospital and its families, enrolled by the real actions, on phones and a moving clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest
from sqlmodel import Session, col, func, select

from portal.actions.enrol_family import enrol_family
from portal.actions.enrolment import CaregiverEntry, ChildEntry, Enrolment, Plan
from portal.store.alerts import Alert
from portal.store.doses import DoseReport
from portal.store.engine import transaction
from portal.store.families import Participant
from portal.store.sites import Site
from portal.store.staff import Staff
from portal.store.tasks import Task
from study.medicines import Medicine, Route
from tests import builders
from tests.moving_clock import START
from tests.world import Phone, World
from tests.worlds import carrier, make_world, reader, unread_world, world

__all__ = ["carrier", "make_world", "reader", "unread_world", "world"]

MOTHER, FATHER, GRANDMOTHER = "20", "21", "22"
FIRST, SECOND = "30", "31"
# START is 9:00 on a Monday morning in Chicago.
TODAY = date(2026, 3, 2)
MORNING, EVENING = time(10), time(20)


@dataclass
class Hospital:
    """What a journey speaks of: its phones, and what the team would see."""

    world: World
    site: Site
    staff: Staff

    def enrol(
        self,
        *children: str,
        phones: tuple[str, ...] = (MOTHER,),
        language: str = "en",
        plans: dict[Medicine, Route] | None = None,
        prompt_at: time = time(18),
    ) -> None:
        """A family whose phones then say yes; `children` are nicknames."""
        given = plans or {Medicine.RUXOLITINIB: Route.PO, Medicine.DEXAMETHASONE: Route.PO}
        entry = Enrolment(
            zone="America/Chicago",
            children=tuple(
                ChildEntry(
                    f"K-{101 + number}", name, date(2019, 5, 4), day1=TODAY, plans=_plans(given)
                )
                for number, name in enumerate(children)
            ),
            caregivers=tuple(
                CaregiverEntry(f"Caregiver {phone}", f"+120255501{phone}", language, "paper")
                for phone in phones
            ),
            prompt_at=prompt_at,
        )
        with self.world.app.app_context(), transaction() as session:
            enrol_family(
                session,
                site=session.get_one(Site, self.site.id),
                enrolment=entry,
                staff=session.get_one(Staff, self.staff.id),
                now=self.world.clock(),
            )
        for number in phones:
            self.world.phone(number).expect("1", "START").reply("1").expect("911")

    def doses(self, code: str = "K-101") -> list[tuple[str, str, str | None]]:
        """The standing report of every dose: medicine, status, route; as the team sees them."""
        with self.world.app.app_context(), transaction() as session:
            child = _child(session, code)
            query = select(DoseReport).where(DoseReport.participant_id == child.id)
            rows = list(
                session.exec(query.order_by(col(DoseReport.medicine), col(DoseReport.due_at)))
            )
            replaced = {row.replaces_id for row in rows}
            return [
                (row.medicine.value, row.status.value, row.route.value if row.route else None)
                for row in rows
                if row.booked and row.id not in replaced
            ]

    def reports(self) -> int:
        """How many statements about doses are kept, standing or replaced."""
        with self.world.app.app_context(), transaction() as session:
            return session.exec(select(func.count()).select_from(DoseReport)).one()

    def alerts(self) -> list[tuple[str, str]]:
        """Every alert: tier and state."""
        with self.world.app.app_context(), transaction() as session:
            found = session.exec(select(Alert).order_by(col(Alert.opened_at)))
            return [(alert.tier.value, alert.state.value) for alert in found]

    def tasks(self) -> list[str]:
        """The kinds of the open tasks."""
        with self.world.app.app_context(), transaction() as session:
            return sorted(session.exec(select(Task.kind).where(col(Task.closed_at).is_(None))))

    def phone(self, number: str) -> Phone:
        return self.world.phone(number)

    def pager(self, number: str) -> Phone:
        return self.world.pager(number)

    def until(self, wall: time) -> None:
        """Let the day go on until this time on the family's clock, today or tomorrow."""
        minutes = (wall.hour * 60 + wall.minute) - self._minute_of_day()
        self.world.fast_forward(minutes=minutes % (24 * 60))

    def _minute_of_day(self) -> int:
        # No clock change falls into these journeys: Chicago is six hours behind UTC in them.
        local = self.world.clock() - timedelta(hours=6)
        return local.hour * 60 + local.minute


def _plans(given: dict[Medicine, Route]) -> tuple[Plan, ...]:
    ends = TODAY + timedelta(days=55)
    return tuple(
        Plan(medicine, route, (MORNING, EVENING), TODAY, ends) for medicine, route in given.items()
    )


def _child(session: Session, code: str) -> Participant:
    return session.exec(select(Participant).where(Participant.code == code)).one()


@pytest.fixture
def hospital(world: World) -> Hospital:
    """A site that may enrol: blanks filled, somebody on call, somebody to fall back on."""
    return open_hospital(world)


@pytest.fixture
def open_another(make_world: Callable[..., World]) -> Callable[..., Hospital]:
    """`open_another(reader)`: a hospital whose texts are read by a reader of the test's own."""
    return lambda *readers: open_hospital(make_world(*readers))


def open_hospital(world: World) -> Hospital:
    with world.app.app_context(), transaction() as session:
        site = builders.a_site(session)
        staff = builders.a_staff_member(session, site)
        first = builders.a_contact(session, site, FIRST, "Robin Vale")
        second = builders.a_contact(session, site, SECOND, "Kim Osei")
        for contact in (first, second):
            contact.test_answered_at = START
        builders.on_call(session, first)
        builders.fall_back_to(session, second)
    return Hospital(world, site, staff)
