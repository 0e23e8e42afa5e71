"""Talk about where a child is: in the hospital, or home again."""

from datetime import time

from portal.actions.come_home import come_home
from portal.actions.set_state import set_state
from portal.store.families import Participant
from sms.chatbot import choices
from sms.chatbot.dose_words import child_of
from sms.chatbot.replies import Reply
from sms.chatbot.talk import Talk
from study import notices
from study.lifecycle import State
from study.localtime import wall_clock


def in_hospital(talk: Talk, child: Participant | None = None) -> list[Reply]:
    """Reminders and prompts stop; staff confirm every day (behaviour 6)."""
    child = child or child_of(talk)
    if child is None:
        return choices.ask_child(talk, then="hospital")
    set_state(
        talk.session,
        participant=child,
        state=State.IN_HOSPITAL,
        who=talk.reporter.who,
        now=talk.now,
        reason="family",
    )
    here = wall_clock(talk.said_at, talk.family.zone)
    words = notices.HospitalNoted(
        phone_24h=talk.phone_24h,
        wall=time(here.hour, here.minute),
        day=here.date(),
        nickname=child.nickname,
        voice=talk.voice,
    )
    return [Reply(words, child.id)]


def home_again(talk: Talk) -> list[Reply]:
    """The team checks the plan before anything is asked again (behaviour 6)."""
    named = (talk.named,) if talk.named else talk.living
    away = [one for one in named if one.state is State.IN_HOSPITAL]
    words = [
        come_home(talk.session, participant=one, reporter=talk.reporter, now=talk.now)
        for one in away or named
    ]
    return [Reply(words[0])] if words else []
