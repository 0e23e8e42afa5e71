"""A texting line with an enrolled family at one end: text in, and see what comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from flask import Flask
from sqlmodel import col, select

from portal.actions.enrolment import CaregiverEntry
from portal.actions.escalate import escalate
from portal.actions.lapse_question import lapse_question
from portal.actions.remind import remind
from portal.store import alerts, conversations, doses, schedules, tasks
from portal.store.alerts import Alert, AlertState
from portal.store.conversations import OpenQuestion
from portal.store.doses import DoseReport
from portal.store.engine import reading, transaction
from portal.store.families import Caregiver, Participant
from portal.store.schedules import Checkin, DoseSlot
from portal.store.symptoms import SymptomReport
from portal.store.tasks import Task
from portal.store.texts import InboundText, OutboundState, OutboundText
from sms import chatbot
from sms.arrivals import Arrival, keep
from sms.wording import word
from study.localtime import instant
from study.medicines import Medicine
from study.notices import from_json
from tests import builders
from tests.moving_clock import START
from tests.portal.actions.household import TODAY, ZONE, a_child_entry, a_person, a_plan, move_in

MOTHER, FATHER, PAGER, STRANGER = "20", "21", "30", "99"
A, B = Medicine.RUXOLITINIB, Medicine.DEXAMETHASONE
EVENING = time(20)


@dataclass
class Line:
    """`now` is the instant at which the next thing happens; tests move it."""

    app: Flask
    now: datetime = START
    _number: int = field(default=0, repr=False)

    def move_in(self, people: Sequence[CaregiverEntry] = (), **changes: Any) -> "Line":
        with self.app.app_context(), transaction() as session:
            self.home = move_in(session, people, **changes)
        return self

    def at(self, hour: int, minute: int = 0, day: int = 0) -> "Line":
        """Move to this wall-clock time, `day` days after the enrolment."""
        self.now = instant(TODAY + timedelta(days=day), time(hour, minute), ZONE)
        return self

    def later(self, **by: int) -> "Line":
        self.now += timedelta(**by)
        return self

    def says(
        self, body: str, who: str = MOTHER, *, to: str = builders.FAMILY_SENDER, **more: Any
    ) -> list[str]:
        """Text in; the kinds of text that went back to this phone because of it."""
        kept = self.keeps(body, who, to=to, **more)
        with self.app.app_context():
            chatbot.screen(kept, now=self.now)
            chatbot.read(kept, now=self.now)
        return [text.kind for text in self.sent_to(who) if text.created_at == self.now]

    def keeps(
        self, body: str, who: str = MOTHER, *, to: str = builders.FAMILY_SENDER, **more: Any
    ) -> str:
        """Keep a text as the webhook does, unread; its id."""
        self._number += 1
        self.now += timedelta(seconds=1)
        arrival = Arrival(
            carrier_id=f"SMtest{self._number}",
            sender=f"+120255501{who}",
            called=to,
            body=body,
            received_at=self.now,
            **more,
        )
        with self.app.app_context(), transaction() as session:
            return keep(session, arrival).id

    def sent_to(self, who: str) -> list[OutboundText]:
        """What may go out to this phone, oldest first; what was held back is left out."""
        query = select(OutboundText).order_by(
            col(OutboundText.created_at), col(OutboundText.priority)
        )
        with self.app.app_context(), reading() as session:
            found = list(session.exec(query))
        return [
            text
            for text in found
            if text.to == f"+120255501{who}" and text.state is not OutboundState.SUPPRESSED
        ]

    def words(self, who: str = MOTHER) -> str:
        """The last text to this phone, as it reads."""
        text = self.sent_to(who)[-1]
        with self.app.app_context():
            return word(from_json(text.kind, text.payload), text.language)

    def tick(self) -> None:
        """What the clock does at this instant: reminders, questions nobody answered, pages."""
        with self.app.app_context():
            for find, act, name in (
                (schedules.due_checkins, remind, "checkin_id"),
                (conversations.overdue, lapse_question, "question_id"),
                (alerts.due, escalate, "alert_id"),
            ):
                with reading() as session:
                    due = find(session, self.now, 1000)
                for one in due:
                    with transaction() as session:
                        act(session, now=self.now, **{name: one})

    def opened(self, who: str = MOTHER) -> list[str]:
        """The kinds of question that stand open with this phone."""
        query = select(OpenQuestion, Caregiver).join(Caregiver)
        query = query.where(col(OpenQuestion.closed_at).is_(None))
        with self.app.app_context(), reading() as session:
            found = session.exec(query.order_by(col(OpenQuestion.asked_at))).all()
        return [asked.kind.value for asked, person in found if person.phone.endswith(who)]

    def report(
        self, medicine: Medicine = A, wall: time = EVENING, child: int = 0
    ) -> DoseReport | None:
        """What stands booked for one slot of today."""
        query = select(DoseSlot).where(
            DoseSlot.participant_id == self.children[child].id,
            DoseSlot.medicine == medicine,
            DoseSlot.day == TODAY,
            DoseSlot.wall == wall,
        )
        with self.app.app_context(), reading() as session:
            slot = session.exec(query).one()
            return doses.booked(session, [slot.id]).get(slot.id)

    def status(self, medicine: Medicine = A, child: int = 0) -> str | None:
        found = self.report(medicine, child=child)
        return found.status.value if found else None

    def booked(self) -> list[DoseReport]:
        """Everything that stands booked, of any day."""
        return self._all(select(DoseReport).where(DoseReport.booked))

    @property
    def children(self) -> list[Participant]:
        query = select(Participant).order_by(col(Participant.created_at), col(Participant.code))
        return self._all(query)

    def reports(self) -> list[SymptomReport]:
        return self._all(select(SymptomReport).order_by(col(SymptomReport.reported_at)))

    def alerts(self) -> list[Alert]:
        return self._all(select(Alert).where(Alert.state != AlertState.RESOLVED))

    def texts_in(self) -> list[InboundText]:
        query = select(InboundText).where(InboundText.called != "-")
        return self._all(query.order_by(col(InboundText.received_at)))

    def checkins(self) -> list[Checkin]:
        return self._all(select(Checkin).order_by(col(Checkin.due_at)))

    def caregiver(self, who: str = MOTHER) -> Caregiver:
        found: list[Caregiver] = self._all(select(Caregiver))
        return next(person for person in found if person.phone.endswith(who))

    def tasks(self) -> list[Task]:
        with self.app.app_context(), reading() as session:
            return tasks.open_at(session, self.home.site.id)

    def task_kinds(self) -> list[str]:
        return [task.kind for task in self.tasks()]

    def _all(self, query: Any) -> list[Any]:
        with self.app.app_context(), reading() as session:
            return list(session.exec(query))


def two_children() -> dict[str, Any]:
    """Leo and Mia on one phone, with the same plans."""
    plans = (a_plan(A), a_plan(B))
    leo = a_child_entry(code="K-104", nickname="Leo", plans=plans)
    mia = a_child_entry(code="K-105", nickname="Mia", plans=plans)
    return {"children": (leo, mia), "people": (a_person(MOTHER, shared_phone=True),)}


def one_label() -> dict[str, Any]:
    """A child with one medicine, label A."""
    return {"children": (a_child_entry(plans=(a_plan(A),)),)}
