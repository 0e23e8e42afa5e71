"""What each slot counts as: what was reported, what the child's state explains, else unknown."""

from collections.abc import Sequence

from sqlmodel import Session

from portal.store import doses, families
from portal.store.families import Participant
from portal.store.schedules import DoseSlot
from study.doses import DoseStatus, standing


def read_slots(
    session: Session, *, participant: Participant, slots: Sequence[DoseSlot]
) -> dict[str, DoseStatus]:
    """The status of each slot of this participant, by slot id. Writes nothing."""
    booked = doses.booked(session, [slot.id for slot in slots])
    return {
        slot.id: standing(
            booked[slot.id].status if slot.id in booked else None,
            families.state_at(session, participant, slot.due_at),
        )
        for slot in slots
    }
