"""Two sites, two families and everybody who may try an address, for the table of who sees what."""

from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session, col, select

from portal.actions.answer_question import answer_question
from portal.actions.ask_team import ask_team
from portal.actions.chat_turn import chat_turn
from portal.actions.dose_statement import DoseStatement
from portal.actions.draft_passage import Draft, draft_passage
from portal.actions.hear_chat import hear_chat
from portal.actions.open_task import TaskKind, open_task
from portal.actions.report_dose import report_dose
from portal.actions.reporter import caregiver_by
from portal.store.chat import TurnKind, TurnSaid
from portal.store.doses import Door, DoseReport
from portal.store.families import Caregiver
from portal.store.schedules import Checkin, CheckinKind, Schedule
from portal.store.staff import Role, Shift, Staff
from portal.store.symptoms import SymptomReport
from study.doses import DoseStatus
from study.explained import passages
from study.explained.passages import code_of
from study.medicines import Route
from tests import builders
from tests.moving_clock import START
from tests.portal.pages.team_site import TeamSite, build

VISITORS = (
    "nobody", "family A", "family B", "coordinator", "other site", "monitor", "investigator",
    "admin",
)  # fmt: skip


@dataclass(frozen=True)
class Everyone:
    """`things`: ids of what belongs to family A or to its site, by their name in an address."""

    team: TeamSite
    people: dict[str, Staff | Caregiver]
    things: dict[str, str]

    def browser(self, visitor: str) -> FlaskClient:
        """A fresh browser, signed in as this visitor."""
        client = self.team.app.test_client()
        person = self.people.get(visitor)
        if person is not None:
            with self.team.session() as session:
                client.set_cookie("visit", builders.a_visit(session, person, self.team.now))
        return client


def everyone(app: Flask) -> Everyone:
    """Everybody, and one of each thing that an address can name."""
    team = build(app, START)
    alert_id = team.fever()
    with team.session() as session:
        _given_twice(session, team)
        task = open_task(
            session, site_id=team.site.id, kind=TaskKind.INTERPRETER, key="interpreter",
            participant=team.child, now=team.now,
        )  # fmt: skip
        asked = _asked(session, team)
        things = asked | {"alert_id": alert_id, "task_id": task.id} | _things(session, team)
        return Everyone(team, _people(session, team), things)


def _asked(session: Session, team: TeamSite) -> dict[str, str]:
    """A symptom of the mother's own that was asked back, sent to the team, and a draft of it."""
    mother = session.merge(team.mother)
    heard = hear_chat(session, caregiver=mother, words="i have a fever", now=team.now)
    assert heard.question is not None
    said = TurnSaid(
        words="i have a fever", kind=TurnKind.WHOSE, door=Door.WEB, language="en",
        detail={"question": heard.question.id},
    )  # fmt: skip
    turn = chat_turn(session, caregiver=mother, said=said, now=team.now)
    question = ask_team(
        session, caregiver=mother, words=said.words, language="en", door=Door.WEB, turn=turn,
        now=team.now,
    )  # fmt: skip
    nurse = session.merge(team.members[Role.COORDINATOR])
    draft = draft_passage(
        session, question=question, draft=Draft("Title", "Words", "", "en"), staff=nurse,
        now=team.now,
    )  # fmt: skip
    return {"turn_id": turn.id, "question_id": question.id, "draft_id": draft.id}


def _given_twice(session: Session, team: TeamSite) -> None:
    slot = session.merge(team.slots[0])
    for person in (team.mother, team.father):
        said = DoseStatement(DoseStatus.GIVEN, Route.NG, given_at=slot.due_at)
        reporter = caregiver_by(Door.WEB, person)
        report_dose(session, slot=slot, said=said, reporter=reporter, now=team.now)


def _things(session: Session, team: TeamSite) -> dict[str, str]:
    leaver = builders.a_staff_member(session, team.site, email="leaver@example.org")
    checkins = select(Checkin).where(Checkin.due_at <= team.now)
    daily = checkins.where(Checkin.kind == CheckinKind.DAILY)
    dose = checkins.where(Checkin.kind == CheckinKind.DOSES)
    said = select(DoseReport).order_by(col(DoseReport.reported_at))
    return {
        "code": code_of("travelling"),
        "participant_id": team.child.id,
        "caregiver_id": team.father.id,
        "slot_id": team.slots[0].id,
        "schedule_id": session.exec(select(Schedule)).one().id,
        "shift_id": session.exec(select(Shift)).one().id,
        "contact_id": team.second.id,
        "staff_id": leaver.id,
        "text_id": team.text(session, "odd", "hello").id,
        "report_id": session.exec(select(SymptomReport)).one().id,
        "dose_report_id": session.exec(said.where(DoseReport.booked == False)).one().id,  # noqa: E712
        "checkin_id": session.exec(dose.limit(1)).one().id,
        "daily_id": session.exec(daily.limit(1)).one().id,
        "outbound_id": "0" * 32,
        "phone_id": team.mother.phone[-4:],
        "answer_id": _misunderstood(session, team),
        "lang": "en",
        "passage_id": "consent-purpose",
        "part": "consent",
    }


def _misunderstood(session: Session, team: TeamSite) -> str:
    question = passages.teach_back("en").question[0]
    wrong = next(one for one in question.answers if not one.right)
    row = answer_question(
        session, caregiver=team.mother, question=question, answer=wrong, version="1",
        language="en", now=team.now,
    )  # fmt: skip
    session.flush()
    return row.id


def _people(session: Session, team: TeamSite) -> dict[str, Staff | Caregiver]:
    other = builders.a_child(session, builders.a_family(session, team.site), "K-200")
    elsewhere = builders.a_site(
        session, "second", family_sender="+12025550112", staff_sender="+12025550113"
    )
    return {
        "family A": team.mother,
        "family B": builders.a_caregiver(session, other, last_digits="22"),
        "coordinator": team.members[Role.COORDINATOR],
        "other site": builders.a_staff_member(
            session, elsewhere, Role.COORDINATOR, "elsewhere@example.org"
        ),
        "monitor": team.members[Role.MONITOR],
        "investigator": team.members[Role.INVESTIGATOR],
        "admin": team.members[Role.ADMIN],
    }
