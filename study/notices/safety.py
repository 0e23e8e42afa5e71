"""The words that go first: whom to call and where to go. First lines per tier are facts 3.0.

Every one carries 911 and the 24-hour number, and takes the same fields, so that whoever picks
the kind need not know more. Choosing the kind is `study/triage.py`'s and the dialogue's work.
"""

from dataclasses import dataclass
from typing import ClassVar

from study.notices.notice import Notice, Purpose, Voice


@dataclass(frozen=True, kw_only=True)
class SafetyWords(Notice, shared=True):
    """What all of them take; `fallback_minutes` None (site blank) reads "if no one answers"."""

    purpose: ClassVar[Purpose] = Purpose.SAFETY
    phone_24h: str
    fallback_minutes: int | None = None
    voice: Voice = Voice.CAREGIVER


@dataclass(frozen=True, kw_only=True)
class SafetyT1(SafetyWords):
    """Emergency now."""


@dataclass(frozen=True, kw_only=True)
class SafetyT2(SafetyWords):
    """Study team now, for anything without a wording of its own."""


@dataclass(frozen=True, kw_only=True)
class SafetyT2Fever(SafetyWords):
    """Fever, low temperature, or feels hot (facts 3.1); worded to hold for each of them."""


@dataclass(frozen=True, kw_only=True)
class SafetyT2Neuro(SafetyWords):
    """New changes in acting, moving, seeing, talking (facts 3.2)."""


@dataclass(frozen=True, kw_only=True)
class SafetyT2Baby(SafetyWords):
    """Under 3 months: nearest emergency room if no answer at once (facts 3.1)."""


@dataclass(frozen=True, kw_only=True)
class SafetyT3(SafetyWords):
    """Study team today; outside review hours the 24-hour number leads (behaviour 4)."""

    phone_day: str
    in_review_hours: bool


@dataclass(frozen=True, kw_only=True)
class SafetyT4(SafetyWords):
    """Noted; may not be read right away."""


@dataclass(frozen=True, kw_only=True)
class SelfHarm(SafetyWords):
    """911 and 988, and an adult near you (behaviour 1, facts 3.2 N26)."""


@dataclass(frozen=True, kw_only=True)
class DeathWords(SafetyWords):
    """Words of death: 911 and the 24-hour line, no question, no thanks (behaviour 1)."""


@dataclass(frozen=True, kw_only=True)
class InHospitalSafety(SafetyWords):
    """A red flag from a child marked in hospital (behaviour 6)."""


@dataclass(frozen=True, kw_only=True)
class UnknownSenderEmergency(SafetyWords):
    """A T1 sign from a number we do not know."""


@dataclass(frozen=True, kw_only=True)
class SafetySenderUnknown(SafetyWords):
    """Any lesser sign from a number we do not know."""


@dataclass(frozen=True, kw_only=True)
class SafetyOtherPerson(SafetyWords):
    """A sign about someone who is not enrolled: the 911 line, never silence (behaviour 1)."""


@dataclass(frozen=True, kw_only=True)
class DoubleDoseWords(SafetyWords):
    """Too much, wrong or shared medicine: T2 words and Poison Control (facts 3.3 S17)."""


@dataclass(frozen=True, kw_only=True)
class SteroidLost(SafetyWords):
    """A vomited or not-given steroid: do not repeat, call now; names no medicine (behaviour 3)."""


@dataclass(frozen=True, kw_only=True)
class LostTwice(SafetyWords):
    """Two missed or vomited in a row (behaviour 3)."""


@dataclass(frozen=True, kw_only=True)
class TubeProblem(SafetyWords):
    """Tube out or blocked: nothing into it, call (facts 3.3 S12, 7)."""


@dataclass(frozen=True, kw_only=True)
class CallTeamBeforeGiving(SafetyWords):
    """Caregivers disagree or are not sure: no extra, call and ask (behaviour 3)."""
