"""Which approved words a symptom report is answered with. 911 and the 24-hour number are in all."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from portal.actions.reporter import Reporter
from portal.store import sites
from portal.store.families import Participant
from study import notices
from study.lifecycle import State
from study.notices import Notice, Voice
from study.review_hours import is_watched
from study.symptoms import SYMPTOMS, Label, SymptomEntry, Tier
from study.triage import Assessment

_FEVER = (Label.URGENT_FEVER,)
_BY_CODE: dict[str, type[notices.SafetyWords]] = {
    "S12": notices.TubeProblem,
    "S17": notices.DoubleDoseWords,
    "X.steroid": notices.SteroidLost,
    "X.twice": notices.LostTwice,
}


def choose_words(
    session: Session,
    child: Participant,
    entry: SymptomEntry,
    tier: Tier,
    found: Sequence[Assessment],
    reporter: Reporter,
    now: datetime,
) -> Notice:
    """The notice for the worst tier of a report (facts 3.0 to 3.3, behaviour 1, 4 and 6)."""
    site = sites.get(session, child.site_id)
    phone, voice = site.phone_24h or "", voice_of(reporter)
    if tier is Tier.T3:
        return notices.SafetyT3(
            phone_24h=phone,
            fallback_minutes=site.fallback_minutes,
            voice=voice,
            phone_day=site.phone_day or "",
            in_review_hours=is_watched(site.rules(), now, site.zone),
        )
    kind = _kind(child, entry, tier, found)
    return kind(phone_24h=phone, fallback_minutes=site.fallback_minutes, voice=voice)


def voice_of(reporter: Reporter) -> Voice:
    """ "You" for the participant's own phone, "your child" for everybody else."""
    own = reporter.caregiver is not None and reporter.caregiver.is_participant
    return Voice.PARTICIPANT if own else Voice.CAREGIVER


def _kind(
    child: Participant, entry: SymptomEntry, tier: Tier, found: Sequence[Assessment]
) -> type[notices.SafetyWords]:
    if entry.death:
        return notices.DeathWords
    if entry.self_harm:
        return notices.SelfHarm
    if tier is Tier.T4:
        return notices.SafetyT4
    if child.state is State.IN_HOSPITAL:
        return notices.InHospitalSafety
    if tier is Tier.T1:
        return notices.SafetyT1
    if any(assessment.nearest_er for assessment in found):
        return notices.SafetyT2Baby
    return _second_tier(entry, found[0].label)


def _second_tier(entry: SymptomEntry, label: Label) -> type[notices.SafetyWords]:
    for code, kind in _BY_CODE.items():
        if any(code in (one, SYMPTOMS[one].family) for one in entry.codes if one in SYMPTOMS):
            return kind
    if label in _FEVER or entry.feels_hot:
        return notices.SafetyT2Fever
    if label in (Label.URGENT_NEURO, Label.URGENT_BOTH):
        return notices.SafetyT2Neuro
    return notices.SafetyT2
