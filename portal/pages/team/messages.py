"""The texts from and to each person of a family, in order, with what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from portal.store import texts
from portal.store.families import Caregiver
from portal.store.texts import InboundText, OutboundText


@dataclass(frozen=True)
class Message:
    """One text that came or went; exactly one of the two is there."""

    at: datetime
    came: InboundText | None = None
    went: OutboundText | None = None


@dataclass(frozen=True)
class Thread:
    person: Caregiver
    messages: tuple[Message, ...]


def threads(session: Session, people: Sequence[Caregiver]) -> list[Thread]:
    """Each person's last texts, the newest first. Sign-in codes are in none."""
    found = []
    for person in people:
        came, went = texts.thread(session, person.id)
        messages = [Message(text.received_at, came=text) for text in came]
        messages += [Message(text.created_at, went=text) for text in went]
        messages.sort(key=lambda message: message.at, reverse=True)
        found.append(Thread(person, tuple(messages)))
    return found
