"""Hold back texts about one child that wait to be sent. A sibling's texts go on."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from portal.store import families, texts
from portal.store.families import Participant
from portal.store.texts import OutboundText
from study.lifecycle import State
from study.notices import Purpose


def stop_texts(
    session: Session, *, participant: Participant, purposes: Collection[Purpose], now: datetime
) -> None:
    """Texts of these purposes about the child, on the phones of everyone who answers for it.

    A text that names no child stops too where the phone has no other child that is alive.
    A sign-in code is asked for by a person and always goes.
    """
    stopped = {purpose.value for purpose in purposes} - {Purpose.CODE.value}
    alone = {
        person.id
        for person in families.caregivers_of(session, participant.id)
        if not _has_other_child(session, person.id, participant)
    }
    everyone = {person.id for person in families.caregivers_of(session, participant.id)}
    waiting = texts.waiting_for(session, everyone)
    gone = [
        text.id
        for text in waiting
        if text.purpose in stopped and _is_about(text, participant, alone)
    ]
    texts.suppress(session, gone, now)


def _has_other_child(session: Session, caregiver_id: str, participant: Participant) -> bool:
    return any(
        child.id != participant.id and child.state is not State.DIED
        for child in families.children_of(session, caregiver_id)
    )


def _is_about(text: OutboundText, participant: Participant, alone: Collection[str]) -> bool:
    if text.participant_id is None:
        return text.caregiver_id in alone
    return text.participant_id == participant.id
