"""The words of one text with the signs in it and the marks of context around them.

It says where marks stand and how far; what they make of a sign is judged in `context.py`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from study.understand.match import Hit
from study.understand.text import LINE, WEAK, Text

_KEPT = frozenset({"recent", "now", "someone", "third", "child", "past"})


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


class Scene:
    """The words of one text with the marks of context found in them."""

    def __init__(
        self, text: Text, hits: Iterable[Hit], reach: int, signs: Sequence[Sign] = ()
    ) -> None:
        self.text = text
        self.signs = signs
        self.reach = reach
        self.marks: dict[str, list[Hit]] = defaultdict(list)
        own = {at for one in signs if one.own_no for at in range(one.first, one.last + 1)}
        for hit in hits:
            if hit.kind == "context" and not (hit.value not in _KEPT and _inside(hit, own)):
                self.marks[hit.value].append(hit)
        self.sentence = self._count(LINE, frozenset())
        self.ors = {hit.first: hit.last for hit in self.marks["list_or"]}
        self.blocked = frozenset(hit.first for hit in self.marks["blocks"])
        self._by_sentence: dict[tuple[str, int], list[Hit]] = defaultdict(list)
        for name, found in self.marks.items():
            for hit in found:
                self._by_sentence[name, self.sentence[hit.first]].append(hit)
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


def _inside(hit: Hit, places: set[int]) -> bool:
    """A mark inside a symptom's own words is no mark: the "not" of "not breathing"."""
    return any(at in places for at in range(hit.first, hit.last + 1))


def _overlap(hit: Hit, sign: Sign) -> bool:
    return hit.first <= sign.last and sign.first <= hit.last
