"""The shapes of a reading: what a text was understood to say, and the words that rests on.

Shapes only. `reading.py` fills them; nothing here decides anything.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from study.doses import DoseStatus
from study.protocol import Medicine, Route
from study.symptoms import About, Label, SymptomEntry, Temperature, Tier


class Keyword(StrEnum):
    """What a text says about texting itself (facts 5.2)."""

    OPT_OUT = "opt_out"
    OPT_IN = "opt_in"
    HELP = "help"
    NONE = "none"
    EMERGENCY = "emergency"


@dataclass(frozen=True)
class Why:
    """One reason, in English: the rule that spoke and the family's words it rests on."""

    rule: str
    words: str


@dataclass(frozen=True)
class DoseSaid:
    """What was said about one medicine. A route or a time that was not said is None."""

    status: DoseStatus = DoseStatus.UNKNOWN
    route: Route | None = None
    time: dt.time | None = None


@dataclass(frozen=True)
class Reply:
    """A dose reply. `doses` is empty where nothing was said of any.

    `bare`: nothing but a yes or a no; `other_route`: a way that is neither mouth nor tube;
    `only_sick`: vomiting was told, and neither a medicine, a dose nor a gift.
    """

    doses: Mapping[Medicine, DoseSaid]
    said: bool
    all_given: bool = False
    later: bool = False
    ask_again: bool = False
    bare: bool = False
    other_route: bool = False
    only_sick: bool = False


@dataclass(frozen=True)
class Screen:
    """What the red-flag screen found: all that escalation needs, and no dose."""

    entry: SymptomEntry
    label: Label
    tier: Tier | None
    ask_method: bool = False
    ask_recheck: bool = False
    ask_back: bool = False
    language: str = "en"
    why: tuple[Why, ...] = ()

    @property
    def red_flag(self) -> bool:
        """True where the study team must be paged now."""
        return self.tier in (Tier.T1, Tier.T2)


@dataclass(frozen=True)
class Reading:
    """What one text was understood to say.

    `temp` is the participant's highest current reading as typed and `temp_c` the same in °C with
    one decimal. `digit` and `letter` are a bare menu answer. `reaction` is a quote of our own
    text, thanks or an automatic reply: noted, never answered, nothing booked. `doubt` is a text
    that could not be read at all. `all_given` is a yes that named no medicine; `bare_answer`
    is nothing but a yes or a no, which only an open question makes a report; `other_route` is a
    way that is neither mouth nor tube; `only_sick` is vomiting that names neither a medicine, a
    dose nor a gift: it is a dose only where one was just given (behaviour 3).
    """

    screen: Screen
    keyword: Keyword = Keyword.NONE
    doses: Mapping[Medicine, DoseSaid] = field(default_factory=dict)
    digit: str | None = None
    letter: str | None = None
    all_given: bool = False
    bare_answer: bool = False
    other_route: bool = False
    only_sick: bool = False
    later: bool = False
    hospital: bool = False
    home: bool = False
    reaction: bool = False
    doubt: bool = False
    human: bool = False
    ask_again: bool = False
    language: str = "en"
    why: tuple[Why, ...] = ()

    @property
    def label(self) -> Label:
        """The kind of thing that was reported."""
        return self.screen.label

    @property
    def tier(self) -> Tier | None:
        """How it is routed; None where there is nothing to route."""
        return self.screen.tier

    @property
    def temp(self) -> Temperature | None:
        """The participant's highest current reading, in the unit typed."""
        return self.screen.entry.temperature

    @property
    def temp_c(self) -> Decimal | None:
        """That reading in °C to one decimal; None where there is none or it is impossible."""
        return self.temp.celsius if self.temp is not None and not self.screen.ask_recheck else None

    @property
    def symptoms(self) -> tuple[str, ...]:
        """The codes of `study.symptoms`, sorted."""
        return tuple(sorted(self.screen.entry.codes))

    @property
    def about(self) -> About:
        """Whose symptom it is, as far as the words say."""
        return self.screen.entry.about

    @property
    def death(self) -> bool:
        """True for words of death: no question and no thanks may follow."""
        return self.screen.entry.death

    @property
    def self_harm(self) -> bool:
        """True for words of self-harm: nothing automatic goes to a parent."""
        return self.screen.entry.self_harm

    @property
    def ask_back(self) -> bool:
        """True where one clear question is right; it never replaces an escalation."""
        return self.screen.ask_back
