"""Where the phrases of the lexicons stand in a text. It says what is there, not what it means."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from study.understand.lexicon import Lexicon
from study.understand.spelling import forms
from study.understand.text import LINE, STRONG, Text, Word


@dataclass(frozen=True, slots=True)
class Hit:
    """One phrase found, from word `first` to word `last`, both included."""

    kind: str
    value: str
    first: int
    last: int
    language: str
    gappy: bool = False
    own_no: bool = False

    @property
    def size(self) -> int:
        return self.last - self.first + 1

    def holds(self, other: "Hit") -> bool:
        """Whether the other hit lies inside this one and is shorter, or no longer than an idiom."""
        inside = self.first <= other.first and other.last <= self.last
        return inside and (self.size > other.size or self.value == "idiom" != other.value)


def find(text: Text, lexicon: Lexicon, accented: bool, typos: bool) -> list[Hit]:
    """All phrases of one language in the text, longest per place and meaning."""
    words = text.words
    keys = [_forms(word, lexicon, accented, typos) for word in words]
    net = lexicon.net
    best: dict[tuple[str, str, int], Hit] = {}
    for first, key in enumerate(keys):
        if not key:
            continue
        state = net.next(net.start(), key)
        last, broken, skipped = first, 0, False
        while state is not None:
            for found in () if skipped else state.found:
                if broken <= _bridge(found.kind):
                    hit = Hit(found.kind, found.value, first, last, lexicon.code, found.gappy,
                              found.own_no)  # fmt: skip
                    best[(found.kind, found.value, first)] = hit
            last += 1
            if last == len(words) or words[last].gap >= STRONG:
                break
            broken = max(broken, words[last].gap)
            reached = net.next(state, keys[last])
            skipped = _picture(words[last]) or (reached is None and words[last].raw in "&+")
            state = state if skipped else reached
    return list(best.values())


def _picture(word: Word) -> bool:
    """An emoji stands between the words of a phrase without breaking it, and belongs to none."""
    return not word.raw[0].isalnum() and word.raw not in "&+"


def _bridge(kind: str) -> int:
    """The break a phrase may reach over: a symptom is a symptom across commas and lines."""
    return LINE if kind.startswith("symptom") else 0


def _forms(word: Word, lexicon: Lexicon, accented: bool, typos: bool) -> tuple[str, ...]:
    if word.number:
        return (word.key,) if word.key in lexicon.spellings else ()
    readable = lexicon.script == script_of(word.raw) or word.raw.isascii() or _picture(word)
    if lexicon.script == "latin" or readable:
        return forms(word.raw, lexicon.code, accented, typos)
    return ()


@lru_cache(maxsize=60_000)
def script_of(raw: str) -> str:
    """The script of a word, by its first letter."""
    first = ord(raw[0])
    if 0x3400 <= first <= 0x9FFF or 0xF900 <= first <= 0xFAFF:
        return "han"
    return "arabic" if 0x600 <= first <= 0x8FF or 0xFB50 <= first <= 0xFEFF else "latin"


def without_shadowed(hits: Iterable[Hit]) -> Iterator[Hit]:
    """The hits that do not lie inside a longer one of the same section.

    A phrase with a gap casts no shadow: another sign may stand in the gap.
    """
    kept = list(hits)
    shades: dict[int, list[Hit]] = defaultdict(list)
    for hit in kept:
        whole = not hit.gappy or hit.value in ("idiom", "noise")
        if hit.size > 1 and whole and hit.value not in _NO_SHADE:
            for place in range(hit.first, hit.last + 1):
                shades[place].append(hit)
    for hit in kept:
        over = shades.get(hit.first, ())
        if not any(shade.holds(hit) and _same_section(shade, hit) for shade in over):
            yield hit


def _same_section(shade: Hit, hit: Hit) -> bool:
    """A figure of speech hides symptoms; a mark of context hides marks only."""
    if hit.kind == "dose" and hit.value in _NEVER_SHADED:
        return shade.value == "noise" and not shade.gappy
    if hit.value in _MEASURED and shade.value in ("place_before", "place_after"):
        return False
    if shade.value == "idiom":
        return _section(hit.kind) == "symptom"
    if hit.kind.startswith("symptom"):
        return shade.kind.startswith("symptom")
    return _section(shade.kind) == _section(hit.kind)


_NO_SHADE = frozenset({"split", "authority"})
_NEVER_SHADED = frozenset(
    {"a", "b", "c", "both", "whole", "other_one"}
)  # whom a dose word is about

# What a number counts stands inside where it was read ("in room 104").
_MEASURED = frozenset({"other_number", "other_unit", "given_number", "street"})


def _section(kind: str) -> str:
    head = kind.partition(".")[0]
    return "symptom" if head == "context" else head
