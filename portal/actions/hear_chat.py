"""Hear the red flags of a message of the chat before anything else is made of it (behaviour 1).

The door commits what this does before it tries the rest.
"""

import logging
import re
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from portal.actions.ask_where_taken import ask_where_taken
from portal.actions.ask_whose import ask_whose
from portal.actions.raise_alert import AlertSubject, raise_alert
from portal.actions.report_other_person import report_other_person
from portal.actions.report_symptoms import report_symptoms
from portal.actions.reporter import Reporter, caregiver_by
from portal.actions.spoken_of import living, sender_of
from portal.store import conversations, families
from portal.store.chat import TurnKind
from portal.store.columns import new_id
from portal.store.conversations import Asked, OpenQuestion
from portal.store.doses import Door
from portal.store.entries import take_up
from portal.store.families import Caregiver, Participant
from portal.store.symptoms import SymptomReport
from study.answers import Route, answer
from study.answers.listening import may_be_a_question, only_resembles
from study.naming import named_alone
from study.symptoms import Label, Method, SymptomEntry, Tier
from study.understand.said import Screen
from study.understand.screen import red_flags

log = logging.getLogger(__name__)

URGENT = (Tier.T1, Tier.T2)
# Behaviour 2: digits mean one thing at every door.
_BY_DIGIT = {"7": "F.said", "8": "N.new"}


@dataclass(frozen=True)
class Heard:
    """`kind`: what the family must be told of it, None where nothing stands before an answer.

    `report`: the most urgent one that was made; None for a phone without a child on file.
    """

    found: Screen
    kind: TurnKind | None = None
    report: SymptomReport | None = None
    question: OpenQuestion | None = None

    @property
    def is_last(self) -> bool:
        """After words of death or of self-harm nothing automatic is added."""
        return self.found.entry.death or self.found.entry.self_harm


def hear_chat(session: Session, *, caregiver: Caregiver, words: str, now: datetime) -> Heard:
    """Report what the words say of how a child is, for every child it may be about."""
    families.lock_family(session, caregiver.family_id)
    found = _screen(caregiver, words)
    reporter = caregiver_by(Door.WEB, caregiver)
    children = living(session, caregiver)
    placed = _where_taken(session, caregiver, words, found, now)
    if placed is not None:
        return _report(session, found, placed, children, reporter, now)
    digit = _BY_DIGIT.get(re.sub(r"\W", "", words))
    if digit is not None:
        entry = SymptomEntry(codes=frozenset({digit}), words=words, about="participant")
        return _report(session, found, entry, children, reporter, now)
    if _is_silent(found, words):
        return Heard(found)
    about = found.entry.about
    if about == "other" and len(children) < 2:
        report_other_person(
            session, caregiver=caregiver, key=new_id(), words=words, reporter=reporter, now=now
        )
        return Heard(found, TurnKind.OTHER_PERSON)
    if about == "caregiver" or found.tier is None:
        return _ask_whose(session, found, children, reporter, now)
    # "My other son" is an enrolled child until ruled out.
    entry = replace(found.entry, about="participant") if about == "other" else found.entry
    at = named_alone(words, [one.nickname for one in children])
    meant = children if at is None else (children[at],)
    return _report(session, found, entry, meant, reporter, now)


def _is_silent(found: Screen, words: str) -> bool:
    """Nothing was heard, or a symptom was only asked about ("what if she throws up?")."""
    if found.tier is None:
        return not found.ask_back
    entry = found.entry
    said = entry.codes or entry.temperature or entry.worried or entry.doubt
    asks = any(mark in words for mark in "?؟？")
    return found.tier is Tier.T4 and not said and (asks or not entry.denied)


def _screen(caregiver: Caregiver, words: str) -> Screen:
    """The red flags of the whole message, or of a part of it that stands beside a question.

    What merely resembles a symptom is none where it is a question that is known to be asked.
    """
    language, sender = caregiver.language, sender_of(caregiver)
    whole = red_flags(words, lang=language, sender=sender)
    if whole.label is not Label.NO_SYMPTOM and not may_be_a_question(whole):
        return whole
    teen = caregiver.is_participant
    try:
        asked = answer(words, language=language, teen=teen, sender=sender, screen=whole)
    except Exception as error:  # a bug in answering must not take the red flags with it
        log.error("a message could not be answered: %s", type(error).__name__)
        return whole
    if asked.route is Route.SYMPTOM_ESCALATE:
        return replace(asked.screen, entry=replace(asked.screen.entry, words=words))
    known = asked.route in (Route.ANSWER, Route.MUST_NOT_ANSWER) and only_resembles(whole)
    return replace(whole, tier=None, ask_back=False) if known else whole


def _ask_whose(
    session: Session,
    found: Screen,
    children: tuple[Participant, ...],
    reporter: Reporter,
    now: datetime,
) -> Heard:
    assert reporter.caregiver is not None  # a message of the chat has a writer
    question = ask_whose(
        session,
        caregiver=reporter.caregiver,
        child=children[0] if len(children) == 1 else None,
        entry=found.entry,
        reporter=reporter,
        now=now,
    )
    return Heard(found, TurnKind.WHOSE, question=question)


def _where_taken(
    session: Session, caregiver: Caregiver, words: str, found: Screen, now: datetime
) -> SymptomEntry | None:
    """ "Under the arm", while we wait to hear where a reading was taken: the reading with it."""
    if found.red_flag or found.entry.temperature is not None:
        return None
    for question in conversations.open_of(session, caregiver.id, now):
        if question.kind is not Asked.METHOD:
            continue
        kept = take_up(question.context["entry"]).temperature
        together = f"{kept.raw} {words[:200]}" if kept else ""
        said = red_flags(together, lang=caregiver.language).entry.temperature
        if kept is not None and said is not None and said.method is not Method.UNKNOWN:
            conversations.close([question], "answered", now)
            return SymptomEntry(
                temperature=replace(kept, method=said.method), words=words, about="participant"
            )
    return None


def _report(
    session: Session,
    found: Screen,
    entry: SymptomEntry,
    about: tuple[Participant, ...],
    reporter: Reporter,
    now: datetime,
) -> Heard:
    if not about:
        return _for_nobody(session, found, reporter, now)
    outcome = report_symptoms(
        session, participants=about, entry=entry, reporter=reporter, now=now
    )
    worst = min(outcome.reports, key=lambda kept: kept.tier)
    if outcome.ask_method:
        ask_where_taken(session, report=worst, entry=entry, reporter=reporter, now=now)
    told = outcome.tier is not Tier.T4 or outcome.ask_method or outcome.ask_recheck
    return Heard(found, TurnKind.SYMPTOM_ESCALATE if told else None, worst)


def _for_nobody(session: Session, found: Screen, reporter: Reporter, now: datetime) -> Heard:
    """A phone without a child on file pages all the same."""
    person = reporter.caregiver
    if person is not None and found.tier in URGENT:
        raise_alert(
            session,
            about=AlertSubject(person.site_id, None, person, person.phone),
            tier=found.tier,
            reasons=[why.words for why in found.why],
            now=now,
        )
    return Heard(found, TurnKind.SYMPTOM_ESCALATE)
