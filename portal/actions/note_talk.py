"""Say that a point of the explained study was talked about: it leaves the list, and stays kept."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.reporter import by_staff
from portal.store import readings, trail
from portal.store.readings import QuestionAnswer, Talk
from portal.store.staff import Staff


def note_talk(session: Session, *, answer: QuestionAnswer, staff: Staff, now: datetime) -> None:
    """Who talked about it, and when. A point that is not on the list stays as it is."""
    if answer.id not in {one.id for one in readings.to_talk_about(session, answer.family_id)}:
        return
    talk = Talk(
        answer_id=answer.id,
        family_id=answer.family_id,
        site_id=answer.site_id,
        staff_id=staff.id,
        at=now,
    )
    session.add(talk)
    session.flush()
    asked = answer.question_id
    trail.write(session, by_staff(staff), "talked_about", now=now, subject=talk, question=asked)
