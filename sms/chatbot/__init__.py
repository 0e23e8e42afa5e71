"""Reads what came in: red flags in one transaction, the rest of the conversation in a second.

What a text means is judged in `study`, what to do next in `sms.dialogue`.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlmodel import Session

from portal.store import trail
from portal.store.engine import transaction
from portal.store.texts import InboundState, InboundText
from portal.store.trail import Actor, Who
from sms.chatbot import (
    checkin_talk,
    dose_words,
    family_talk,
    replies,
    screening,
    staff_talk,
    strangers,
)
from sms.chatbot.people import Writer, writer_of
from sms.chatbot.questions import standing
from sms.chatbot.talk import Talk, talk_with
from sms.chatbot.told import told_apart
from sms.dialogue import Said, Screened, decide
from study.answers.asking import holds_question, is_asked
from study.notices import NotUnderstood
from study.symptoms import Tier
from study.understand.said import Reading, Screen

__all__ = ["read", "screen"]


class _Unread(Exception):
    """A text without a red flag was screened, but the rest of it could not be read."""


def screen(inbound_id: str, *, now: datetime) -> bool:
    """Hear the red flags of a kept text; True when the rest is read too. Safe to call again.

    Where there was nothing to hear, nothing has to be committed first, and the rest is read in
    the same transaction. A bug in that part undoes both; then it is screened alone, and `read`
    tries the rest again.
    """
    try:
        return _take_up(inbound_id, now, read_on=True)
    except _Unread:
        return _take_up(inbound_id, now, read_on=False)


def _take_up(inbound_id: str, now: datetime, *, read_on: bool) -> bool:
    with transaction() as session:
        text = _waiting(session, inbound_id, InboundState.KEPT)
        if text is None:
            return False
        writer = writer_of(session, text)
        talk = talk_with(session, text, writer.caregiver, now) if writer.caregiver else None
        heard = False
        if writer.contact is None:
            screened, found = _screen(session, text, writer, talk, now)
            text.reading = {"screen": asdict(screened), **_in_english(found)}
            heard = screened != Screened()
        text.state, text.screened_at = InboundState.SCREENED, now
        if heard or not read_on:
            return False
        try:
            _read(session, text, writer, talk, now)
            session.flush()
        except Exception as error:
            raise _Unread from error
        return True


def read(inbound_id: str, *, now: datetime) -> None:
    """Act on the rest of a screened text and answer it; safe to call again."""
    with transaction() as session:
        text = _waiting(session, inbound_id, InboundState.SCREENED)
        if text is None:
            return
        writer = writer_of(session, text)
        talk = talk_with(session, text, writer.caregiver, now) if writer.caregiver else None
        _read(session, text, writer, talk, now)


def _read(
    session: Session, text: InboundText, writer: Writer, talk: Talk | None, now: datetime
) -> None:
    if writer.contact is not None:
        staff_talk.staff_text(session, text, writer.contact, now)
    elif talk is not None:
        _read_family(talk)
    else:
        _read_stranger(session, text, writer, now)
    text.state, text.read_at, text.next_read_at = InboundState.READ, now, None
    session.add(text)
    trail.write(session, _who(writer), "texted", now=now, subject=text, person=text.needs_person)


def _waiting(session: Session, inbound_id: str, state: InboundState) -> InboundText | None:
    text = session.get(InboundText, inbound_id, with_for_update=True, populate_existing=True)
    return text if text is not None and text.state is state else None


def _screen(
    session: Session, text: InboundText, writer: Writer, talk: Talk | None, now: datetime
) -> tuple[Screened, Screen]:
    if talk is None:
        return strangers.screen_stranger(session, text, writer.site, now)
    done = screening.screen_family(talk)
    return done.screened, done.found


def _read_family(talk: Talk) -> None:
    reading = told_apart(talk, dose_words.read_text(talk, talk.text.body))
    said = Said(
        reading=reading,
        menu=talk.menu,
        photo=talk.text.media_count > 0,
        carrier=talk.text.opt_out_type,
        named=talk.named.id if talk.named else None,
        question=holds_question(talk.text.body),
        asks=is_asked(talk.text.body),
    )
    screened = _screened(talk.text)
    found = decide(standing(talk, screened), said)
    checkin_talk.settle_readable(talk, reading)
    answers = [one for move in found for one in family_talk.carry_out(talk, move, reading)]
    command = all(move.command for move in found)
    talk.text.needs_person = talk.text.needs_person or said.photo
    if screened.words:
        # Nobody who was just told to call is told that they were not understood.
        answers = [one for one in answers if not isinstance(one.notice, NotUnderstood)]
    queued = replies.send(talk, answers, command=command)
    talk.text.reading = (talk.text.reading or {}) | {
        **_in_english(reading.screen),
        **_said_of_doses(reading),
        "command": command,
        "replied": queued,
        "moves": [type(move).__name__ for move in found],
    }


def _read_stranger(session: Session, text: InboundText, writer: Writer, now: datetime) -> None:
    answered = strangers.answer_stranger(session, text, writer.site, _screened(text), now)
    text.needs_person = text.needs_person or answered


def _screened(text: InboundText) -> Screened:
    """What the first step kept of itself."""
    kept = dict((text.reading or {}).get("screen", {}))
    tier = kept.pop("tier", None)
    return Screened(tier=Tier(tier) if tier else None, **kept)


def _in_english(found: Screen) -> dict[str, Any]:
    """Our reading with its reasons, as the team sees it (behaviour 8)."""
    reading = found.entry.temperature
    return {
        "label": found.label.value,
        "tier": found.tier.value if found.tier else None,
        "symptoms": sorted(found.entry.codes),
        "temperature": reading.raw if reading else None,
        "about": found.entry.about,
        "language": found.language,
        "why": [[why.rule, why.words] for why in found.why],
    }


def _said_of_doses(reading: Reading) -> dict[str, Any]:
    return {
        "keyword": reading.keyword.value,
        "doses": {
            medicine.value: {
                "status": one.status.value,
                "route": one.route.value if one.route else None,
                "time": one.time.isoformat("minutes") if one.time else None,
            }
            for medicine, one in reading.doses.items()
        },
        "why": [[why.rule, why.words] for why in (*reading.screen.why, *reading.why)],
    }


def _who(writer: Writer) -> Who:
    if writer.caregiver is not None:
        person = writer.caregiver
        return Who(
            actor=Actor.CAREGIVER,
            id=person.id,
            site_id=person.site_id,
            family_id=person.family_id,
        )
    if writer.contact is not None:
        return Who(actor=Actor.CONTACT, id=writer.contact.id, site_id=writer.contact.site_id)
    return Who(actor=Actor.UNKNOWN, site_id=writer.site.id if writer.site else None)
