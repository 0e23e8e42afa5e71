"""Put a decided text into the outbox, in the transaction of its cause. Sends nothing itself."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.language_card import ENGLISH, in_reviewed_words
from portal.store import outgoing, sealed, texts
from portal.store.families import Caregiver, Participant, Texting
from portal.store.staff import PagerContact
from portal.store.texts import RANK, OutboundState, OutboundText, Sender
from study.lifecycle import State
from study.notices import Notice, Purpose

PRIORITY = {
    Purpose.PAGE: 0,
    Purpose.SAFETY: 1,
    Purpose.CODE: 2,
    Purpose.ANSWER: 3,
    Purpose.SERVICE: 4,
    Purpose.PROMPT: 6,
    Purpose.REMINDER: 6,
}

# Before a phone has confirmed, and after it opted out, only these may go (behaviour 7, facts 5.2).
_BEFORE_CONSENT = frozenset({"ConfirmPhone", "HelpReply", "SignedUp", "OptedOut"})
_AFTER_OPT_OUT = frozenset({"OptedOut"})


def queue_family(
    session: Session,
    *,
    caregiver: Caregiver,
    notice: Notice,
    key: str,
    now: datetime,
    participant_id: str | None = None,
    alert_id: str | None = None,
    checkin_id: str | None = None,
    inbound_id: str | None = None,
    expires_at: datetime | None = None,
) -> OutboundText:
    """One text to a caregiver. The same `key` again gives back the row that is already there.

    A phone that may not be texted gets a row too, as suppressed, so that the team sees what was
    held back. Safety words and answers to a text go to a phone that has not confirmed yet.
    About a child that died, only an answer to a text goes (behaviour 6). In a language that the
    site has not had reviewed the fixed card goes instead (behaviour 8).
    """
    text, held = _in_their_words(session, caregiver, notice, key, now, inbound_id)
    text.expires_at, text.caregiver_id = expires_at, caregiver.id
    text.participant_id = participant_id
    text.alert_id, text.checkin_id, text.inbound_id = alert_id, checkin_id, inbound_id
    allowed = may_go(caregiver, notice.kind, notice.purpose, inbound_id)
    if held or not allowed or (inbound_id is None and _has_died(session, participant_id)):
        _suppress(text, now)
    return _add(session, text)


def _in_their_words(
    session: Session,
    caregiver: Caregiver,
    notice: Notice,
    key: str,
    now: datetime,
    inbound_id: str | None,
) -> tuple[OutboundText, bool]:
    """The row in words that may be sent, with the turn of what was decided; True: none may."""
    said = in_reviewed_words(session, caregiver, notice)
    if said is not notice and inbound_id is not None:
        key = f"card:{inbound_id}"  # one card answers a text, whatever was to be said
    language = caregiver.language if said is notice else ENGLISH
    place = (caregiver.site_id, Sender.FAMILY, caregiver.phone, language)
    text = _row(said or notice, key, now, *place)
    text.purpose, text.priority = notice.purpose.value, PRIORITY[notice.purpose]
    return text, said is None


def _has_died(session: Session, participant_id: str | None) -> bool:
    child = session.get(Participant, participant_id) if participant_id else None
    return child is not None and child.state is State.DIED


def queue_staff(
    session: Session,
    *,
    contact: PagerContact,
    notice: Notice,
    key: str,
    now: datetime,
    alert_id: str | None = None,
) -> OutboundText:
    """One text to a person who carries the pager, from the site's staff number."""
    text = _row(notice, key, now, contact.site_id, Sender.STAFF, contact.phone, contact.language)
    text.contact_id, text.alert_id = contact.id, alert_id
    return _add(session, text)


def queue_stranger(
    session: Session,
    *,
    site_id: str,
    phone: str,
    notice: Notice,
    key: str,
    language: str,
    now: datetime,
) -> OutboundText:
    """One text to a number that belongs to nobody enrolled (behaviour 1)."""
    return _add(session, _row(notice, key, now, site_id, Sender.FAMILY, phone, language))


def _row(
    notice: Notice,
    key: str,
    now: datetime,
    site_id: str,
    sender: Sender,
    phone: str,
    language: str,
) -> OutboundText:
    return OutboundText(
        site_id=site_id,
        sender=sender,
        to=phone,
        to_index=sealed.index(phone),
        language=language,
        kind=notice.kind,
        payload=notice.to_json(),
        purpose=notice.purpose.value,
        priority=PRIORITY[notice.purpose],
        unique_key=key,
        created_at=now,
        send_after=now,
    )


def may_go(caregiver: Caregiver, kind: str, purpose: Purpose, inbound_id: str | None) -> bool:
    """May this phone get such a text now? Asked when it is queued and again when it leaves."""
    if caregiver.removed_at is not None:
        return False
    if caregiver.texting is Texting.CONFIRMED:
        return True
    if caregiver.texting is Texting.OPTED_OUT:
        return kind in _AFTER_OPT_OUT
    answers = inbound_id is not None and purpose in (Purpose.SAFETY, Purpose.ANSWER)
    return answers or kind in _BEFORE_CONSENT


def _suppress(text: OutboundText, now: datetime) -> None:
    text.state, text.rank = OutboundState.SUPPRESSED, RANK[OutboundState.SUPPRESSED]
    text.finished_at = now


def _add(session: Session, text: OutboundText) -> OutboundText:
    if outgoing.add_once(session, text):
        return text
    standing = texts.outbound_with_key(session, text.unique_key)
    if standing is None:
        raise LookupError("a text that is here cannot be found")
    return standing
