"""Whether a sign is there now, or over, long past, another's, or only asked about.

It judges where a sign stands among the other words; which tier that gives is judged elsewhere.
"""

from dataclasses import dataclass
from enum import StrEnum

from study.understand.denial import denied
from study.understand.match import Hit
from study.understand.scene import Scene, Sign
from study.understand.text import STRONG, WEAK

_WHAT_IF_REACH = 14  # words a "what if" carries where nobody types commas
_MOMENT_REACH = 9  # words from a sign within which "right now" says that it is happening
_RESOLVED_REACH = 6
_ME_REACH = 3
_NOT_REACH = 2


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
class Judged:
    """A sign with its standing, the words the standing rests on, and whether it is in doubt."""

    sign: Sign
    standing: Standing
    words: str = ""
    doubt: bool = False
    old: bool = False
    recent: bool = False


def judge(scene: Scene, signs: list[Sign], sender: str | None) -> list[Judged]:
    """Every sign with its standing. `sender`: who holds the phone, as far as is known."""
    no = denied(scene, signs)
    return [_judged(scene, sign, no, signs, sender) for sign in signs]


def _judged(
    scene: Scene, sign: Sign, no: dict[int, str], signs: list[Sign], sender: str | None
) -> Judged:
    doubt = bool(scene.beside("unsure", sign, scene.clause))
    recent = bool(scene.beside("recent", sign, scene.sentence))
    for standing, words in (
        (Standing.WHAT_IF, _what_if(scene, sign)),
        (Standing.OTHER, _others(scene, sign)),
        (Standing.CAREGIVER, _caregivers(scene, sign) if sender == "caregiver" else ""),
        (Standing.DENIED, no.get(id(sign), "") or _busy(scene, sign)),
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
    if any(_happening(scene, hit, sign) for hit in scene.beside("moment", sign, scene.sentence)):
        return ""
    for hit in scene.beside("what_if", sign, scene.sentence):
        near = 0 < sign.first - hit.last <= _WHAT_IF_REACH
        if near and not _new_subject(scene, hit.last + 1, sign.first):
            return scene.quote(hit)
    general = scene.beside("general", sign, scene.sentence)
    return scene.quote(general[0]) if general else ""


def _happening(scene: Scene, now: Hit, sign: Sign) -> bool:
    """Whether a "right now" speaks of a sign, and not of how well the child is right now."""
    well = any(one.first <= now.first <= one.last for one in scene.marks["resolved"])
    return not well and _apart(now, sign) <= _MOMENT_REACH


def _apart(hit: Hit, sign: Sign) -> int:
    """How many words lie between a mark and a sign, whichever stands first."""
    return max(hit.first - sign.last, sign.first - hit.last) - 1


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
    if any(hit.first == first for hit in scene.within("subject", first, last)):
        return True  # "this is his mom he has a fever"
    if scene.within("child", first, last) or any(
        first <= hit.first <= last for hit in scene.marks["but"]
    ):
        return True
    return any(
        scene.text.words[hit.first].gap >= WEAK or hit.first > first + 2
        for hit in scene.within("subject", first, last)
    )


def _caregivers(scene: Scene, sign: Sign) -> str:
    clause = scene.clause[sign.first]
    own = [hit for hit in scene.marks["me"] if scene.clause[hit.first] == clause]
    if not own and not scene.beside("third", sign, scene.clause):
        clause = max(0, clause - 1)  # "my head is killing me, worst migraine"
        return _me_in(scene, clause, sign)
    for hit in own:
        before = 0 <= sign.first - hit.last - 1 <= _ME_REACH
        inside = hit.first >= sign.first and hit.last <= sign.last
        inside = inside or (hit.first <= sign.first <= hit.last)
        if not (before or inside):
            continue
        if not scene.within("third", hit.first, sign.last + 1):
            return scene.quote(hit)
    return ""


def _me_in(scene: Scene, clause: int, sign: Sign) -> str:
    """The words that make the clause before the sender's own, if they are in the same sentence."""
    sentence = scene.sentence[sign.first]
    before = [hit for hit in scene.marks["me"] if scene.clause[hit.first] == clause]
    others = [hit for hit in scene.marks["third"] if scene.clause[hit.first] == clause]
    mine = [hit for hit in before if scene.sentence[hit.first] == sentence]
    signs = any(scene.clause[one.first] == clause for one in scene.signs)
    return scene.quote(mine[0]) if mine and signs and not others else ""


def _busy(scene: Scene, sign: Sign) -> str:
    """ "I am driving, can't talk": who cannot speak is the one at the wheel."""
    if sign.code != "N12" or scene.beside("third", sign, scene.clause):
        return ""
    return scene.says("busy", sign, scene.sentence)


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
        if 0 <= sign.first - hit.last - 1 <= 2 and _in_one_go(scene, hit, sign):
            return scene.quote(hit)
    for hit in scene.marks["resolved"]:
        if hit.first < sign.first and sign.last <= hit.last and not sign.own_no:
            return scene.quote(hit)  # "退烧了" holds the sign itself
        apart = hit.first - sign.last - 1
        if not 0 <= apart <= _RESOLVED_REACH or scene.broken(sign.last + 1, hit.first, STRONG):
            continue
        nearer = any(sign.last < other.first <= hit.first for other in signs)
        if not nearer and not _not_yet(scene, sign, hit):
            return scene.quote(hit)
    return ""


def _in_one_go(scene: Scene, hit: Hit, sign: Sign) -> bool:
    """Whether neither a pause nor a "but" stands between a mark and the sign behind it."""
    turned = any(hit.last < but.first < sign.first for but in scene.marks["but"])
    return not turned and not scene.broken(hit.first + 1, sign.first, WEAK)


def _not_yet(scene: Scene, sign: Sign, over: Hit) -> bool:
    """ "The cough has not stopped": a negator before a word for being over."""
    return any(
        sign.last < hit.first <= over.first and over.first - hit.last <= _NOT_REACH
        for hit in (*scene.marks["negate"], *scene.marks["not_over"])
        if not (hit.first == over.first and hit.last == over.last)
    )
