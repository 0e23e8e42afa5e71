"""A report and what went before it → a tier, a label and the reasons. Texts and the form share it.

It judges only: who is paged and what the family is told are decided elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from study.fever import FeverPlan, implausible, is_fever, place_decides
from study.protocol import FeverLines, load
from study.symptoms import SYMPTOMS, Label, SymptomEntry, Temperature, Tier

__all__ = ["NO_HISTORY", "Assessment", "FeverPlan", "History", "Reason", "Tier", "assess"]

_BABY_MONTHS = 12  # facts 3.2 says "baby" without an age; a year is the cautious reading
_FEVER = "fever"
_BABY = "baby"


@dataclass(frozen=True)
class History:
    """What is known of the child besides this report.

    `recent_codes` and `temperatures` are those of about the last day; `age_months` is the age now;
    `fever_plan` is one that is active now.
    """

    recent_codes: frozenset[str] = frozenset()
    age_months: int | None = None
    temperatures: tuple[Temperature, ...] = ()
    fever_plan: FeverPlan | None = None


NO_HISTORY = History()


@dataclass(frozen=True)
class Reason:
    """Why a tier was reached, in English: the rule and the words or number it rests on."""

    rule: str
    words: str


@dataclass(frozen=True)
class Assessment:
    """What a report leads to. `tier` is None where there is nothing to route.

    `ask_method` asks at once where the temperature was taken, `ask_recheck` for a new reading;
    `nearest_er` adds the emergency-room words for a child under three months;
    `fever_plan` says that a plan covers this report, which is fever alone.
    """

    tier: Tier | None
    label: Label
    reasons: tuple[Reason, ...] = ()
    ask_method: bool = False
    ask_recheck: bool = False
    nearest_er: bool = False
    fever_plan: bool = False


@dataclass(frozen=True)
class _Together:
    """A row of facts 3.2 or 3.3 that becomes more urgent beside one of `others`."""

    family: str
    others: frozenset[str]
    tier: Tier
    source: str


def _with(family: str, others: str, tier: Tier = Tier.T1) -> _Together:
    return _Together(family, frozenset(others.split()), tier, f"facts 3 {family}")


_TOGETHER = (
    _with("N3", f"{_BABY} {_FEVER} N5 N6"),
    _with("N5", "S10 N24 N7 N4 N8 N9 N1"),
    _with("N6", "S10 N24 N7 N4 N8 N9 N1"),
    _with("N7", f"{_FEVER} N5 N6 N3 N2"),
    _with("N14", "N5 N6 N2 N13 N8 N25", Tier.T2),
    _with("N15", "S1"),
    _with("N19", f"N3 N17 N18 N20 {_FEVER} S10 N24"),
    _with("N20", "N3 N2 S1"),
    _with("N21", "N26"),
    _with("N24", "N5 N6 N3 N8"),
    _with("N25", "N2 N3 N4 S4 S5 S10 N24"),
    _with("S6", "N9 N2 N3"),
    _with("S7", f"{_FEVER} X"),
    _with("S11", "N2 N3 S1"),
    _with("S16", "S4 S5"),
    _with("S19", "S10 N24 N3", Tier.T2),
    _with("S21", f"S5 S6 {_FEVER} S11", Tier.T2),
)
_BABY_TOGETHER = (_with("N17", f"{_FEVER} N3 N18 S10 N24"), _with("N20", _FEVER))
_BESIDE_FEVER = frozenset({"neuro", "breathing", "bleeding"})


def assess(
    entry: SymptomEntry,
    history: History = NO_HISTORY,
    lines: FeverLines | None = None,
) -> Assessment:
    """The most urgent tier that any rule gives this report, and every rule that spoke.

    `lines` are the protocol's unless given. Never raises for codes of `study.symptoms`; an unknown
    code counts as T2, so that a newer form is never silently lost on an older rule.
    """
    lines = lines or load().fever
    if entry.about in ("caregiver", "other"):
        return _someone_else(entry)
    found = [
        *_words(entry),
        *_temperature(entry, history, lines),
        *_together(entry, history, lines),
    ]
    tier: Tier | None = None
    for each, _ in found:
        tier = Tier.worst(tier, each)
    reading = entry.temperature
    return Assessment(
        tier=tier,
        label=_label(entry, lines),
        reasons=tuple(reason for _, reason in found),
        ask_method=reading is not None and place_decides(reading, lines),
        ask_recheck=reading is not None and implausible(reading, lines),
        nearest_er=_young(history) and tier in (Tier.T1, Tier.T2),
        fever_plan=history.fever_plan is not None and _fever_alone(entry, lines),
    )


_Found = tuple[Tier, Reason]


def _someone_else(entry: SymptomEntry) -> Assessment:
    """Facts 3.3: another person's symptom goes to the team as T3, never to silence."""
    if not entry.codes and entry.temperature is None:
        return Assessment(None, Label.NO_SYMPTOM)
    reason = Reason("facts 3.3: the symptom of another person", entry.words)
    return Assessment(Tier.T3, Label.NO_SYMPTOM, (reason,))


