"""What a conversation can do next: one small value per move. `sms.chatbot` carries them out."""

from dataclasses import dataclass
from typing import ClassVar

from portal.store.alerts import FamilyMark
from sms.dialogue.standing import Asking
from study.notices import OpenQuestion


@dataclass(frozen=True)
class Move:
    """One thing to do. `command`: the text was something we know, so it is no machine's echo."""

    command: ClassVar[bool] = True


@dataclass(frozen=True)
class Note(Move):
    """Keep the text and say nothing; `needs_person`: somebody of the team must read it."""

    needs_person: bool = False


@dataclass(frozen=True)
class StopTexts(Move):
    """They want no more texts. `answered`: the carrier has confirmed it already."""

    answered: bool = False


@dataclass(frozen=True)
class StartTexts(Move):
    answered: bool = False


@dataclass(frozen=True)
class GiveHelp(Move):
    answered: bool = False


@dataclass(frozen=True)
class ConfirmPhone(Move):
    """The first answer of a new phone."""


@dataclass(frozen=True)
class OfferFewer(Move):
    """FEWER: ask which texts to turn off."""


@dataclass(frozen=True)
class OfferFix(Move):
    """FIX: ask which check-in."""


@dataclass(frozen=True)
class MarkAlert(Move):
    mark: FamilyMark


@dataclass(frozen=True)
class Pick(Move):
    """A letter that answers `question`; `value` is what the letter means there."""

    question: Asking
    value: str


@dataclass(frozen=True)
class DoseDigit(Move):
    """A dose digit for the check-in of `question`; `label` when one of several was named."""

    question: Asking
    digit: str
    label: str | None = None


@dataclass(frozen=True)
class DailyDigit(Move):
    """0 or 9 for the daily question; 7 and 8 are the screen's."""

    question: Asking
    digit: str


@dataclass(frozen=True)
class ChooseTarget(Move):
    """A digit that fits several open questions: ask which child, else which check-in."""

    questions: tuple[Asking, ...]
    digit: str


@dataclass(frozen=True)
class DoseWords(Move):
    """A dose reported in words; the reading says what."""

    yes: bool = False


@dataclass(frozen=True)
class AnswerWords(Move):
    """Words that answer `question` (a route, a time)."""

    question: Asking


@dataclass(frozen=True)
class InHospital(Move):
    pass


@dataclass(frozen=True)
class HomeAgain(Move):
    pass


@dataclass(frozen=True)
class SaidLater(Move):
    """Not yet, or soon: the check-in stays open."""


@dataclass(frozen=True)
class Thank(Move):
    """Nothing to act on, kept: the words for a noted report."""


@dataclass(frozen=True)
class AskReading(Move):
    """A fever without a number, after the safety words."""


@dataclass(frozen=True)
class AskSigns(Move):
    """A digit that names no sign: what is it, in words, after the safety words."""


@dataclass(frozen=True)
class AskChild(Move):
    """A report about several children, after the safety words: which one?"""


@dataclass(frozen=True)
class AskWhose(Move):
    """A symptom of somebody, perhaps not now or not the child: is it?"""

    command: ClassVar[bool] = False


@dataclass(frozen=True)
class Refuse(Move):
    """A digit or letter that fits no open question; `asked` is what is open, None: nothing."""

    said: str
    asked: OpenQuestion | None
    command: ClassVar[bool] = False


@dataclass(frozen=True)
class Unreadable(Move):
    """A picture, a recording, or words nobody can read."""

    photo: bool = False
    command: ClassVar[bool] = False


@dataclass(frozen=True)
class AnswerQuestion(Move):
    """Readable, and nothing else that we know: perhaps a question.

    `asked`: it is put as one; `human`: a person is wished for; `noted`: a report that pages
    nobody is in it.
    """

    asked: bool = False
    human: bool = False
    noted: bool = False
    command: ClassVar[bool] = False


@dataclass(frozen=True)
class PassOn(Move):
    """A question beside a dose report: the dose is booked, the question is the team's."""


@dataclass(frozen=True)
class Lost(Move):
    """Readable, and nothing we can act on."""

    command: ClassVar[bool] = False
