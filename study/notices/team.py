"""What the study team answers by text: phrases that were approved beforehand (behaviour 7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

from study.notices.fixed import N_
from study.notices.notice import Notice, Purpose


class Phrase(StrEnum):
    """An answer without detail: it says how the team and the family will talk."""

    CALL_BY_DAY = "call_by_day"
    CALL_NOW = "call_now"
    WE_CALL = "we_call"
    NEXT_VISIT = "next_visit"
    INTERPRETER = "interpreter"


PHRASES: Mapping[Phrase, str] = MappingProxyType(
    {
        Phrase.CALL_BY_DAY: N_("Please call us about your question, by day: %(phone_day)s."),
        Phrase.CALL_NOW: N_("Please call us about your question now: %(phone_24h)s."),
        Phrase.WE_CALL: N_(
            "We want to talk with you about your question, and we plan to call you. "
            "If it cannot wait, call %(phone_24h)s, day or night."
        ),
        Phrase.NEXT_VISIT: N_(
            "We will talk with you about your question at your next visit. "
            "If it cannot wait, call %(phone_24h)s, day or night."
        ),
        Phrase.INTERPRETER: N_(
            "We want to answer your question with an interpreter. Please call %(phone_day)s."
        ),
    }
)


@dataclass(frozen=True, kw_only=True)
class TeamPhrase(Notice):
    """An approved phrase in answer to a question; `phrase` is a value of `Phrase`."""

    purpose: ClassVar[Purpose] = Purpose.SERVICE
    program: str
    phrase: str
    phone_24h: str
    phone_day: str
