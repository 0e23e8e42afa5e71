"""What follows when a text does not get through: the next person, the team, the family's number.

Every failure ends with somebody who can act on it; none is silent.
"""

from datetime import datetime, timedelta

from sqlmodel import Session

from portal.actions.fail_page import fail_page
from portal.actions.flag_number import flag_number
from portal.actions.open_task import TaskKind, open_task
from portal.actions.opt_out import opt_out
from portal.actions.phone_the_family import phone_the_family
from portal.actions.reporter import Reporter
from portal.store import carrier_stops, sites, trail
from portal.store.carrier_stops import ACCOUNT
from portal.store.doses import Door
from portal.store.families import Caregiver
from portal.store.texts import OutboundState, OutboundText
from sms import guarantee
from sms.carrier_codes import Meaning, Trouble, meaning
from sms.moves import finish, release
from study.notices import Purpose

_OF_THE_PHONE = (Trouble.NUMBER, Trouble.CONSENT, Trouble.LATER)
PROBE_EVERY = timedelta(seconds=30)


def fail(
    session: Session,
    text: OutboundText,
    code: str,
    now: datetime,
    state: OutboundState = OutboundState.FAILED,
) -> None:
    """This text will not arrive. Says so to whoever must do something else instead."""
    finish(text, state, now)
    text.error_code = code
    session.add(text)
    session.flush()
    follow(session, text, code, now)


def follow(session: Session, text: OutboundText, code: str, now: datetime) -> None:
    """What a failure leads to, by what the text was for and what the code means."""
    what = meaning(code)
    if what.trouble is Trouble.CONFIGURATION:
        stop_sender(session, text, code, now)
    if text.purpose == Purpose.PAGE:
        fail_page(
            session,
            text_id=text.id,
            code=code,
            advice=what.advice,
            flags_number=what.trouble in _OF_THE_PHONE,
            now=now,
        )
        return
    _tell_of_number(session, text, code, what, now)
    if text.purpose == Purpose.SAFETY:
        _safety_words_lost(session, text, code, now)


def stop_sender(session: Session, text: OutboundText, code: str, now: datetime) -> None:
    """Keep what waits instead of failing it, and alarm somebody who can mend it (F11)."""
    account_wide = meaning(code).account_wide
    scope = ACCOUNT if account_wide else carrier_stops.scope_of(text.site_id, text.sender)
    carrier_stops.begin(session, scope, code, now, now + PROBE_EVERY)
    for site_id in _sites_of(session, text, account_wide):
        open_task(
            session,
            site_id=site_id,
            kind=TaskKind.CARRIER_STOPPED,
            key=f"carrier-stopped:{site_id}:{scope}",
            now=now,
            urgent=True,
            code=code,
            advice=meaning(code).advice,
        )


def _sites_of(session: Session, text: OutboundText, everywhere: bool) -> list[str]:
    return [site.id for site in sites.all_sites(session)] if everywhere else [text.site_id]


def try_later(session: Session, text: OutboundText, code: str, now: datetime) -> None:
    """The phone was off or a carrier is busy: later, if that still makes sense, else it fails.

    An alert does not wait for a phone: its page fails now and the next person is paged.
    """
    again_at = now + guarantee.LATER
    too_late = text.expires_at is not None and text.expires_at <= again_at
    urgent = text.purpose in (Purpose.PAGE, Purpose.SAFETY, Purpose.CODE)
    if urgent or too_late or text.attempts >= guarantee.LATER_TRIES:
        fail(session, text, code, now, OutboundState.UNDELIVERED)
        return
    text.carrier_id, text.uncertain, text.error_code = None, False, code
    release(text, again_at)
    session.add(text)


def _tell_of_number(
    session: Session, text: OutboundText, code: str, what: Meaning, now: datetime
) -> None:
    caregiver = session.get(Caregiver, text.caregiver_id) if text.caregiver_id else None
    if caregiver is None:
        return
    if what.trouble is Trouble.CONSENT:
        reporter = Reporter(trail.CLOCK, Door.SMS, caregiver)
        # The carrier told the person itself, when the word was texted.
        opt_out(session, caregiver=caregiver, reporter=reporter, now=now, carrier_answered=True)
    elif what.trouble in (Trouble.NUMBER, Trouble.CONTENT, Trouble.UNKNOWN, Trouble.LATER):
        flag_number(session, caregiver_id=caregiver.id, code=code, advice=what.advice, now=now)


def _safety_words_lost(session: Session, text: OutboundText, code: str, now: datetime) -> None:
    if text.alert_id is not None:
        phone_the_family(session, alert_id=text.alert_id, why=code, now=now)
        return
    caregiver = session.get(Caregiver, text.caregiver_id) if text.caregiver_id else None
    task = open_task(
        session,
        site_id=text.site_id,
        kind=TaskKind.SAFETY_WORDS_UNDELIVERED,
        key=f"safety-lost:{text.id}",
        now=now,
        caregiver=caregiver,
        urgent=True,
        inbound_id=text.inbound_id,
        code=code,
    )
    trail.write(session, trail.CLOCK, "safety_words_lost", now=now, subject=task, code=code)


def uncertain_too_long(session: Session, text: OutboundText, now: datetime) -> None:
    """Nobody can say whether this text arrived: it is not sent again, a person looks (R3)."""
    caregiver = session.get(Caregiver, text.caregiver_id) if text.caregiver_id else None
    open_task(
        session,
        site_id=text.site_id,
        kind=TaskKind.REMINDER_UNCERTAIN,
        key=f"uncertain:{text.id}",
        now=now,
        caregiver=caregiver,
        text=text.id,
        kind_of_text=text.kind,
    )
