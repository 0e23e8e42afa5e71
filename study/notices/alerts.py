"""What a family is told about an alert after the safety words.

Nothing here says that a person has seen something before one has.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from study.notices.notice import Notice, Purpose


@dataclass(frozen=True, kw_only=True)
class _Follow(Notice, shared=True):
    purpose: ClassVar[Purpose] = Purpose.SAFETY
    phone_24h: str


@dataclass(frozen=True, kw_only=True)
class AlertTaken(_Follow):
    """A person has it; `at` and `until` are instants, worded in the family's `zone`."""

    at: datetime
    until: datetime
    zone: str


@dataclass(frozen=True, kw_only=True)
class NobodyAnswered(_Follow):
    """Nobody acknowledged in time: call or go; R reached them, E going (behaviour 5)."""


@dataclass(frozen=True, kw_only=True)
class ReachedNoted(_Follow):
    """`R`: these texts stop, the alert stays open."""


@dataclass(frozen=True, kw_only=True)
class GoingNoted(_Follow):
    """`E`: these texts stop, the alert stays open."""
