"""Tell the person who raised an alert how it stands: taken by a person, or by nobody yet."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from portal.actions.open_task import TaskKind
from portal.actions.queue_text import queue_family
from portal.store import alerts, families, tasks, trail
from portal.store.alerts import Alert
from portal.store.families import Caregiver, Family
from portal.store.sites import Site
from study import notices
from study.notices import Notice

TALK_WITHIN = timedelta(minutes=15)


class News(StrEnum):
    NOBODY_ANSWERED = "nobody_answered"
    TAKEN = "taken"


def tell_family(session: Session, *, alert: Alert, site: Site, news: News, now: datetime) -> None:
    """Queue the news for the reporter; with no reporter, for the first caregiver.

    Nobody else hears it: a participant's own report is not a parent's to see (behaviour 7).
    """
    alert.family_told_at = now if news is News.NOBODY_ANSWERED else alert.family_told_at
    caregiver = _listener(session, alert)
    if caregiver is None or site.phone_24h is None or _is_mourned(session, alert):
        return
    text = queue_family(
        session,
        caregiver=caregiver,
        notice=_notice(session, site.phone_24h, caregiver, news, now),
        key=f"alert:{alert.id}:{news.value}:{alert.paging_since.isoformat()}",
        now=now,
        participant_id=alert.participant_id,
        alert_id=alert.id,
    )
    alerts.note(
        session, alert, f"family_{news.value}", at=now, text=text.id, state=text.state.value
    )
    trail.write(session, trail.CLOCK, f"told_family_{news.value}", now=now, subject=alert)


def _notice(
    session: Session, phone: str, caregiver: Caregiver, news: News, now: datetime
) -> Notice:
    if news is News.NOBODY_ANSWERED:
        return notices.NobodyAnswered(phone_24h=phone)
    family = session.get(Family, caregiver.family_id)
    zone = family.zone if family else "UTC"
    return notices.AlertTaken(phone_24h=phone, at=now, until=now + TALK_WITHIN, zone=zone)


def _is_mourned(session: Session, alert: Alert) -> bool:
    """After words of death the 911 and 24-hour line were all a family gets (behaviour 1)."""
    about = alert.participant_id
    return about is not None and bool(
        tasks.open_about(session, about, TaskKind.WORDS_OF_DEATH.value)
    )


def _listener(session: Session, alert: Alert) -> Caregiver | None:
    if alert.caregiver_id is not None:
        return session.get(Caregiver, alert.caregiver_id)
    if alert.participant_id is None:
        return None
    people = families.caregivers_of(session, alert.participant_id)
    return people[0] if people else None
