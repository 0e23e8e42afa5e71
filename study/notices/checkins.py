"""Texts about symptoms that ask or thank; the words that say to call are in `safety.py`."""

from dataclasses import dataclass
from typing import ClassVar

from study.notices.notice import Notice, Purpose, Voice


@dataclass(frozen=True, kw_only=True)
class DailyPrompt(Notice):
    """The daily question with its digits 0, 7, 8, 9 (behaviour 2)."""

    purpose: ClassVar[Purpose] = Purpose.PROMPT
    nickname: str = ""
    voice: Voice = Voice.CAREGIVER


@dataclass(frozen=True, kw_only=True)
class _Asked(Notice, shared=True):
    purpose: ClassVar[Purpose] = Purpose.ANSWER
    phone_24h: str
    voice: Voice = Voice.CAREGIVER


@dataclass(frozen=True, kw_only=True)
class CheckinThanks(_Asked):
    """`0`: saved, with no word about how the child is doing (facts 7)."""


@dataclass(frozen=True, kw_only=True)
class AskTemperature(_Asked):
    """The number and where it was taken, in one answer; sent after the safety words."""


@dataclass(frozen=True, kw_only=True)
class AskMethod(_Asked):
    """Where was it taken? "Under the arm, call now." Letters in `METHOD_LETTERS` (facts 3.1)."""

    reading: str


@dataclass(frozen=True, kw_only=True)
class AskRecheck(_Asked):
    """A number no thermometer shows: type it again; the team is paged meanwhile (facts 3.1)."""

    reading: str


@dataclass(frozen=True, kw_only=True)
class AskAboutWhom(_Asked):
    """Is this about the child, now? Letters in `WHOM_LETTERS`."""

    nickname: str = ""


@dataclass(frozen=True, kw_only=True)
class AskReadable(_Asked):
    """We cannot read it: the 911 line and one question (behaviour 1)."""


@dataclass(frozen=True, kw_only=True)
class PhotoReceived(_Asked):
    """A picture or a recording: the 911 line and one question (behaviour 1)."""


@dataclass(frozen=True, kw_only=True)
class AskSymptomWords(_Asked):
    """`8` or `9` alone: what is it, in a few words? Sent after the safety words."""


@dataclass(frozen=True, kw_only=True)
class NotUnderstood(_Asked):
    """Readable, but nothing we can act on; the team can read it."""


@dataclass(frozen=True, kw_only=True)
class CannotAdvise(_Asked):
    """A medical question, or a wish for a person: only the team can answer (facts 7)."""


@dataclass(frozen=True, kw_only=True)
class UnreadYet(_Asked):
    """Kept, not understood yet, perhaps not soon (messaging F32)."""
