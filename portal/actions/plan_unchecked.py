"""Does a family that came home have to ask the team for the current plan? Changes nothing."""

from sqlmodel import Session

from portal.actions.open_task import TaskKind
from portal.store import tasks


def plan_unchecked(session: Session, participant_id: str) -> bool:
    """True from "we are home" until the team has looked (behaviour section 6)."""
    return bool(tasks.open_about(session, participant_id, TaskKind.HOME_AGAIN.value))
