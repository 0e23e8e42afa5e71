"""Texts from numbers that belong to nobody enrolled: red flags are heard, nothing is told."""

from datetime import datetime

from sqlmodel import Session

from portal.actions.queue_text import queue_stranger
from portal.actions.raise_alert import AlertSubject, raise_alert
from portal.language import OFFERED
from portal.store import sites, texts
from portal.store.sites import Site
from portal.store.texts import InboundText
from sms.dialogue import Screened
from study import notices
from study.localtime import local_date
from study.notices import Notice
from study.symptoms import Tier
from study.understand.reading import read
from study.understand.said import Keyword, Screen
from study.understand.screen import red_flags


def screen_stranger(
    session: Session, text: InboundText, site: Site | None, now: datetime
) -> tuple[Screened, Screen]:
    """Page the site that owns the called number, else every site (behaviour 1)."""
    found = red_flags(text.body)
    if not found.red_flag or found.tier is None:
        return Screened(tier=found.tier), found
    for owner in [site] if site else sites.all_sites(session):
        raise_alert(
            session,
            about=AlertSubject(owner.id, unknown_phone=text.sender),
            tier=found.tier,
            reasons=[why.words for why in found.why],
            now=now,
        )
    if site is not None:
        kind = (
            notices.UnknownSenderEmergency if found.tier is Tier.T1 else notices.SafetySenderUnknown
        )
        words = kind(phone_24h=site.phone_24h or "", fallback_minutes=site.fallback_minutes)
        _queue(session, text, site, words, f"safety:{text.id}", found.language, now)
    return Screened(tier=found.tier, words=True), found


def answer_stranger(
    session: Session, text: InboundText, site: Site | None, screened: Screened, now: datetime
) -> bool:
    """One neutral reply a day, and none to thanks or to an opt-out; True when a person must read.

    Every other text of a stranger is the team's to see, also the one after the day's reply.
    """
    if site is None or screened.words:
        return False
    said = read(text.body)
    if said.keyword is Keyword.OPT_OUT or said.reaction or text.opt_out_type is not None:
        return False
    day = local_date(now, site.zone).isoformat()
    key = f"stranger:{text.sender_index}:{day}"
    if texts.outbound_with_key(session, key) is not None:
        return True
    words = notices.UnknownSender(program=site.program, phone_day=site.phone_day or "")
    _queue(session, text, site, words, key, said.language, now)
    return True


def _queue(
    session: Session,
    text: InboundText,
    site: Site,
    notice: Notice,
    key: str,
    language: str,
    now: datetime,
) -> None:
    queue_stranger(
        session,
        site_id=site.id,
        phone=text.sender,
        notice=notice,
        key=key,
        language=language if language in OFFERED else "en",
        now=now,
    )
