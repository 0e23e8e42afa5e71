"""What a family can report: every symptom the program knows, with its tier, and one report of them.

It holds data and shapes only; what a report leads to is judged in `study/triage.py`.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Literal

Group = Literal["neuro", "fever", "breathing", "bleeding", "other"]
About = Literal["participant", "caregiver", "other", "unknown"]


class Tier(StrEnum):
    """How a report is routed, most urgent first (facts 3.0)."""

    T1 = "T1"
    T2 = "T2"
    T3 = "T3"
    T4 = "T4"

    @staticmethod
    def worst(first: "Tier | None", second: "Tier | None") -> "Tier | None":
        """The more urgent of two tiers; None is less urgent than any tier."""
        said = [tier for tier in (first, second) if tier is not None]
        return min(said, key=lambda tier: tier.value) if said else None


class Label(StrEnum):
    """What kind of thing was reported. It never sets the tier."""

    URGENT_FEVER = "urgent_fever"
    URGENT_NEURO = "urgent_neuro"
    URGENT_BOTH = "urgent_both"
    EMERGENCY = "emergency"
    OTHER_SYMPTOM = "other_symptom"
    NO_SYMPTOM = "no_symptom"


class Method(StrEnum):
    """Where a temperature was taken."""

    MOUTH = "mouth"
    EAR = "ear"
    FOREHEAD = "forehead"
    RECTAL = "rectal"
    UNDERARM = "underarm"
    UNKNOWN = "unknown"


class FeverMedicine(StrEnum):
    """Whether fever medicine was given in the last 6 hours: kept for the team, not judged here.

    Source: facts 3.1, how to measure and what to store.
    """

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Temperature:
    """One reading as the family typed it; `value` is in `unit` and is never rounded.

    `confirm` is true where the point or the unit was guessed, so that the family is asked.
    `taken_at`: when it was read off, if that was said (facts 3.1); it changes no judgement.
    """

    raw: str
    value: Decimal
    unit: Literal["C", "F"]
    method: Method = Method.UNKNOWN
    confirm: bool = False
    taken_at: datetime | None = None

    @property
    def celsius(self) -> Decimal:
        """Degrees Celsius to one decimal, to show and to compare readings; never for a line."""
        degrees = self.value if self.unit == "C" else (self.value - 32) * 5 / 9
        return degrees.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Symptom:
    """One thing a family can report. `name_en` is what the study team reads."""

    code: str
    name_en: str
    group: Group
    base_tier: Tier
    label: Label
    source: str

    @property
    def family(self) -> str:
        """The row of facts 3.2 or 3.3 this belongs to: "N1" for "N1.over"."""
        return self.code.partition(".")[0]


@dataclass(frozen=True)
class SymptomEntry:
    """One report, from a text or from the form, about one person.

    `words` are the family's own. `worried`: a reading under the line that was called a fever.
    `denied`: a symptom was named only to say that it is not there. `fever_medicine`: None where
    it was not asked.
    """

    codes: frozenset[str] = frozenset()
    temperature: Temperature | None = None
    feels_hot: bool = False
    words: str = ""
    doubt: bool = False
    self_harm: bool = False
    death: bool = False
    about: About = "unknown"
    worried: bool = False
    denied: bool = False
    fever_medicine: FeverMedicine | None = None


_EMERGENCY, _NEURO, _OTHER = Label.EMERGENCY, Label.URGENT_NEURO, Label.OTHER_SYMPTOM
_FEVER = Label.URGENT_FEVER


_Row = tuple[str, str, Tier, Label]


def _rows(group: Group, source: str, *rows: _Row) -> tuple[Symptom, ...]:
    return tuple(Symptom(code, name, group, tier, kind, source) for code, name, tier, kind in rows)


_ALL = (
    *_rows(
        "fever",
        "facts 3.1",
        ("F.said", "Fever, no number", Tier.T2, _FEVER),
        ("F.hot", "Feels hot, no thermometer", Tier.T2, _OTHER),
        ("F.chills", "Chills or shaking, no reading", Tier.T2, _OTHER),
    ),
    *_rows(
        "neuro",
        "facts 3.2",
        ("N1", "Seizure", Tier.T1, _EMERGENCY),
        ("N1.over", "Seizure that has ended", Tier.T1, _NEURO),
        ("N2", "Will not wake, unresponsive, limp", Tier.T1, _EMERGENCY),
        ("N2.rouse", "Hard to wake", Tier.T1, _NEURO),
        ("N2.faint", "Fainted or passed out", Tier.T1, _NEURO),
        ("N3", "Very sleepy but wakes", Tier.T2, _NEURO),
        ("N4", "Confusion", Tier.T1, _NEURO),
        ("N5", "Severe headache", Tier.T2, _NEURO),
        ("N5.sudden", "Sudden or worst-ever headache", Tier.T1, _NEURO),
        ("N6", "New or repeated headache", Tier.T2, _NEURO),
        ("N6.mild", "Headache called mild", Tier.T2, _OTHER),
        ("N7", "Stiff neck, light hurts eyes", Tier.T2, _NEURO),
        ("N8", "Vision or eye-movement change", Tier.T2, _NEURO),
        ("N8.sudden", "Sudden loss of sight, unequal pupils", Tier.T1, _NEURO),
        ("N9", "Weakness", Tier.T2, _NEURO),
        ("N9.side", "Weakness, sudden or on one side", Tier.T1, _NEURO),
        ("N10", "Numbness, tingling", Tier.T2, _NEURO),
        ("N10.side", "Numbness, sudden or on one side", Tier.T1, _NEURO),
        ("N11", "Face droop", Tier.T1, _NEURO),
        ("N12", "Speech trouble", Tier.T1, _NEURO),
        ("N13", "Balance, walking, clumsy", Tier.T2, _NEURO),
        ("N13.sudden", "Sudden loss of balance or walking", Tier.T1, _NEURO),
        ("N14", "Dizzy", Tier.T3, _OTHER),
        ("N15", "Swallowing, voice or hearing trouble", Tier.T2, _NEURO),
        ("N16", "Tremor, odd movements", Tier.T2, _NEURO),
        ("N17", "Cannot be soothed, marked irritability", Tier.T2, _OTHER),
        ("N18", "Bulging soft spot, head growing", Tier.T1, _NEURO),
        ("N19", "High-pitched or strange cry", Tier.T2, _NEURO),
        ("N21", "Seeing or hearing things", Tier.T2, _NEURO),
        ("N22", "Behavior or personality change", Tier.T2, _NEURO),
        ("N23", "Loss of skills or memory", Tier.T2, _NEURO),
        ("N24", "Vomiting that fits head pressure", Tier.T2, _OTHER),
        ("N25", "Head injury", Tier.T2, _OTHER),
        ("N26", "Wants to die, self-harm", Tier.T1, _EMERGENCY),
        ("N.new", "New change of the nerves, not named yet", Tier.T2, _NEURO),
    ),
    *_rows(
        "breathing",
        "facts 3.3",
        ("S1", "Trouble breathing, blue or gray", Tier.T1, _EMERGENCY),
        ("S1.choking", "Choking", Tier.T1, _EMERGENCY),
        ("S2", "Severe allergic reaction", Tier.T1, _EMERGENCY),
    ),
    *_rows(
        "bleeding",
        "facts 3.3",
        ("S4", "Heavy bleeding", Tier.T1, _EMERGENCY),
        ("S5", "Other bleeding or bruising", Tier.T2, _OTHER),
        ("S6", "Black stool, coffee-ground vomit", Tier.T2, _OTHER),
        ("S7", "Purple spots that do not fade", Tier.T2, _OTHER),
    ),
    *_rows(
        "other",
        "facts 3.3",
        ("N20", "Poor feeding", Tier.T2, _OTHER),  # facts 3.2; alone it is no sign of the brain
        ("S3", "Hives or rash with swelling", Tier.T2, _OTHER),
        ("S8", "Blisters, new rash", Tier.T2, _OTHER),
        ("S9", "Yellow eyes or skin, dark urine", Tier.T2, _OTHER),
        ("S10", "Cannot keep medicine or fluids down", Tier.T2, _OTHER),
        ("S11", "Dehydration, sunken soft spot", Tier.T2, _OTHER),
        ("S12", "NG tube problem", Tier.T2, _OTHER),
        ("S13", "Chest pain, collapse", Tier.T1, _EMERGENCY),
        ("S13.racing", "Racing heart", Tier.T2, _OTHER),
        ("S14", "Leg or arm swelling and pain", Tier.T2, _OTHER),
        ("S15", "Severe belly pain, swollen hard belly", Tier.T2, _OTHER),
        ("S16", "Central line problem", Tier.T2, _OTHER),
        ("S17", "Too much, wrong, or shared medicine", Tier.T2, _OTHER),
        ("S17.large", "Large overdose", Tier.T1, _EMERGENCY),
        ("S18", "Chickenpox, shingles or measles contact", Tier.T2, _OTHER),
        ("S19", "Very thirsty, urinating a lot", Tier.T3, _OTHER),
        ("S20", "Mouth sores", Tier.T3, _OTHER),
        ("S20.dry", "Will not drink", Tier.T2, _OTHER),
        ("S21", "Stomach, cough, throat, new pain", Tier.T3, _OTHER),
        ("S22", "Hunger, sleep, mood, skin, hair, tired", Tier.T4, _OTHER),
        ("S23", "Folk-illness words", Tier.T3, _OTHER),
    ),
    *_rows(
        "other",
        "facts 2, 3.0, behaviour 1, 3 and 4",
        ("X.unwell", "Unwell, no sign named", Tier.T3, _OTHER),
        ("X.help", "Asks for help at once", Tier.T2, _OTHER),
        ("X.emergency", "Says it is an emergency", Tier.T1, _EMERGENCY),
        ("X.steroid", "Steroid dose vomited or not given", Tier.T2, _OTHER),
        ("X.twice", "Two doses in a row missed or vomited", Tier.T2, _OTHER),
        ("X.death", "Words of death", Tier.T1, _EMERGENCY),
        ("X.like_emergency", "Resembles words of an emergency", Tier.T1, _EMERGENCY),
        ("X.like_neuro", "Resembles words of a neurologic change", Tier.T2, _NEURO),
        ("X.like_fever", "Resembles words of a fever", Tier.T2, _FEVER),
    ),
)

SYMPTOMS: dict[str, Symptom] = {symptom.code: symptom for symptom in _ALL}
