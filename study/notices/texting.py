"""Texts about the texting itself: consent, opt-outs, help, strangers, sign-in."""

from dataclasses import dataclass, field
from typing import ClassVar

from study.notices.notice import Notice, Purpose


@dataclass(frozen=True, kw_only=True)
class _Service(Notice, shared=True):
    purpose: ClassVar[Purpose] = Purpose.SERVICE
    program: str


@dataclass(frozen=True, kw_only=True)
class ConfirmPhone(_Service):
    """The one text a new phone gets before it answers; `daily_cap` is texts a day (facts 5.1)."""

    daily_cap: int


@dataclass(frozen=True, kw_only=True)
class SignedUp(_Service):
    """The phone said 1 or START (facts 5.1)."""

    daily_cap: int
    phone_24h: str


@dataclass(frozen=True, kw_only=True)
class OptedOut(_Service):
    """The one confirmation of an opt-out (facts 5.2).

    `in_study` is False where "you are still in the study" must not be said (behaviour 6).
    """

    phone_24h: str
    in_study: bool = True


@dataclass(frozen=True, kw_only=True)
class OptedIn(_Service):
    """Texts are on again."""

    phone_24h: str


@dataclass(frozen=True, kw_only=True)
class HelpReply(_Service):
    """The answer to HELP, with 911 and the 24-hour number (facts 5.3)."""

    phone_24h: str
    phone_day: str


@dataclass(frozen=True, kw_only=True)
class FewerTexts(_Service):
    """FEWER was texted: which should stop? Letters in `FEWER_LETTERS`."""

    phone_24h: str


@dataclass(frozen=True, kw_only=True)
class FewerNoted(_Service):
    """What was turned off, a value of `FEWER_LETTERS`; the safety channel stays."""

    stopped: str
    phone_24h: str


@dataclass(frozen=True, kw_only=True)
class UnknownSender(_Service):
    """One neutral reply a day to a number we do not know."""

    phone_day: str


@dataclass(frozen=True, kw_only=True)
class LanguageCard(_Service):
    """The fixed card for a language we do not text in; `say` is its name as staff know it."""

    phone_24h: str
    say: str


@dataclass(frozen=True, kw_only=True)
class EmergencyLine(Notice):
    """The line of facts 5.7, alone; the web shows the same msgid, `EMERGENCY_LINE`."""

    purpose: ClassVar[Purpose] = Purpose.SERVICE


@dataclass(frozen=True, kw_only=True)
class StaffMessageWaiting(_Service):
    """Free words from staff wait behind sign-in; `address` is the plain sign-in page or empty."""

    address: str = ""


@dataclass(frozen=True, kw_only=True)
class SignInCode(_Service):
    """A sign-in code. The row keeps the challenge; the outbox puts the code in at sending."""

    purpose: ClassVar[Purpose] = Purpose.CODE
    challenge: str
    minutes: int
    code: str = field(default="", repr=False, metadata={"stored": False})
