"""Who wrote a message and whom it may be about. Decides nothing about what it says."""

from sqlmodel import Session

from portal.store import families
from portal.store.families import Caregiver, Participant
from study.lifecycle import State


def sender_of(caregiver: Caregiver) -> str:
    """Whose phone it is, as reading needs to know for "I"."""
    if caregiver.is_participant:
        return "participant"
    return "shared" if caregiver.shared_phone else "caregiver"


def living(session: Session, caregiver: Caregiver) -> tuple[Participant, ...]:
    """The children a message may be about: all of them where none is known to live."""
    children = families.children_of(session, caregiver.id)
    return tuple(one for one in children if one.state is not State.DIED) or tuple(children)
