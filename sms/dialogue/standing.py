"""Where a conversation stands when a text is read: values only, taken from what is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.store.conversations import Asked
from portal.store.families import Texting
from sms.dialogue.menu import NOTHING, MenuAnswer
from study.symptoms import Tier
from study.understand.said import Reading

DIGITS: Mapping[Asked, str] = {
    Asked.DOSES: "123456",
    Asked.BACKUP: "129",
    Asked.MEDICINE: "1234569",
    Asked.FIX: "1234569",
    Asked.DAILY: "0789",
}
"""Which digits answer which question (behaviour 2). A question that offers letters takes none."""


@dataclass(frozen=True)
class Asking:
    """One open question. `letters` maps what it offers to what each means.

    `answered`: it was answered already and stays open for what happens next (a dose that is
    vomited later); any question that still waits comes before it.
    """

    id: str
    kind: Asked
    participant_id: str | None = None
    checkin_id: str | None = None
    letters: Mapping[str, str] = field(default_factory=dict)
    answered: bool = False

    def takes(self, digit: str) -> bool:
        return not self.letters and digit in DIGITS.get(self.kind, "")

    @property
    def about_doses(self) -> bool:
        return self.kind in (Asked.DOSES, Asked.BACKUP, Asked.MEDICINE, Asked.FIX)


@dataclass(frozen=True)
class Screened:
    """What the red-flag screen did with this text, in the transaction before.

    `words`: safety words or a question went out. `used`: the text was the answer to a question
    of the screen. `children`: about how many children a report was raised. `ask_reading`: a
    fever without a number. `ask_words`: a digit that names no sign. `whose`: somebody's symptom,
    perhaps not the child's.
    """

    tier: Tier | None = None
    words: bool = False
    used: bool = False
    children: int = 0
    ask_reading: bool = False
    ask_words: bool = False
    whose: bool = False


@dataclass(frozen=True)
class Standing:
    """`questions`: those that wait before those that are answered, each newest first.

    `children`: participant ids by their letter. `nobody_answered`: an alert told this phone to
    answer R or E.
    """

    texting: Texting = Texting.CONFIRMED
    questions: tuple[Asking, ...] = ()
    children: Mapping[str, str] = field(default_factory=dict)
    nobody_answered: bool = False
    screened: Screened = Screened()

    @property
    def front(self) -> Asking | None:
        """The newest question that still waits: what a plain yes or no answers."""
        return next((one for one in self.questions if not one.answered), None)

    def newest(self, *kinds: Asked) -> Asking | None:
        """The newest waiting question of these kinds."""
        return next((one for one in self.questions if one.kind in kinds), None)


@dataclass(frozen=True)
class Said:
    """What came in. `carrier`: the carrier's own word for it, when it acted on a keyword.

    `named`: the id of the one child whose nickname the text says; `question`: a part of
    it is put as a question; `asks`: that, or it has words that may ask.
    """

    reading: Reading
    menu: MenuAnswer = NOTHING
    photo: bool = False
    carrier: str | None = None
    named: str | None = None
    question: bool = False
    asks: bool = False
