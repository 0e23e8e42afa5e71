"""What the explaining texts are made of: passages, words of the glossary, blanks, questions.

Frozen values only; reading and checking the files is `passages.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ExplainedError(Exception):
    """A text is not as it must be; the message names the file and what is wrong."""


class Part(StrEnum):
    """The part a passage belongs to, in the order in which the parts are shown."""

    CONSENT = "consent"
    STUDY = "study"
    MEDICINES = "medicines"
    TEXTS = "texts"
    AFTER = "after"
    CHILDREN = "children"


class Audience(StrEnum):
    """Whom a passage speaks to: parents of "your child", teens as "you", young children."""

    PARENTS = "parents"
    TEENS = "teens"
    CHILDREN = "children"
    ALL = "all"


class Status(StrEnum):
    """Whether the site's reviewers approved the words."""

    DRAFT = "draft"
    APPROVED = "approved"


class Translation(StrEnum):
    """Whether a qualified translator has checked the words (facts 5.8)."""

    ORIGINAL = "original"
    MACHINE_DRAFT = "machine-draft"
    REVIEWED = "reviewed"


class BlankKind(StrEnum):
    """How a site fills a blank."""

    PHONE = "phone"
    TEXT = "text"
    YES_NO = "yes_no"
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One text. `body` is small Markdown with marks (see `marks.py`).

    `rules`: the elements of consent it answers. `ask`: what to ask the team. `questions`: how a
    family would ask for it. `picture` and `alt` stand only in passages for young children.
    """

    id: str
    title: str
    part: Part
    order: int
    audience: Audience
    sources: tuple[str, ...]
    rules: tuple[str, ...]
    version: str
    status: Status
    translation: Translation
    blanks: tuple[str, ...]
    ask: tuple[str, ...]
    questions: tuple[str, ...]
    body: str
    picture: str | None = None
    alt: str | None = None
    approved_by: str | None = None
    approved_on: date | None = None
    reviewed_by: str | None = None
    reviewed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Term:
    """A word of the glossary, explained where it stands."""

    word: str
    explanation: str
    version: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Glossary:
    """The explained words of one language by their id."""

    status: Status
    translation: Translation
    terms: Mapping[str, Term]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer to choose."""

    id: str
    text: str
    right: bool


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question of "did we explain this well?"; never a score and never a gate.

    A wrong answer shows `explain_passage` again and leaves `talking_point` for the coordinator.
    """

    id: str
    part: Part
    question: str
    answers: tuple[Answer, ...]
    explain_passage: str
    talking_point: str


@dataclass(frozen=True, kw_only=True)
class TeachBack:
    """The questions of one language."""

    version: str
    status: Status
    translation: Translation
    question: tuple[Question, ...]


@dataclass(frozen=True, kw_only=True)
class Blank:
    """What only a site can say (facts 8); `label` is for the team, never for a family."""

    label: str
    kind: BlankKind
    blocks_go_live: bool
    source: tuple[str, ...]
    unit: str | None = None


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawing for young children; `shows` is for the person who draws it."""

    shows: str
