"""A second "given" for one dose: ask whether it is the same one, and wait for the answer."""

from datetime import datetime, timedelta

from sqlmodel import Session

from portal.actions.choose_words import voice_of
from portal.actions.flag_second_given import flag_second_given
from portal.actions.reporter import Reporter
from portal.store import doses, families
from portal.store.conversations import Asked, OpenQuestion
from portal.store.doses import DoseReport
from portal.store.families import Caregiver
from portal.store.schedules import DoseSlot
from study.localtime import wall_clock
from study.notices import SecondGiven
from study.protocol import load

LAPSES_AFTER = timedelta(hours=24)


def ask_about_second(
    session: Session,
    *,
    slot: DoseSlot,
    report: DoseReport,
    earlier: DoseReport,
    reporter: Reporter,
    now: datetime,
) -> SecondGiven:
    """The question, with who reported first (where this person may hear it) and when.

    Its deadline survives a restart; silence heads the team's list. A member of the team is
    asked on the page, so the list has it at once.
    """
    child = doses.participant_of(session, slot)
    family = families.get_family(session, child.family_id)
    if reporter.caregiver is None:
        flag_second_given(session, report=report, now=now)
    else:
        minutes = load().defaults.answer_deadline_minutes
        question = OpenQuestion(
            caregiver_id=reporter.caregiver.id,
            participant_id=child.id,
            site_id=child.site_id,
            kind=Asked.SECOND_GIVEN,
            checkin_id=slot.checkin_id,
            context={"report": report.id, "earlier": earlier.id},
            asked_at=now,
            deadline_at=now + timedelta(minutes=minutes),
            lapses_at=now + LAPSES_AFTER,
        )
        session.add(question)
        session.flush()
    return SecondGiven(
        wall=slot.wall,
        day=slot.day,
        nickname=child.nickname,
        voice=voice_of(reporter),
        reporter=_first_reporter(session, earlier, reporter.caregiver),
        given=wall_clock(earlier.given_at, family.zone).time() if earlier.given_at else None,
    )


def _first_reporter(session: Session, earlier: DoseReport, asked: Caregiver | None) -> str | None:
    """The name of who reported first, unless this person does not see names (behaviour 7)."""
    if asked is not None and not (asked.sees_names and asked.sees_reports):
        return None
    first = session.get(Caregiver, earlier.caregiver_id) if earlier.caregiver_id else None
    return first.name if first is not None else None
