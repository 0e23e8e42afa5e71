"""One message of a signed-in person, in the order of behaviour 1: symptom, dose, question.

Each step is committed before the next is tried; what breaks later takes nothing back.
"""

import logging
from datetime import datetime, timedelta

from sqlmodel import Session

from portal.actions.ask_readable import ask_readable
from portal.actions.chat_turn import chat_turn
from portal.actions.dose_statement import DoseOutcome, DoseOutcomeKind
from portal.actions.hear_chat import Heard, hear_chat
from portal.actions.report_spoken_doses import SpokenDoses, report_spoken_doses
from portal.actions.reporter import caregiver_by
from portal.actions.spoken_of import sender_of
from portal.language import current
from portal.pages.access import FamilyVisit
from portal.pages.family.chat_answers import answer_to
from portal.store import chat, conversations, symptoms
from portal.store.chat import ChatTurn, TurnKind, TurnSaid
from portal.store.conversations import Asked
from portal.store.doses import Door
from portal.store.engine import transaction
from portal.store.families import Caregiver
from study.understand.reading import read
from study.understand.said import Reading

log = logging.getLogger(__name__)

# How long a label that we asked about may be answered by a bare yes.
ASKED_FOR = timedelta(hours=4)
_REFUSED = (TurnKind.MUST_NOT_ANSWER,)


class OnlyReported(Exception):
    """The symptom was reported and committed; the rest could not be done."""

    def __init__(self, report_id: str) -> None:
        super().__init__(report_id)
        self.report_id = report_id


def listen(visit: FamilyVisit, words: str, now: datetime) -> list[ChatTurn]:
    """The turns that one message made, at least one. Raises OnlyReported."""
    with transaction() as session:
        caregiver = session.get_one(Caregiver, visit.caregiver_id)
        heard = hear_chat(session, caregiver=caregiver, words=words, now=now)
    try:
        doses = None if heard.is_last else _doses(visit, words, now)
        with transaction() as session:
            caregiver = session.get_one(Caregiver, visit.caregiver_id)
            said = _said(session, caregiver, words, heard, doses, now)
            return [
                chat_turn(session, caregiver=caregiver, said=one, now=now)
                for one in _numbered(said, words)
            ]
    except Exception as error:
        if heard.report is None:
            raise
        log.error("a message was heard and not answered: %s", type(error).__name__)
        raise OnlyReported(heard.report.id) from error


def _doses(visit: FamilyVisit, words: str, now: datetime) -> SpokenDoses | None:
    with transaction() as session:
        caregiver = session.get_one(Caregiver, visit.caregiver_id)
        return report_spoken_doses(
            session,
            caregiver=caregiver,
            words=words,
            waits_for=_label_asked(session, caregiver, now),
            now=now,
        )


def _label_asked(session: Session, caregiver: Caregiver, now: datetime) -> str | None:
    """The label that the last turn asked about."""
    rows = chat.conversation(session, caregiver.id, 1)
    if not rows or rows[-1].kind is not TurnKind.DOSE or now - rows[-1].at > ASKED_FOR:
        return None
    missing = rows[-1].detail.get("missing", ())
    return str(missing[0]) if missing else None


def _numbered(said: list[TurnSaid], words: str) -> list[TurnSaid]:
    """The message itself stands in its first turn alone."""
    for at, one in enumerate(said):
        one.number, one.words = at, words if at == 0 else ""
    return said


def _said(
    session: Session,
    caregiver: Caregiver,
    words: str,
    heard: Heard,
    doses: SpokenDoses | None,
    now: datetime,
) -> list[TurnSaid]:
    found: list[TurnSaid] = []
    if heard.kind is not None:
        found.append(_heard(heard))
    if heard.is_last:
        return found
    reading = read(words, lang=caregiver.language, sender=sender_of(caregiver))
    _settle_readable(session, caregiver, reading, now)
    if doses is not None:
        found.append(_of_doses(session, caregiver, doses, now))
    if heard.kind is not None:
        return found
    return [*found, *_question(session, caregiver, words, heard, reading, doses, now)]


def _question(
    session: Session,
    caregiver: Caregiver,
    words: str,
    heard: Heard,
    reading: Reading,
    doses: SpokenDoses | None,
    now: datetime,
) -> list[TurnSaid]:
    """What is answered of the rest; beside a dose only a refusal is worth saying."""
    answered = answer_to(
        words,
        language=current(),
        teen=caregiver.is_participant,
        sender=sender_of(caregiver),
        screen=heard.found,
    )
    if answered.kind is TurnKind.SYMPTOM_ESCALATE:
        # A report that only asks for thanks, or a word that was judged to be none of the child's.
        answered.report_id = heard.report.id if heard.report else None
    if doses is not None:
        return [answered] if answered.kind in _REFUSED else []
    if answered.kind is TurnKind.ANSWER:
        return [answered]
    other = _no_question(reading)
    if other is None:
        return [answered]
    turn = _plain(other)
    if other is TurnKind.UNREADABLE:
        asked = ask_readable(
            session,
            caregiver=caregiver,
            words=words,
            reporter=caregiver_by(Door.WEB, caregiver),
            now=now,
        )
        turn.detail = {"question": asked.id}
    return [turn]


def _no_question(reading: Reading) -> TurnKind | None:
    """What a message is that no passage answers and that may be no question at all."""
    if reading.reaction:
        return TurnKind.NOTED
    if reading.doubt:
        return TurnKind.UNREADABLE
    return TurnKind.PLACE if reading.hospital or reading.home else None


def _settle_readable(
    session: Session, caregiver: Caregiver, reading: Reading, now: datetime
) -> None:
    """Words somebody can read answer "what is going on?"; thanks and another riddle do not."""
    if reading.doubt or reading.reaction:
        return
    waiting = conversations.open_of(session, caregiver.id, now)
    read_now = [one for one in waiting if one.kind is Asked.READABLE]
    conversations.close(read_now, "answered", now)


def _heard(heard: Heard) -> TurnSaid:
    turn = _plain(heard.kind or TurnKind.NOTED)
    turn.report_id = heard.report.id if heard.report else None
    turn.detail = {"question": heard.question.id} if heard.question else {}
    turn.why = [f"{one.rule}: {one.words}" for one in heard.found.why]
    return turn


def _of_doses(
    session: Session, caregiver: Caregiver, doses: SpokenDoses, now: datetime
) -> TurnSaid:
    turn = _plain(TurnKind.DOSE if doses.outcomes else TurnKind.DOSE_UNCLEAR)
    turn.detail = {
        "doses": [one.report.id for one in doses.outcomes],
        "missing": list(doses.missing),
        "checkin": doses.checkin_id,
        "second": [one.report.id for one in _of_kind(doses, DoseOutcomeKind.SECOND_GIVEN)],
        "differs": [one.report.id for one in _of_kind(doses, DoseOutcomeKind.CONFLICT)],
    }
    if doses.child is not None and any(one.notice for one in doses.outcomes):
        made = symptoms.recent(session, doses.child.id, now)
        own = [one for one in made if one.caregiver_id == caregiver.id]
        turn.report_id = min(own, key=lambda one: one.tier).id if own else None
    return turn


def _of_kind(doses: SpokenDoses, kind: DoseOutcomeKind) -> list[DoseOutcome]:
    return [one for one in doses.outcomes if one.kind is kind]


def _plain(kind: TurnKind) -> TurnSaid:
    return TurnSaid(kind=kind, door=Door.WEB, language=current())
