"""What a dose word is about when no medicine of ours is named: "gave her tylenol" is not our dose.

It only takes words out of the reading of doses; nothing is read as given here.
"""

from collections import defaultdict
from collections.abc import Iterator

from study.understand.lexicon import lexicons
from study.understand.looking import Look
from study.understand.match import Hit, script_of
from study.understand.text import WEAK, Word

_VERBS = frozenset({"given", "missed", "part", "yes", "no", "vomited"})
_OURS = frozenset({"a", "b", "both", "other_one", "object", "one_of", "neither"})
_BRAND = 4  # letters from which an unknown word is taken for the name of something


def about_ours(look: Look) -> list[Hit]:
    """The dose words of a text without those whose object is food, sleep or another medicine."""
    hits = look.of("dose")
    things = _Things(look, hits)
    return [hit for hit in hits if not things.elsewhere(hit)]


class _Things:
    """Where objects stand in one text."""

    def __init__(self, look: Look, hits: list[Hit]) -> None:
        self._words = look.text.words
        self._main = look.languages.main
        self._ends: dict[tuple[str, int], int] = {}
        self._before = {hit.last for hit in hits if hit.value == "other_thing"}
        self._covered = {at for hit in hits for at in range(hit.first, hit.last + 1)}
        self._places: dict[str, set[int]] = defaultdict(set)
        for hit in hits:
            value = "ours" if hit.value in _OURS else hit.value
            self._places[value].add(hit.first)
            last = self._ends.get((value, hit.first), -1)
            self._ends[value, hit.first] = max(last, hit.last)
        self._taken = set(self._swallowed(hits))

    def elsewhere(self, hit: Hit) -> bool:
        """Whether a word speaks of a thing that is none of our medicines."""
        return hit.first in self._taken and hit.value in (_VERBS | {"whole", "after_med"})

    def _swallowed(self, hits: list[Hit]) -> Iterator[int]:
        for hit in hits:
            if hit.value not in _VERBS:
                continue
            end = self._object(hit)
            if end is not None:
                yield from range(hit.first, self._past_yes(end) + 1)
            elif self._fronted(hit):
                yield hit.first

    def _object(self, hit: Hit) -> int | None:
        """The last word of another thing that follows a word, past "her", "some" and "all his"."""
        at = self._verb_end(hit) + 1
        while at < len(self._words) and self._words[at].gap < WEAK:
            if at in self._places["ours"]:
                return None
            if at in self._places["other_thing"]:
                both = hit.value == "vomited" and self._ours_behind(at)  # "breakfast and meds"
                return None if both else self._ends["other_thing", at]
            skip = max(self._ends.get((name, at), -1) for name in ("filler", "whole"))
            if skip < 0:
                named = hit.value == "given" and self._is_a_name(self._words[at], at)
                return at if named and not self._ours_behind(at) else None
            at = skip + 1
        return None

    def _verb_end(self, hit: Hit) -> int:
        """The last word of the longest dose word that goes on from this one ("刚吃" and "吃完")."""
        ends = (self._ends.get((name, hit.last), -1) for name in _VERBS)
        return max(hit.last, *ends)

    def _past_yes(self, end: int) -> int:
        """ "cho bú rồi": the yes behind another thing speaks of that thing."""
        at = end + 1
        while at < len(self._words) and self._words[at].gap < WEAK:
            last = max(self._ends.get((name, at), -1) for name in ("yes", "after_med", "whole"))
            if last < 0:
                break
            end, at = last, last + 1
        return end

    def _fronted(self, hit: Hit) -> bool:
        """ "早饭吃完了": the thing stands before the word, in languages that do so."""
        word = self._words[hit.first]
        after = self._words[hit.last + 1] if hit.last + 1 < len(self._words) else None
        alone = after is None or after.gap >= WEAK or script_of(after.raw) != "han"
        near = hit.first - 1 in self._before and word.gap < WEAK
        return near and alone and script_of(word.raw) == "han"

    def _is_a_name(self, word: Word, at: int) -> bool:
        """A word that no lexicon knows, such as another medicine's name."""
        if word.number or len(word.key) < _BRAND or not word.key.isalpha() or at in self._covered:
            return False
        script = script_of(word.raw)
        return script == "latin" and not any(one.knows(word.key) for one in lexicons())

    def _ours_behind(self, at: int) -> bool:
        """ "gave Sammy both": the unknown word was a person."""
        for place in range(at + 1, len(self._words)):
            if self._words[place].gap >= WEAK:
                return False
            if place in self._places["ours"]:
                return True
        return False
