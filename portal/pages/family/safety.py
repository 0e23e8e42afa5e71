"""Safety words as a page shows them: a heading, the approved sentences, a button for each number.

Which words a report gets is decided by the action; the sentences are those of the texts.
"""

from dataclasses import dataclass
from typing import Literal

from flask_babel import gettext

from study import notices
from study.notices import SafetyT3, SafetyWords, Voice
from study.notices.fixed import N_
from study.notices.safety_sentences import ONLY_IN_TEXTS, Sentence, sentences_of

POISON_CONTROL = "1-800-222-1222"
Number = Literal["911", "24h", "day", "988", "poison"]


@dataclass(frozen=True)
class Shown:
    """Ready to be printed, in the reader's language and voice; `calls` in the order of buttons."""

    heading: str
    lines: tuple[str, ...]
    calls: tuple[Number, ...]


CALL_TEAM_NOW = N_("Call your study team now")
_HEADINGS: dict[type[SafetyWords], str] = {
    notices.SafetyT1: N_("Call 911 now"),
    notices.SafetyT4: N_("Saved"),
    notices.SelfHarm: N_("Get help now"),
    notices.DeathWords: N_("Your study team"),
    notices.InHospitalSafety: N_("Tell your nurse now"),
    notices.SafetyOtherPerson: N_("Saved"),
}
_CALLS: dict[type[SafetyWords], tuple[Number, ...]] = {
    notices.SafetyT1: ("911", "24h"),
    notices.SafetyT4: ("24h", "911"),
    notices.SelfHarm: ("911", "988", "24h"),
    notices.DeathWords: ("911", "24h"),
    notices.SafetyOtherPerson: ("911", "24h"),
    notices.DoubleDoseWords: ("24h", "911", "poison"),
}


def shown(notice: SafetyWords, phone_24h: str, phone_day: str) -> Shown:
    """The words of a notice for this page; the numbers are given as people read them."""
    filled = {
        "phone_24h": phone_24h,
        "phone_day": phone_day,
        "fallback_minutes": notice.fallback_minutes,
    }
    said = [each for each in sentences_of(notice) if each not in ONLY_IN_TEXTS]
    lines = tuple(gettext(_voiced(each, notice.voice), **filled) for each in said)
    return Shown(gettext(_heading(notice)), lines, _calls(notice))


def _voiced(sentence: Sentence, voice: Voice) -> str:
    if isinstance(sentence, str):
        return sentence
    return sentence.participant if voice is Voice.PARTICIPANT else sentence.caregiver


def _heading(notice: SafetyWords) -> str:
    if isinstance(notice, SafetyT3):
        return N_("Call your study team today") if notice.in_review_hours else CALL_TEAM_NOW
    return _HEADINGS.get(type(notice), CALL_TEAM_NOW)


def _calls(notice: SafetyWords) -> tuple[Number, ...]:
    if isinstance(notice, SafetyT3):
        return ("day", "24h", "911") if notice.in_review_hours else ("24h", "911")
    return _CALLS.get(type(notice), ("24h", "911"))
