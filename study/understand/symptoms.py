"""What a text says is wrong: its symptoms and readings in context → one report and the reasons.

It collects and explains; the tier of the report is judged in `study/triage.py`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from study.fever import is_fever, place_decides
from study.protocol import FeverLines
from study.symptoms import SYMPTOMS, About, Label, SymptomEntry, Temperature
from study.understand.context import Judged, Standing, judge
from study.understand.corrections import Reading
from study.understand.looking import Look
from study.understand.match import Hit
from study.understand.said import Why
from study.understand.scene import Scene, Sign
from study.understand.temperature import Thermometer

_READING = "reading"
# What stays when a sign is said to be over: those that are reported after the fact (facts 3.3
# "past tense still escalates"). Any other sign that is over is no symptom now.
_STAYS = frozenset(
    "N1.over N2.rouse N2.faint N4 N5.sudden N8.sudden N9.side N10.side N11 N12 N13.sudden N25 "
    "S1 S1.choking S2 S4 S13 S17 S17.large S18 N26 X.death X.emergency S12 S5 S6".split()
)
_BECOMES = {"N1": "N1.over", "N2": "N2.faint"}
_NEVER_ASKED_AWAY = frozenset({"N26"})
_FEVER_CODES = frozenset({"F.said", "F.hot", "F.chills"})


@dataclass(frozen=True)
class Report:
    """What was found. `ask_back`: one question would decide whose or when it is."""

    entry: SymptomEntry
    ask_back: bool
    why: tuple[Why, ...]


def report(look: Look, words: str, sender: str | None, lines: FeverLines) -> Report:
    """The report a text makes. `sender` is participant, caregiver, shared or None."""
    readings = Thermometer(look.text, look.of("temperature"), lines).readings(list(look.numbers))
    signs = [*_signs(look.of("symptom")), *_numbered(readings)]
    scene = Scene(look.text, look.of("context"), look.reach, signs)
    judged = [_as_contact(one) for one in judge(scene, signs, sender)]
    neutral = frozenset(
        place
        for hit in look.of("temperature")
        if hit.value == "neutral"
        for place in range(hit.first, hit.last + 1)
    )
    counted = _Counted(scene, judged, dict(_by_place(readings)), lines, neutral)
    return Report(counted.entry(words), counted.ask_back(), tuple(counted.why()))


def _signs(hits: Iterable[Hit]) -> Iterator[Sign]:
    for hit in hits:
        yield Sign(hit.value, hit.first, hit.last, hit.kind == "symptom.nouns", hit.own_no)


def _numbered(readings: list[Reading]) -> Iterator[Sign]:
    return (Sign(_READING, one.first, one.last, own_no=one.stands) for one in readings)


def _by_place(readings: list[Reading]) -> Iterator[tuple[int, Temperature]]:
    return ((one.first, one.temperature) for one in readings)


def _as_contact(judged: Judged) -> Judged:
    """Chickenpox in another child is a contact of this one (facts 3.3 S18)."""
    if judged.sign.code == "S18" and judged.standing is Standing.OTHER:
        return replace(judged, standing=Standing.AFFIRMED)
    return judged


class _Counted:
    """The judged signs of one text, and which of them count."""

    def __init__(
        self,
        scene: Scene,
        judged: list[Judged],
        readings: dict[int, Temperature],
        lines: FeverLines,
        neutral: frozenset[int],
    ) -> None:
        self._neutral = neutral
        self._scene = scene
        self._judged = judged
        self._readings = readings
        self._lines = lines
        self._mine = [one for one in judged if self._counts(one)]
        self._fever_signs = [one for one in self._mine if one.sign.code == "F.said"]

    def entry(self, words: str) -> SymptomEntry:
        codes = self._codes()
        reading = self._highest(self._mine)
        worried = self._worried(codes, reading)
        if worried:
            worried = "F.hot" in codes or not self._just_a_reading()
            codes -= {"F.said", "F.hot"}
        about = self._about(codes, reading)
        if about in ("caregiver", "other"):
            elses = [one for one in self._judged if one.standing in _ELSES]
            codes = {one.sign.code for one in elses} - {_READING}
            return SymptomEntry(frozenset(codes), None, words=words, about=about)
        return SymptomEntry(
            codes=frozenset(codes),
            temperature=reading,
            feels_hot="F.hot" in codes,
            words=words,
            doubt=any(one.doubt and one.standing is Standing.DENIED for one in self._mine),
            self_harm="N26" in codes,
            death="X.death" in codes,
            about=about,
            worried=worried,
            denied=any(one.standing in _NOT_NOW for one in self._judged),
        )

    def ask_back(self) -> bool:
        elses = any(one.standing in _ELSES for one in self._judged)
        doubtful = any(one.standing is Standing.DENIED and one.doubt for one in self._judged)
        old = any(one.old and one.sign.code in _FEVER_CODES for one in self._judged)
        reading = self._highest(self._mine)
        decides = reading is not None and place_decides(reading, self._lines)
        return elses or doubtful or old or decides

    def why(self) -> Iterator[Why]:
        for one in sorted(self._judged, key=lambda each: each.sign.first):
            sign = one.sign
            name = SYMPTOMS[sign.code].name_en if sign.code != _READING else "temperature"
            heading = name if sign.code == _READING else f"{sign.code} {name}"
            said = self._scene.text.quote(sign.first, sign.last)
            because = f" ({one.words})" if one.words else ""
            yield Why(f"{heading}: {one.standing.value}", said + because)

    def _counts(self, one: Judged) -> bool:
        code = one.sign.code
        if code == "F.said" and one.standing is Standing.RESOLVED and self._graver():
            return True
        if code in _NEVER_ASKED_AWAY and one.standing in _STILL_COUNTS:
            return True
        if one.standing is Standing.AFFIRMED:
            return not (one.old and (code in _FEVER_CODES or code == _READING))
        if one.standing is Standing.DENIED:
            return one.doubt and _urgent(code)
        if one.standing is Standing.RESOLVED:
            if code == _READING or code in _FEVER_CODES:
                return code == _READING or one.recent
            return code in _STAYS or code in _BECOMES
        return False

    def _graver(self) -> bool:
        """A fever that came down counts where anything urgent stands beside it (facts 3.0)."""
        return any(
            _urgent(one.sign.code) and one.standing is Standing.AFFIRMED for one in self._judged
        )

    def _codes(self) -> set[str]:
        codes = {self._code(one) for one in self._mine} - {_READING}
        for variant in [code for code in codes if "." in code and code[0] in "NS"]:
            codes.discard(_PLAIN_OF.get(variant, ""))
        if "N1.over" in codes and not self._going_on("N1"):
            codes.discard("N1")
        return codes

    def _code(self, one: Judged) -> str:
        code = one.sign.code
        if one.standing is Standing.RESOLVED:
            return _BECOMES.get(code, code)
        if code == "N1" and one.sign.noun and self._was(one):
            return "N1.over"
        return code

    def _was(self, one: Judged) -> bool:
        scene, sign = self._scene, one.sign
        if scene.beside("moment", sign, scene.sentence) or scene.beside("now", sign, scene.clause):
            return False
        return bool(scene.beside("earlier", sign, scene.clause))

    def _going_on(self, code: str) -> bool:
        over = [one.sign.first for one in self._mine if one.standing is Standing.RESOLVED]
        return any(
            one.sign.code == code and not one.sign.noun and one.standing is Standing.AFFIRMED
            for one in self._mine
            if not any(place > one.sign.first for place in over)
        )

    def _highest(self, judged: list[Judged]) -> Temperature | None:
        said = [self._readings[one.sign.first] for one in judged if one.sign.code == _READING]
        return max(said, key=lambda one: (is_fever(one, self._lines), one.celsius), default=None)

    def _worried(self, codes: set[str], reading: Temperature | None) -> bool:
        """A reading under the line that was called a fever, or is given with "feels hot"."""
        if reading is None or is_fever(reading, self._lines):
            return False
        if self._fever_signs:
            return all(self._has_number(one.sign) for one in self._fever_signs)
        return "F.hot" in codes

    def _just_a_reading(self) -> bool:
        """ "حرارته 36.8": a word for temperature as well as for fever, with a number under it."""
        signs = self._fever_signs
        return bool(signs) and all(one.sign.last in self._neutral for one in signs)

    def _has_number(self, sign: Sign) -> bool:
        for one in self._mine:
            if one.sign.code != _READING:
                continue
            after, before = one.sign.first - sign.last, sign.first - one.sign.last
            if (0 < after <= 4 and not self._scene.within("now", sign.last, one.sign.first)) or (
                0 < before <= 3
            ):
                return True
        return False

    def _about(self, codes: set[str], reading: Temperature | None) -> About:
        if codes or reading is not None:
            return "participant"
        standings = {one.standing for one in self._judged}
        if Standing.CAREGIVER in standings:
            return "caregiver"
        return "other" if Standing.OTHER in standings else "unknown"


_STILL_COUNTS = frozenset({Standing.WHAT_IF, Standing.PAST, Standing.CAREGIVER})
_ELSES = frozenset({Standing.OTHER, Standing.CAREGIVER})
_NOT_NOW = frozenset({Standing.DENIED, Standing.RESOLVED, Standing.PAST, Standing.WHAT_IF})
# A sharper word for the same thing takes the place of the plain one.
_PLAIN_OF = {
    "N5.sudden": "N5",
    "N6.mild": "N6",
    "N8.sudden": "N8",
    "N9.side": "N9",
    "N10.side": "N10",
    "N13.sudden": "N13",
    "S17.large": "S17",
    "S20.dry": "S20",
}


def _urgent(code: str) -> bool:
    if code == _READING or code in _FEVER_CODES:
        return False
    return SYMPTOMS[code].label in (Label.EMERGENCY, Label.URGENT_NEURO)
