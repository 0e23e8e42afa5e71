"""An enrolled family to try actions on: one child, two confirmed phones, plans in Chicago."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import Session, col, select

from portal.actions.confirm_phone import confirm_phone
from portal.actions.dose_statement import DoseOutcome, DoseStatement
from portal.actions.enrol_family import enrol_family
from portal.actions.enrolment import CaregiverEntry, ChildEntry, Enrolment, Plan
from portal.actions.remind import remind
from portal.actions.report_dose import report_dose
from portal.actions.reporter import Reporter, caregiver_by
from portal.store import families, schedules, tasks
from portal.store.doses import Door
from portal.store.families import Caregiver, Family, Participant
from portal.store.schedules import Checkin, CheckinKind, DoseSlot
from portal.store.sites import Site
from portal.store.staff import PagerContact, Staff
from portal.store.texts import InboundText, OutboundText
from study.doses import DoseStatus
from study.localtime import instant
from study.medicines import Medicine, Route
from study.reminders import Nudge
from tests import builders
from tests.moving_clock import START

ZONE = "America/Chicago"
TODAY = date(2026, 3, 2)
A, B = Medicine.RUXOLITINIB, Medicine.DEXAMETHASONE
MORNING, EVENING = time(8), time(20)


def a_plan(medicine: Medicine = A, **changes: Any) -> Plan:
    """Morning and evening by mouth, from today for 56 days."""
    plan = Plan(
        medicine=medicine,
        route=Route.PO,
        times=(MORNING, EVENING),
        starts_on=TODAY,
        ends_on=TODAY + timedelta(days=55),
    )
    return replace(plan, **changes)


def a_child_entry(**changes: Any) -> ChildEntry:
    entry = ChildEntry(
        code="K-103",
        nickname="Ana",
        birth_date=date(2018, 5, 4),
        day1=TODAY,
        plans=(a_plan(A), a_plan(B)),
    )
    return replace(entry, **changes)


def a_person(last_digits: str = "20", **changes: Any) -> CaregiverEntry:
    entry = CaregiverEntry(
        name="Maria Lopez", phone=f"202-555-01{last_digits}", language="en", agreed_how="paper"
    )
    return replace(entry, **changes)


def an_enrolment(**changes: Any) -> Enrolment:
    entry = Enrolment(
        zone=ZONE,
        children=(a_child_entry(),),
        caregivers=(a_person("20"), a_person("21", name="Luis Lopez", language="es")),
    )
    return replace(entry, **changes)


@dataclass
class Household:
    """`now` is the instant at which the next thing happens; tests move it."""

    session: Session
    site: Site
    nurse: Staff
    doctor: Staff
    pager: PagerContact
    family: Family
    now: datetime = START
    _numbers: int = field(default=0, repr=False)

    @property
    def children(self) -> list[Participant]:
        return families.participants_of(self.session, self.family.id)

    @property
    def child(self) -> Participant:
        return self.children[0]

    @property
    def mother(self) -> Caregiver:
        return families.members(self.session, self.family.id)[0]

    @property
    def father(self) -> Caregiver:
        return families.members(self.session, self.family.id)[1]

    def at(self, hour: int, minute: int = 0, day: int = 0) -> datetime:
        """Move to this wall-clock time, `day` days after the enrolment."""
        wall = time(hour, minute)
        self.now = instant(TODAY + timedelta(days=day), wall, self.family.zone)
        return self.now

    def slot(self, wall: time = EVENING, day: int = 0, medicine: Medicine = A) -> DoseSlot:
        query = select(DoseSlot).where(
            DoseSlot.participant_id == self.child.id,
            DoseSlot.medicine == medicine,
            DoseSlot.day == TODAY + timedelta(days=day),
            DoseSlot.wall == wall,
            col(DoseSlot.withdrawn_at).is_(None),
        )
        return self.session.exec(query).one()

    def checkin(self, wall: time = EVENING, day: int = 0) -> Checkin:
        found = self.session.get(Checkin, self.slot(wall, day).checkin_id)
        assert found is not None
        return found

    def prompt(self, day: int = 0) -> Checkin:
        query = select(Checkin).where(
            Checkin.participant_id == self.child.id,
            Checkin.kind == CheckinKind.DAILY,
            Checkin.day == TODAY + timedelta(days=day),
        )
        return self.session.exec(query).one()

    def text_from(self, person: Caregiver) -> Reporter:
        """This person as the sender of a new text."""
        self._numbers += 1
        row = InboundText(
            carrier_id=f"SM{self._numbers}",
            sender=person.phone,
            sender_index=person.phone_index,
            called="-",
            body="-",
            received_at=self.now,
        )
        self.session.add(row)
        self.session.flush()
        return caregiver_by(Door.SMS, person, row.id)

    def says(
        self, status: DoseStatus, slot: DoseSlot, person: Caregiver | None = None, **more: Any
    ) -> DoseOutcome:
        """A text about one slot, the mother's unless `person` is given."""
        return report_dose(
            self.session,
            slot=slot,
            said=DoseStatement(status, **more),
            reporter=self.text_from(person or self.mother),
            now=self.now,
        )

    def tick(self) -> list[Nudge]:
        """What the clock does at this instant, for every check-in that is due."""
        due = schedules.due_checkins(self.session, self.now, 1000)
        found = [remind(self.session, checkin_id=one, now=self.now) for one in due]
        self.session.flush()
        return [nudge for nudge in found if nudge is not None]

    def texts(self, kind: str) -> list[OutboundText]:
        query = select(OutboundText).where(OutboundText.kind == kind)
        return list(self.session.exec(query.order_by(col(OutboundText.created_at))))

    def tasks(self) -> list[str]:
        return [task.kind for task in tasks.open_at(self.session, self.site.id)]

    def confirm(self, *people: Caregiver) -> None:
        for person in people:
            confirm_phone(
                self.session, caregiver=person, reporter=self.text_from(person), now=self.now
            )
        self.session.flush()


def move_in(session: Session, people: Sequence[CaregiverEntry] = (), **changes: Any) -> Household:
    """Enrol a family at a new site with somebody on call, and let every phone confirm."""
    site = builders.a_site(session)
    pager = builders.a_contact(session, site, "30")
    builders.on_call(session, pager)
    nurse = builders.a_staff_member(session, site)
    doctor = builders.a_staff_member(session, site, email="doctor@example.org")
    entry = an_enrolment(**({"caregivers": tuple(people)} if people else {}), **changes)
    family = enrol_family(session, site=site, enrolment=entry, staff=nurse, now=START)
    home = Household(session, site, nurse, doctor, pager, family)
    home.confirm(*families.members(session, family.id))
    return home
