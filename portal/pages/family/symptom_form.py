"""The symptom form → a report. Only an empty form is refused: what no rule reads, a person does."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Literal

from werkzeug.datastructures import MultiDict

from portal.pages.family.symptom_list import OFFERED
from portal.store.families import Participant
from study.localtime import instant, local_date
from study.symptoms import FeverMedicine, Method, SymptomEntry, Temperature, Tier
from study.triage import assess
from study.understand.reading import read

LONGEST_WORDS = 1600
LONGEST_NUMBER = 12
LONGEST_TIME = 8
# A clock that runs ahead of ours by less is no reading of yesterday.
AHEAD = timedelta(minutes=15)
_GIVEN = {one.value for one in FeverMedicine}
_PLAUSIBLE_C = (Decimal(30), Decimal(46))
_PLAUSIBLE_F = (Decimal(86), Decimal(115))


@dataclass(frozen=True)
class SymptomForm:
    """What was ticked and typed, as it came in; it fills the page again when it is refused."""

    who: str = ""
    codes: frozenset[str] = frozenset()
    number: str = ""
    unit: str = ""
    method: str = Method.UNKNOWN.value
    taken: str = ""
    fever_medicine: str = ""
    words: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.codes or self.number or self.words)


@dataclass(frozen=True)
class Report:
    """The entry to judge, and the least urgent tier it may get."""

    entry: SymptomEntry
    floor: Tier


def form_of(posted: MultiDict[str, str]) -> SymptomForm:
    methods = {method.value for method in Method}
    method = posted.get("method", "")
    return SymptomForm(
        who=posted.get("who", "")[:40],
        codes=OFFERED & frozenset(posted.getlist("sign")),
        number=posted.get("number", "").strip()[:LONGEST_NUMBER],
        unit=posted.get("unit", "") if posted.get("unit") in ("C", "F") else "",
        method=method if method in methods else Method.UNKNOWN.value,
        taken=posted.get("taken", "").strip()[:LONGEST_TIME],
        fever_medicine=medicine if (medicine := posted.get("fever_medicine", "")) in _GIVEN else "",
        words=posted.get("words", "").strip()[:LONGEST_WORDS],
    )


def children_meant(form: SymptomForm, children: Sequence[Participant]) -> list[Participant]:
    """The child that was chosen; all of them where none was (behaviour 1: until known)."""
    return [child for child in children if child.id == form.who] or list(children)


def report_of(form: SymptomForm, language: str, *, several: bool = False) -> Report:
    """Ticks, number and words as one entry; words that nobody can read count as urgent.

    `several`: with more than one enrolled child "my other son" is one of them (behaviour 1).
    """
    report = _report(form, language)
    if several and report.entry.about == "other":
        return replace(report, entry=replace(report.entry, about="participant"))
    return report


def told_when(entry: SymptomEntry, form: SymptomForm, zone: str, now: datetime) -> SymptomEntry:
    """The entry with when the temperature was taken and whether fever medicine was given.

    A time without a day is the last one that has come on the family's clock; one that nobody
    can read stays beside the number as it was typed (facts 3.1).
    """
    medicine = FeverMedicine(form.fever_medicine) if form.fever_medicine else None
    return replace(
        entry,
        temperature=_taken(entry.temperature, form, zone, now),
        fever_medicine=medicine,
    )


def _taken(
    read: Temperature | None, form: SymptomForm, zone: str, now: datetime
) -> Temperature | None:
    if read is None or not form.taken or not form.number:
        return read
    try:
        wall = time.fromisoformat(form.taken)
    except ValueError:
        return replace(read, raw=f"{read.raw}, {form.taken}")
    today = local_date(now, zone)
    at = instant(today, wall, zone)
    ahead = at > now + AHEAD
    return replace(read, taken_at=instant(today - timedelta(days=1), wall, zone) if ahead else at)


def _report(form: SymptomForm, language: str) -> Report:
    temperature = temperature_of(form)
    entry = SymptomEntry(
        codes=form.codes,
        temperature=temperature,
        feels_hot="F.hot" in form.codes,
        self_harm="N26" in form.codes,
        about="participant",
        words=form.words,
    )
    if form.number and temperature is None:
        words = f"{form.words} [{form.number} {form.unit}]".strip()
        return Report(_with_words(replace(entry, words=words), language)[0], Tier.T2)
    if not form.words:
        return Report(entry, Tier.T4)
    entry, unread = _with_words(entry, language)
    if unread and not form.codes and temperature is None:
        return Report(entry, Tier.T2)
    return Report(entry, Tier.T4 if entry.codes or temperature else Tier.T3)


def _with_words(entry: SymptomEntry, language: str) -> tuple[SymptomEntry, bool]:
    """The entry with what the words add, and whether they could not be read."""
    reading = read(entry.words, lang=language)
    said = reading.screen.entry
    ticked = entry.codes or entry.temperature
    joined = replace(
        entry,
        codes=entry.codes | said.codes,
        temperature=_worse(entry.temperature, said.temperature),
        feels_hot=entry.feels_hot or said.feels_hot,
        self_harm=entry.self_harm or said.self_harm,
        death=said.death,
        worried=said.worried,
        denied=said.denied,
        doubt=said.doubt,
        about="participant" if ticked else said.about,
    )
    return joined, reading.doubt


def _worse(typed: Temperature | None, said: Temperature | None) -> Temperature | None:
    """The more urgent of two readings: "it was 39.6 an hour ago" beside 37.0 (facts 3.1)."""
    if typed is None or said is None:
        return typed or said
    tiers = [assess(SymptomEntry(temperature=one)).tier or Tier.T4 for one in (typed, said)]
    return said if tiers[1] < tiers[0] else typed


def temperature_of(form: SymptomForm) -> Temperature | None:
    """The number as typed, never rounded; a missing unit is told from its size (facts 3.1)."""
    try:
        value = Decimal(form.number.replace(",", ".").rstrip("°CcFf "))
    except ArithmeticError:
        return None
    if not value.is_finite() or not 0 < value < 10000:
        return None
    value, pointless = _with_point(value)
    unit = _unit(form, value)
    return Temperature(
        raw=f"{form.number} {form.unit}".strip(),
        value=value,
        unit=unit,
        method=Method(form.method),
        confirm=pointless or not form.unit,
    )


def _with_point(value: Decimal) -> tuple[Decimal, bool]:
    """385 and 1012 are 38.5 and 101.2 with the point forgotten (facts 3.1)."""
    for low, high in (_PLAUSIBLE_C, _PLAUSIBLE_F):
        if low * 10 <= value <= high * 10:
            return value / 10, True
    return value, False


def _unit(form: SymptomForm, value: Decimal) -> Literal["C", "F"]:
    typed = form.unit or form.number.strip().upper()[-1:]
    if typed in ("C", "F"):
        return "C" if typed == "C" else "F"
    return "C" if value <= _PLAUSIBLE_C[1] else "F"
