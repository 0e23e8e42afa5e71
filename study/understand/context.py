"""Whether a sign is there now, or denied, over, long past, another's, or only asked about.

It judges where a sign stands among the other words; which tier that gives is judged elsewhere.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from study.understand.match import Hit
from study.understand.text import LINE, STRONG, WEAK, Text

_WHAT_IF_REACH = 14  # words a "what if" carries where nobody types commas
_RESOLVED_REACH = 6
_ME_REACH = 3


class Standing(StrEnum):
    """What a text says of a sign."""

    AFFIRMED = "affirmed"
    DENIED = "denied"
    RESOLVED = "over"
    PAST = "past"
    OTHER = "another person's"
    CAREGIVER = "the caregiver's own"
    WHAT_IF = "only asked about"


@dataclass(frozen=True)
class Sign:
    """A symptom or a reading in the text. A `noun` can be denied from afar ("no cough or fever").

    `own_no`: its words hold a negator ("won't wake"), so that none before it denies it.
    """

    code: str
    first: int
    last: int
    noun: bool = True
    own_no: bool = False


@dataclass(frozen=True)
class Judged:
    """A sign with its standing, the words the standing rests on, and whether it is in doubt."""

    sign: Sign
    standing: Standing
    words: str = ""
    doubt: bool = False
    old: bool = False
    recent: bool = False


class Scene:
    """The words of one text with the marks of context found in them."""

    def __init__(self, text: Text, hits: Iterable[Hit], reach: int) -> None:
        self.text = text
        self.reach = reach
        self.marks: dict[str, list[Hit]] = defaultdict(list)
        for hit in hits:
            if hit.kind == "context":
                self.marks[hit.value].append(hit)
        self.sentence = self._count(LINE, frozenset())
        but = frozenset(hit.first for hit in self.marks["but"])
        self.clause = self._count(WEAK, but)

    def _count(self, gap: int, starts: frozenset[int]) -> list[int]:
        count, parts = 0, []
        for place, word in enumerate(self.text.words):
            count += place > 0 and (word.gap >= gap or place in starts)
            parts.append(count)
        return parts

    def within(self, name: str, first: int, last: int) -> list[Hit]:
        """The marks of a name that lie wholly between two words, both included."""
        return [hit for hit in self.marks[name] if hit.first >= first and hit.last <= last]

    def beside(self, name: str, sign: Sign, parts: list[int]) -> list[Hit]:
        """The marks of a name in the same clause or sentence as a sign, and outside it."""
        part = parts[sign.first]
        return [
            hit for hit in self.marks[name] if parts[hit.first] == part and not _overlap(hit, sign)
        ]

    def says(self, name: str, sign: Sign, parts: list[int]) -> str:
        """The words of the first such mark, or nothing."""
        found = self.beside(name, sign, parts)
        return self.quote(found[0]) if found else ""

    def quote(self, hit: Hit) -> str:
        return self.text.quote(hit.first, hit.last)

    def broken(self, first: int, last: int, gap: int) -> bool:
        """Whether a break at least so hard stands before any word from first to last."""
        return any(word.gap >= gap for word in self.text.words[first : last + 1])


def _overlap(hit: Hit, sign: Sign) -> bool:
    return hit.first <= sign.last and sign.first <= hit.last


def judge(scene: Scene, signs: list[Sign], sender: str | None) -> list[Judged]:
    """Every sign with its standing. `sender`: who holds the phone, as far as is known."""
    _drop_swallowed(scene, signs)
    denied = _denied(scene, signs)
    return [_judged(scene, sign, denied, signs, sender) for sign in signs]


def _drop_swallowed(scene: Scene, signs: list[Sign]) -> None:
    """A mark inside a symptom's own words is no mark: the "not" of "not breathing"."""
    for name, hits in scene.marks.items():
        if name in ("recent", "now", "someone", "third", "child", "past"):
            continue
        scene.marks[name] = [
            hit for hit in hits if not any(_overlap(hit, sign) and sign.own_no for sign in signs)
        ]


