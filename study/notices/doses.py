"""Texts about dose check-ins: reminders, questions, and the echo of what was booked.

The words that tell a family to call are in `safety.py`. `wall` is the slot's family wall clock,
`day` its family date; an empty `nickname` is worded "your child".
"""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import ClassVar

from study.notices.choices import ChildChoice, DoseItem, SlotChoice
from study.notices.notice import Notice, Purpose, Voice


@dataclass(frozen=True, kw_only=True)
class _Checkin(Notice, shared=True):
    purpose: ClassVar[Purpose] = Purpose.ANSWER
    wall: time
    day: date
    nickname: str = ""
    voice: Voice = Voice.CAREGIVER


@dataclass(frozen=True, kw_only=True)
class DoseReminder(_Checkin):
    """A check-in is due; `several` when it holds more than one label."""

    purpose: ClassVar[Purpose] = Purpose.REMINDER
    several: bool = False


@dataclass(frozen=True, kw_only=True)
class DoseRepeat(_Checkin):
    """The check-in is not logged; asked, never "give"."""

    purpose: ClassVar[Purpose] = Purpose.REMINDER


@dataclass(frozen=True, kw_only=True)
class BackupQuestion(_Checkin):
    """To the second caregiver: ask the other one before giving anything (behaviour 3)."""

    purpose: ClassVar[Purpose] = Purpose.REMINDER


@dataclass(frozen=True, kw_only=True)
class RemindersEnd(Notice):
    """Said once: these reminders end, change nothing on your own (behaviour 3)."""

    purpose: ClassVar[Purpose] = Purpose.REMINDER
    ends_on: date
    phone_24h: str


@dataclass(frozen=True, kw_only=True)
class DoseBooked(_Checkin):
    """The echo of a booking, with "Wrong? Text FIX"."""

    items: tuple[DoseItem, ...]


@dataclass(frozen=True, kw_only=True)
class Corrected(_Checkin):
    """The echo of a correction; the first answer stays on file."""

    items: tuple[DoseItem, ...]


@dataclass(frozen=True, kw_only=True)
class LaterNoted(_Checkin):
    """`3`: the check-in stays open."""

    phone_24h: str


@dataclass(frozen=True, kw_only=True)
class HeldNoted(_Checkin):
    """`5`: told to hold."""

    phone_24h: str


@dataclass(frozen=True, kw_only=True)
class HospitalNoted(_Checkin):
    """`6`: in hospital; reminders and prompts stop."""

    phone_24h: str


@dataclass(frozen=True, kw_only=True)
class PlanCheck(Notice):
    """Home again: until the plan is checked, ask the team for the current one (behaviour 6)."""

    purpose: ClassVar[Purpose] = Purpose.ANSWER
    phone_24h: str


@dataclass(frozen=True, kw_only=True)
class AskRoute(_Checkin):
    """By mouth or by tube? Letters in `ROUTE_LETTERS`. `saved`: what this text booked, echoed."""

    label: str
    saved: tuple[DoseItem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AskMedicine(_Checkin):
    """A half-said reply: and this label? Answered with a dose digit. `saved` as in AskRoute."""

    label: str
    saved: tuple[DoseItem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AskWhichLabel(_Checkin):
    """A digit that may mean one label or both: which? Letters in `LABEL_LETTERS`.

    `status` is the DoseStatus value that was said.
    """

    status: str


@dataclass(frozen=True, kw_only=True)
class AskTime(_Checkin):
    """At what time was it given?"""


@dataclass(frozen=True, kw_only=True)
class AskWhichChild(Notice):
    """Two children on one phone: whom is this about?"""

    purpose: ClassVar[Purpose] = Purpose.ANSWER
    choices: tuple[ChildChoice, ...]


@dataclass(frozen=True, kw_only=True)
class AskWhichSlot(Notice):
    """Two open check-ins: which one does the report mean?"""

    purpose: ClassVar[Purpose] = Purpose.ANSWER
    choices: tuple[SlotChoice, ...]


@dataclass(frozen=True, kw_only=True)
class SecondGiven(_Checkin):
    """A second "given": the same one? Letters in `SECOND_LETTERS` (behaviour 3).

    `reporter` is None where it may not be said, `given` None where no time was told.
    """

    reporter: str | None = None
    given: time | None = None


@dataclass(frozen=True, kw_only=True)
class DifferentDose(_Checkin):
    """A report that does not fit what is booked; both are DoseStatus values."""

    booked: str
    said: str
    phone_24h: str


@dataclass(frozen=True, kw_only=True)
class FixMenu(Notice):
    """FIX: which check-in? Letters, newest first."""

    purpose: ClassVar[Purpose] = Purpose.ANSWER
    choices: tuple[SlotChoice, ...]


@dataclass(frozen=True, kw_only=True)
class FixQuestion(_Checkin):
    """FIX, second step: what should it say? Answered with a dose digit; `label` None means all."""

    label: str | None = None


@dataclass(frozen=True, kw_only=True)
class FixNothing(Notice):
    """FIX, but nothing recent can be fixed by text."""

    purpose: ClassVar[Purpose] = Purpose.ANSWER
    phone_day: str


class OpenQuestion(StrEnum):
    """What the family is being asked when a digit does not fit."""

    DOSE = "dose"
    CHECKIN = "checkin"
    LETTER = "letter"


@dataclass(frozen=True, kw_only=True)
class DigitNotExpected(Notice):
    """A digit or letter that fits no open question is asked about, never booked."""

    purpose: ClassVar[Purpose] = Purpose.ANSWER
    said: str
    asked: OpenQuestion
    phone_24h: str
    voice: Voice = Voice.CAREGIVER


@dataclass(frozen=True, kw_only=True)
class NothingOpen(Notice):
    """A digit or letter while nothing is being asked."""

    purpose: ClassVar[Purpose] = Purpose.ANSWER
    said: str
    phone_24h: str
