"""What goes back for a text, and when nothing may: machines that echo, families that mourn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from portal.actions.open_task import TaskKind, open_task
from portal.actions.queue_text import queue_family
from portal.store import tasks
from portal.store.families import Participant
from portal.store.inbound import readings_since
from sms.chatbot.talk import Talk
from study.lifecycle import State
from study.notices import Notice

# Messaging F34: a number that answers each of our texts is a machine.
MOST_REPLIES = 5
WITHIN = timedelta(hours=1)


@dataclass(frozen=True)
class Reply:
    """One text to answer with, and what it is about."""

    notice: Notice
    participant_id: str | None = None
    checkin_id: str | None = None


def send(talk: Talk, replies: Sequence[Reply], *, command: bool) -> list[str]:
    """Queue the answers; the kinds that were queued. `command`: the text was one we know."""
    if not replies:
        return []
    if _mourns(talk):
        talk.text.needs_person = True
        return []
    if not command and _echoes(talk):
        _stop_the_loop(talk)
        return []
    for number, reply in enumerate(replies):
        queue_family(
            talk.session,
            caregiver=talk.caregiver,
            notice=reply.notice,
            key=f"reply:{talk.text.id}:{number}",
            now=talk.now,
            participant_id=reply.participant_id,
            checkin_id=reply.checkin_id,
            inbound_id=talk.text.id,
        )
    return [reply.notice.kind for reply in replies]


def are_held_back(talk: Talk, *, command: bool) -> bool:
    """Whether nothing may be answered to this text, so that nothing counts as shown."""
    return _mourns(talk) or (not command and _echoes(talk))


def _mourns(talk: Talk) -> bool:
    return bool(talk.children) and all(is_quiet(talk, child) for child in talk.children)


def is_quiet(talk: Talk, child: Participant) -> bool:
    """After a death, and after words of one, no automatic answer goes out (behaviour 1 and 6)."""
    held = tasks.open_about(talk.session, child.id, TaskKind.WORDS_OF_DEATH.value)
    return child.state is State.DIED or bool(held)


def _echoes(talk: Talk) -> bool:
    """Whether this phone was answered often enough without saying anything we know."""
    answered = 0
    for read in readings_since(talk.session, talk.text, talk.now - WITHIN):
        if read.get("command"):
            break
        answered += bool(read.get("replied"))
    return answered >= MOST_REPLIES


def _stop_the_loop(talk: Talk) -> None:
    talk.text.needs_person = True
    open_task(
        talk.session,
        site_id=talk.site.id,
        kind=TaskKind.LOOP_STOPPED,
        key=f"loop:{talk.caregiver.id}",
        caregiver=talk.caregiver,
        now=talk.now,
        inbound_id=talk.text.id,
    )