def _words(entry: SymptomEntry) -> Iterator[_Found]:
    for code in sorted(entry.codes):
        symptom = SYMPTOMS.get(code)
        if symptom is None:
            yield Tier.T2, Reason("a symptom this version does not know", code)
        else:
            yield symptom.base_tier, Reason(f"{symptom.source} {code}", symptom.name_en)
    for said, tier, rule, words in (
        (entry.self_harm, Tier.T1, "facts 3.2 N26", "words of self-harm"),
        (entry.death, Tier.T1, "behaviour 1", "words of death"),
        (entry.feels_hot, Tier.T2, "facts 3.1", "feels hot, no thermometer"),
        (entry.doubt and bool(entry.codes), Tier.T2, "behaviour 1", "in doubt, symptom word"),
        (entry.worried, Tier.T3, "facts 3.1", "a reading under the line, said with worry"),
        (entry.denied and not entry.codes, Tier.T4, "facts 3.3", "symptoms denied"),
    ):
        if said:
            yield tier, Reason(rule, words)


def _temperature(entry: SymptomEntry, history: History, lines: FeverLines) -> Iterator[_Found]:
    reading = entry.temperature
    if reading is None:
        return
    value, unit = reading.value, reading.unit
    if implausible(reading, lines):
        yield Tier.T2, Reason("facts 3.1: outside the plausible range", reading.raw)
    elif value >= lines.emergency.in_unit(unit):
        yield Tier.T1, Reason("facts 3.1: at or over 40.0 C / 104.0 F", reading.raw)
    elif is_fever(reading, lines):
        yield Tier.T2, Reason("facts 3.1: at or over the fever line", reading.raw)
    elif value < lines.low.in_unit(unit):
        yield Tier.T2, Reason("facts 3.1: below 36.0 C / 96.8 F", reading.raw)
    elif place_decides(reading, lines) and _young(history):
        yield Tier.T2, Reason("facts 3.1: may be a fever, under three months of age", reading.raw)
    else:
        yield Tier.T4, Reason("facts 3.1: under the fever line", reading.raw)


def _young(history: History) -> bool:
    months = history.age_months
    return months is not None and months < load().defaults.young_baby_months


def _fevered(codes: frozenset[str], readings: tuple[Temperature, ...], lines: FeverLines) -> bool:
    return bool(codes & {"F.said", "F.hot"}) or any(is_fever(one, lines) for one in readings)


def _signs(entry: SymptomEntry, history: History, lines: FeverLines) -> frozenset[str]:
    """Everything a rule may find beside a symptom, of this report and of the last day."""
    codes = entry.codes | history.recent_codes
    readings = (*history.temperatures, *((entry.temperature,) if entry.temperature else ()))
    signs = {code.partition(".")[0] for code in codes} | codes
    if entry.feels_hot or _fevered(codes, readings, lines):
        signs.add(_FEVER)
    if history.age_months is not None and history.age_months < _BABY_MONTHS:
        signs.add(_BABY)
    return frozenset(signs)


def _together(entry: SymptomEntry, history: History, lines: FeverLines) -> Iterator[_Found]:
    if not entry.codes and entry.temperature is None and not entry.feels_hot:
        return
    signs = _signs(entry, history, lines)
    for rule in (*_TOGETHER, *(_BABY_TOGETHER if _BABY in signs else ())):
        beside = signs & rule.others
        if rule.family in signs and beside:
            yield rule.tier, Reason(rule.source, f"{rule.family} with {', '.join(sorted(beside))}")
    beside_fever = sorted(
        code for code in signs if code in SYMPTOMS and SYMPTOMS[code].group in _BESIDE_FEVER
    )
    if _FEVER in signs and beside_fever:
        yield Tier.T1, Reason("facts 3.0", f"fever with {', '.join(beside_fever)}")


def _fever_alone(entry: SymptomEntry, lines: FeverLines) -> bool:
    readings = (entry.temperature,) if entry.temperature else ()
    alone = entry.codes <= {"F.said", "F.hot", "F.chills"} and not entry.self_harm
    below_t1 = not any(one.value >= lines.emergency.in_unit(one.unit) for one in readings)
    return alone and below_t1 and _fevered(entry.codes, readings, lines)


def _label(entry: SymptomEntry, lines: FeverLines) -> Label:
    labels = {SYMPTOMS[code].label for code in entry.codes if code in SYMPTOMS}
    reading = entry.temperature
    if Label.EMERGENCY in labels or entry.self_harm or entry.death:
        return Label.EMERGENCY
    fever = Label.URGENT_FEVER in labels or (reading is not None and is_fever(reading, lines))
    if Label.URGENT_NEURO in labels:
        return Label.URGENT_BOTH if fever else Label.URGENT_NEURO
    if fever:
        return Label.URGENT_FEVER
    return Label.OTHER_SYMPTOM if _anything(entry, lines) else Label.NO_SYMPTOM


def _anything(entry: SymptomEntry, lines: FeverLines) -> bool:
    reading = entry.temperature
    odd = reading is not None and (
        implausible(reading, lines) or reading.value < lines.low.in_unit(reading.unit)
    )
    return bool(entry.codes) or entry.feels_hot or entry.worried or odd
