"""Answers to a question by text: a passage in short, a choice of passages, or whose question it is.

The words are the approved ones of `study/answers/words`; only what stands around them is in
`sms/wording`.
"""

from dataclasses import dataclass
from typing import ClassVar

from study.answers.shapes import Boundary
from study.notices.choices import PassageChoice
from study.notices.notice import Notice, Purpose


@dataclass(frozen=True, kw_only=True)
class _Question(Notice, shared=True):
    purpose: ClassVar[Purpose] = Purpose.ANSWER
    phone_24h: str
    phone_day: str


@dataclass(frozen=True, kw_only=True)
class PassageShown(_Question):
    """The short form of `passage` (its id) and the neutral `address` where all of it stands.

    A letter to put the question on the team's list is offered with it.
    """

    passage: str
    address: str


@dataclass(frozen=True, kw_only=True)
class LeavingHeard(_Question):
    """A wish to leave: the same, and the text is on the team's list already."""

    passage: str
    address: str


@dataclass(frozen=True, kw_only=True)
class PassageChoices(_Question):
    """Several passages fit: which one is meant? Neutral titles only."""

    choices: tuple[PassageChoice, ...]


@dataclass(frozen=True, kw_only=True)
class NotAnswered(_Question):
    """A question that this line must not or cannot answer (facts 7).

    `sent`: the text is on the team's list already; else the letter that puts it there is offered.
    """

    boundary: Boundary
    sent: bool = False


@dataclass(frozen=True, kw_only=True)
class TextSentOn(_Question):
    """The text is on the team's list; nothing says that a person has read it."""