def _judged(
    scene: Scene, sign: Sign, denied: dict[int, str], signs: list[Sign], sender: str | None
) -> Judged:
    doubt = bool(scene.beside("unsure", sign, scene.clause))
    recent = bool(scene.beside("recent", sign, scene.sentence))
    for standing, words in (
        (Standing.WHAT_IF, _what_if(scene, sign)),
        (Standing.OTHER, _others(scene, sign)),
        (Standing.CAREGIVER, _caregivers(scene, sign) if sender == "caregiver" else ""),
        (Standing.DENIED, denied.get(id(sign), "")),
        (Standing.PAST, _past(scene, sign)),
    ):
        if words:
            return Judged(sign, standing, words, doubt, recent=recent)
    thinks_not = _thinks_not(scene, sign)
    if thinks_not:
        return Judged(sign, Standing.DENIED, thinks_not, True, recent=recent)
    old = bool(scene.beside("old", sign, scene.clause))
    over = _resolved(scene, sign, signs)
    standing = Standing.RESOLVED if over else Standing.AFFIRMED
    return Judged(sign, standing, over, doubt, old, recent)


def _what_if(scene: Scene, sign: Sign) -> str:
    if scene.beside("moment", sign, scene.sentence):
        return ""
    for hit in scene.beside("what_if", sign, scene.sentence):
        near = 0 < sign.first - hit.last <= _WHAT_IF_REACH
        if near and not _new_subject(scene, hit.last + 1, sign.first):
            return scene.quote(hit)
    general = scene.beside("general", sign, scene.sentence)
    return scene.quote(general[0]) if general else ""


def _new_subject(scene: Scene, first: int, last: int) -> bool:
    """Whether after a comma somebody is spoken of anew ("let me know if so, she has a fever")."""
    return any(
        scene.text.words[hit.first].gap >= WEAK for hit in scene.within("third", first, last)
    ) or any(first < hit.first < last for hit in scene.marks["but"])


def _others(scene: Scene, sign: Sign) -> str:
    sentence = scene.sentence
    for hit in scene.beside("someone_back", sign, sentence):
        if hit.first > sign.last and hit.first - sign.last <= _RESOLVED_REACH:
            return scene.quote(hit)
    for hit in reversed(scene.beside("someone", sign, sentence)):
        if hit.last < sign.first and not _returns(scene, hit, sign):
            return scene.quote(hit)
    return ""


def _returns(scene: Scene, other: Hit, sign: Sign) -> bool:
    """Whether between another person and the sign the talk comes back to the child."""
    first, last = other.last + 1, sign.first
    if scene.within("child", first, last) or any(
        first <= hit.first <= last for hit in scene.marks["but"]
    ):
        return True
    return any(
        scene.text.words[hit.first].gap >= WEAK or hit.first > first + 2
        for hit in scene.within("third", first, last)
    )


def _caregivers(scene: Scene, sign: Sign) -> str:
    clause = scene.clause[sign.first]
    for hit in scene.marks["me"]:
        before = 0 <= sign.first - hit.last - 1 <= _ME_REACH
        inside = hit.first >= sign.first and hit.last <= sign.last
        inside = inside or (hit.first <= sign.first <= hit.last)
        if scene.clause[hit.first] != clause or not (before or inside):
            continue
        if not scene.within("third", hit.first, sign.last + 1):
            return scene.quote(hit)
    return ""


def _past(scene: Scene, sign: Sign) -> str:
    if scene.beside("now", sign, scene.clause):
        return ""
    here = scene.beside("past", sign, scene.clause)
    if here:
        return scene.quote(here[0])
    for hit in scene.beside("past", sign, scene.sentence):
        between = range(min(hit.last, sign.last) + 1, max(hit.first, sign.first))
        jumps = any(place in between for place in (but.first for but in scene.marks["but"]))
        beside = abs(scene.clause[hit.first] - scene.clause[sign.first]) == 1
        if beside and not jumps and _alone(scene, hit):
            return scene.quote(hit)
    return ""


