"""A site with its team and one family with a plan, and browsers signed in as each of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar

from flask import Flask
from sqlmodel import Session, SQLModel, select

from portal.actions.change_schedule import change_schedule
from portal.actions.enrolment import Plan
from portal.actions.report_symptoms import report_symptoms
from portal.actions.reporter import caregiver_by
from portal.store import schedules
from portal.store.doses import Door
from portal.store.engine import transaction
from portal.store.families import Caregiver, Participant
from portal.store.schedules import DoseSlot
from portal.store.sites import Site
from portal.store.staff import PagerContact, Role, Staff
from portal.store.texts import InboundText
from portal.store.trail import Trail
from study.medicines import Medicine, Route
from study.symptoms import Method, SymptomEntry, Temperature
from tests import builders
from tests.page import Visitor

Row = TypeVar("Row", bound=SQLModel)

WORDS = "tiene 39.2 en la axila <script>alert(1)</script>"


@dataclass
class TeamSite:
    """One site as the tests of the team's pages need it."""

    app: Flask
    now: datetime
    site: Site
    members: dict[Role, Staff]
    first: PagerContact
    second: PagerContact
    child: Participant
    mother: Caregiver
    father: Caregiver
    slots: list[DoseSlot] = field(default_factory=list)

    @contextmanager
    def session(self) -> Iterator[Session]:
        with self.app.app_context(), transaction() as session:
            yield session

    def visitor(self, role: Role = Role.COORDINATOR) -> Visitor:
        """A browser signed in as the member of this role."""
        with self.session() as session:
            token = builders.a_visit(session, self.members[role], self.now)
        visitor = Visitor(self.app)
        visitor.client.set_cookie("visit", token)
        return visitor

    def all_of(self, table: type[Row]) -> list[Row]:
        with self.session() as session:
            return list(session.exec(select(table)))

    def looks(self, what: str) -> int:
        """How often this stands in the trail."""
        with self.session() as session:
            return len(session.exec(select(Trail).where(Trail.what == what)).all())

    def fever(self) -> str:
        """The mother texts a fever; the id of the alert."""
        with self.session() as session:
            text = self.text(session, "fever", WORDS)
            entry = SymptomEntry(
                temperature=Temperature("39.2", Decimal("39.2"), "C", Method.UNDERARM),
                words=WORDS,
            )
            outcome = report_symptoms(
                session,
                participants=[self.child],
                entry=entry,
                reporter=caregiver_by(Door.SMS, self.mother, text.id),
                now=self.now,
            )
            return outcome.alerts[0].id

    def text(self, session: Session, carrier_id: str, body: str) -> InboundText:
        """A text of the mother, kept as the carrier gave it."""
        text = InboundText(
            carrier_id=carrier_id,
            site_id=self.site.id,
            caregiver_id=self.mother.id,
            sender=self.mother.phone,
            sender_index=self.mother.phone_index,
            called=builders.FAMILY_SENDER,
            body=body,
            received_at=self.now,
        )
        session.add(text)
        session.flush()
        return text


def build(app: Flask, now: datetime) -> TeamSite:
    """Everybody at one site; the child's plan began two days before `now`."""
    with app.app_context(), transaction() as session:
        site = builders.a_site(session)
        first = builders.a_contact(session, site, "30", "Robin Vale")
        second = builders.a_contact(session, site, "31", "Kim Osei")
        builders.on_call(session, first)
        builders.fall_back_to(session, second)
        child = builders.a_child(session, builders.a_family(session, site))
        mother = builders.a_caregiver(session, child, language="es")
        father = builders.a_caregiver(session, child, last_digits="21", name="Jorge Lopez")
        members = {
            role: builders.a_staff_member(session, site, role, f"{role.value}@example.org")
            for role in Role
        }
        plan = Plan(
            medicine=Medicine.DEXAMETHASONE,
            route=Route.NG,
            times=(time(8), time(20)),
            starts_on=date(2026, 2, 28),
            ends_on=date(2026, 3, 20),
            wording="as on the card",
        )
        entered = now - timedelta(days=3)
        change_schedule(
            session,
            participant=child,
            plans=[plan],
            staff=members[Role.COORDINATOR],
            now=entered,
        )
        slots = schedules.slots_between(session, child.id, entered, now)
        return TeamSite(app, now, site, members, first, second, child, mother, father, slots)
