"""Symptoms told by text: whom they are about, the report, and the question that goes with it."""

import re
from collections.abc import Sequence

from portal.actions.open_task import TaskKind, open_task
from portal.actions.queue_text import queue_family
from portal.actions.raise_alert import AlertSubject, raise_alert
from portal.actions.report_symptoms import report_symptoms
from portal.store.conversations import Asked
from portal.store.entries import put_aside
from portal.store.families import Participant
from sms.chatbot import questions
from sms.chatbot.talk import Talk
from study import notices
from study.notices import METHOD_LETTERS, Notice
from study.review_hours import review_ends
from study.symptoms import SymptomEntry, Tier
from study.triage import assess
from study.understand.said import Screen
from study.understand.text import clean, fold

URGENT = (Tier.T1, Tier.T2)

# Behaviour 1: "my other son" may be another enrolled child until ruled out.
_CHILD_WORDS = re.compile(
    r"\b(son|sons|daughter|kid|kids|child|children|baby|boy|girl|twin|brother|sister|"
    r"hijo|hija|hijos|nino|nina|bebe|hermano|hermana|hermanito|hermanita|gemelo|gemela|"
    r"fils|fille|enfant|frere|soeur|filho|filha|irmao|irma|pitit|frè|sè|con trai|con gai|"
    r"be|em trai|em gai)\b|儿子|女儿|孩子|弟|妹|哥|姐|兒子|女兒|ابن|بنت|طفل|اخ"
)


def may_be_enrolled(talk: Talk) -> bool:
    """Whether "my other child" could be one of several enrolled children."""
    spoken = fold(clean(talk.text.body))
    return len(talk.children) > 1 and _CHILD_WORDS.search(spoken) is not None


def report(
    talk: Talk,
    entry: SymptomEntry,
    about: Sequence[Participant],
    floor: Tier = Tier.T4,
) -> Tier:
    """Report it for these children; a phone without a child on file pages all the same."""
    if not about:
        return _without_child(talk, entry)
    outcome = report_symptoms(
        talk.session,
        participants=about,
        entry=entry,
        reporter=talk.reporter,
        now=talk.now,
        floor=floor,
    )
    return outcome.tier


def _without_child(talk: Talk, entry: SymptomEntry) -> Tier:
    judged = assess(entry)
    tier = judged.tier or Tier.T4
    if tier in URGENT:
        raise_alert(
            talk.session,
            about=AlertSubject(talk.site.id, None, talk.caregiver, talk.text.sender),
            tier=tier,
            reasons=[reason.words for reason in judged.reasons],
            now=talk.now,
        )
        kind = notices.SafetyT1 if tier is Tier.T1 else notices.SafetyT2
        words = kind(
            phone_24h=talk.phone_24h,
            fallback_minutes=talk.site.fallback_minutes,
            voice=talk.voice,
        )
        _queue(talk, words, "safety")
    return tier


def ask_about_reading(talk: Talk, found: Screen, about: Sequence[Participant], tier: Tier) -> bool:
    """Ask at once where a reading was taken, or for one that a thermometer can show (facts 3.1).

    True when a question went out: it carries 911 and the 24-hour number itself.
    """
    reading = found.entry.temperature
    if reading is None or tier is Tier.T1:
        return False
    one = about[0].id if len(about) == 1 else None
    if found.ask_recheck:
        questions.ask(talk, Asked.TEMPERATURE, participant_id=one)
        recheck = notices.AskRecheck(
            phone_24h=talk.phone_24h, voice=talk.voice, reading=reading.raw
        )
        _queue(talk, recheck, "ask", one)
        return True
    if not found.ask_method:
        return False
    questions.ask(
        talk,
        Asked.METHOD,
        participant_id=one,
        letters=METHOD_LETTERS,
        entry=put_aside(found.entry),
    )
    place = notices.AskMethod(phone_24h=talk.phone_24h, voice=talk.voice, reading=reading.raw)
    _queue(talk, place, "ask", one)
    return True


def other_person(talk: Talk) -> None:
    """Somebody who is not enrolled: the team hears of it as T3, the phone gets the 911 line."""
    open_task(
        talk.session,
        site_id=talk.site.id,
        kind=TaskKind.OTHER_PERSON,
        key=f"other-person:{talk.text.id}",
        caregiver=talk.caregiver,
        now=talk.now,
        inbound_id=talk.text.id,
        pages_at=review_ends(talk.site.rules(), talk.now, talk.site.zone),
    )
    words = notices.SafetyOtherPerson(
        phone_24h=talk.phone_24h,
        fallback_minutes=talk.site.fallback_minutes,
        voice=talk.voice,
    )
    _queue(talk, words, "safety")


def _queue(talk: Talk, notice: Notice, why: str, participant_id: str | None = None) -> None:
    queue_family(
        talk.session,
        caregiver=talk.caregiver,
        notice=notice,
        key=f"{why}:{talk.text.id}:{notice.kind}",
        now=talk.now,
        participant_id=participant_id,
        inbound_id=talk.text.id,
    )