def _alone(scene: Scene, hit: Hit) -> bool:
    """Whether a mark fills its clause ("last year, she had a seizure")."""
    clause = scene.clause[hit.first]
    return scene.clause.count(clause) <= hit.size + 2


def _thinks_not(scene: Scene, sign: Sign) -> str:
    for hit in scene.marks["thinks_not"]:
        same = scene.sentence[hit.first] == scene.sentence[sign.first]
        if same and 0 <= sign.first - hit.last - 1 <= scene.reach and not sign.own_no:
            return scene.quote(hit)
    return ""


def _resolved(scene: Scene, sign: Sign, signs: list[Sign]) -> str:
    for hit in scene.marks["no_more"]:
        if 0 <= sign.first - hit.last - 1 <= 2 and not scene.broken(
            hit.first + 1, sign.first, WEAK
        ):
            return scene.quote(hit)
    for hit in scene.marks["resolved"]:
        apart = hit.first - sign.last - 1
        if not 0 <= apart <= _RESOLVED_REACH or scene.broken(sign.last + 1, hit.first, STRONG):
            continue
        nearer = any(sign.last < other.first <= hit.first for other in signs)
        if not nearer:
            return scene.quote(hit)
    return ""


def _denied(scene: Scene, signs: list[Sign]) -> dict[int, str]:
    """The signs that a negator denies, with its words."""
    starts = {sign.first: sign for sign in sorted(signs, key=lambda sign: sign.last)}
    denied: dict[int, str] = {}
    for hit in scene.marks["negate"]:
        for sign in _chain(scene, hit, starts):
            same = (one for one in signs if one.first == sign.first and not one.own_no)
            denied.update({id(one): scene.quote(hit) for one in same})
    for hit in scene.marks["negate_after"]:
        for sign in signs:
            if _denies_before(scene, hit, sign, starts):
                denied[id(sign)] = scene.quote(hit)
    return denied


def _chain(scene: Scene, hit: Hit, starts: dict[int, Sign]) -> list[Sign]:
    """The signs after a negator: the nearest one, and those joined to it by "or"."""
    nearest = _nearest(scene, hit, starts)
    if nearest is None:
        return []
    denied, waiting, place = [nearest], list[Sign](), nearest.last + 1
    ors = {one.first: one.last for one in scene.marks["list_or"]}
    while place < len(scene.text.words) and scene.text.words[place].gap <= WEAK:
        if place in ors:
            place = ors[place] + 1
            denied += waiting
            waiting = []
            if place in starts and starts[place].noun:
                denied.append(starts[place])
        if place not in starts:
            break
        waiting.append(starts[place])
        place = starts[place].last + 1
    return denied


def _nearest(scene: Scene, hit: Hit, starts: dict[int, Sign]) -> Sign | None:
    words = scene.text.words
    blocked = {one.first for one in scene.marks["blocks"]}
    for place in range(hit.last + 1, min(len(words), hit.last + 2 + scene.reach)):
        if words[place].gap >= WEAK:
            return None
        if place in starts:
            sign = starts[place]
            near = sign.noun or place - hit.last <= 2
            return sign if near and not sign.own_no else None
        if place in blocked or words[place].number:
            return None
    return None


def _denies_before(scene: Scene, hit: Hit, sign: Sign, starts: dict[int, Sign]) -> bool:
    """ "Fever? none": a negator right after a sign, with nothing behind it to deny."""
    if not sign.noun or sign.own_no or not 0 <= hit.first - sign.last - 1 <= 1:
        return False
    after = scene.text.at(hit.last + 1)
    if after is not None and after.gap < WEAK:
        return False
    return not any(start in starts for start in range(hit.last + 1, hit.last + 2)) or (
        after is not None and after.gap >= WEAK
    )
