"""Which signs a text denies: "no cough or fever", "fever? none". A comma alone carries no denial.

It finds the negators' reach only; what is over, past or another's is judged in `context.py`.
"""

from collections import defaultdict

from study.understand.match import Hit
from study.understand.scene import Scene, Sign
from study.understand.text import WEAK


def denied(scene: Scene, signs: list[Sign]) -> dict[int, str]:
    """The signs that a negator denies, with its words."""
    starts = {sign.first: sign for sign in sorted(signs, key=lambda sign: sign.last)}
    beginning, ending = defaultdict(list), defaultdict(list)
    for sign in signs:
        beginning[sign.first].append(sign)
        ending[sign.last].append(sign)
    found: dict[int, str] = {}
    for hit in scene.marks["negate"]:
        for sign in _chain(scene, hit, starts):
            same = (one for one in beginning[sign.first] if not one.own_no)
            found.update({id(one): scene.quote(hit) for one in same})
    for hit in scene.marks["negate_after"]:
        for sign in (*ending[hit.first - 1], *ending[hit.first - 2]):
            if _denies_before(scene, hit, sign, starts):
                found[id(sign)] = scene.quote(hit)
    return found


def _chain(scene: Scene, hit: Hit, starts: dict[int, Sign]) -> list[Sign]:
    """The signs after a negator: the nearest one, and those joined to it by "or"."""
    nearest = _nearest(scene, hit, starts)
    if nearest is None:
        return []
    denied, waiting, place = [nearest], list[Sign](), nearest.last + 1
    ors = scene.ors
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
    for place in range(hit.first + 1, min(len(words), hit.last + 2 + scene.reach)):
        if words[place].gap >= WEAK:
            return None
        if place in starts:
            sign = starts[place]
            near = sign.noun or place - hit.last <= 2
            return sign if near and not sign.own_no else None
        if place > hit.last and (place in scene.blocked or words[place].number):
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
