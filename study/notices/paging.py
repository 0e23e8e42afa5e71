"""Texts to staff on call: tier, code, participant code, language; no symptom, no child's name."""

from dataclasses import dataclass
from typing import ClassVar

from study.notices.notice import Notice, Purpose


@dataclass(frozen=True, kw_only=True)
class _Paging(Notice, shared=True):
    purpose: ClassVar[Purpose] = Purpose.PAGE


@dataclass(frozen=True, kw_only=True)
class Page(_Paging):
    """An alert. `tier` "T1".., `language` a code ("es"), `code` the digits to acknowledge with.

    `cannot_text`: the family's phone opted out. `phone_the_family`: our safety words did not
    arrive.
    """

    tier: str
    participant_code: str
    language: str
    code: str
    repeat: bool = False
    cannot_text: bool = False
    phone_the_family: bool = False


@dataclass(frozen=True, kw_only=True)
class PageUnknownSender(_Paging):
    """A red flag from a number that belongs to nobody enrolled."""

    tier: str
    code: str
    repeat: bool = False


@dataclass(frozen=True, kw_only=True)
class PageTaken(_Paging):
    """You hold it; an empty `participant_code` is an unknown sender's alert."""

    participant_code: str


@dataclass(frozen=True, kw_only=True)
class PageTakenByOther(_Paging):
    """Someone else holds it; `who` is a staff name."""

    participant_code: str
    who: str


@dataclass(frozen=True, kw_only=True)
class PageWrongCode(_Paging):
    """The code fits no alert this number was paged for."""


@dataclass(frozen=True, kw_only=True)
class PageChooseCode(_Paging):
    """ACK without a code while several alerts are open."""


@dataclass(frozen=True, kw_only=True)
class PageNothingOpen(_Paging):
    """ACK while nothing is open for this number."""


@dataclass(frozen=True, kw_only=True)
class PageTest(_Paging):
    """The weekly test page."""

    code: str


@dataclass(frozen=True, kw_only=True)
class PageTestThanks(_Paging):
    """The test page was answered."""
