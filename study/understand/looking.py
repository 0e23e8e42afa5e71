"""One look at a text that all readers share: its words, its languages, the phrases found in it."""

import re
from dataclasses import dataclass

from study.understand.languages import Languages, base, languages_of
from study.understand.lexicon import Lexicon, lexicons
from study.understand.match import Hit, find, script_of, without_shadowed
from study.understand.numbers import Number, numbers_in
from study.understand.spelling import mended, unglue
from study.understand.text import Text, read_words

_QUOTE = re.compile(
    r"^\s*(?P<verb>[^“”\"«»„「」『』\n]{0,40}?)\s*[“\"«„「『](?P<quote>.*?)([”\"»」』]|$)",
    re.DOTALL,
)
_SIGNS = re.compile(r"[^\w\s'’]")
_BEHIND = 24  # characters after a quote in which its verb may stand ("对“…”表示赞")
_MEASURE_LETTERS = 4  # of a word like "libras" that says a number is no temperature


@dataclass(frozen=True)
class Look:
    """What stands in a text. `quoted`: the text began with a reaction to one of ours."""

    text: Text
    languages: Languages
    hits: tuple[Hit, ...]
    numbers: tuple[Number, ...]
    quoted: bool

    def whole_numbers(self) -> list[Number]:
        """The numbers with nothing behind a point, as clock times are read."""
        return numbers_in(self.text, _active(self.languages), self.languages.accented, whole=True)

    @property
    def reach(self) -> int:
        """How many words a negator reaches over in the main language."""
        return next(one.reach for one in lexicons() if one.code == self.languages.main)

    def share_of(self, *sections: str) -> float:
        """How much of the text is numbers and phrases of these sections, 0 to 1."""
        covered = {at for at, word in enumerate(self.text.words) if word.number}
        for section in sections:
            covered.update(at for hit in self.of(section) for at in range(hit.first, hit.last + 1))
        return len(covered) / max(1, len(self.text.words))

    def of(self, section: str) -> list[Hit]:
        """The hits of one section of the lexicons."""
        return [hit for hit in self.hits if hit.kind.partition(".")[0] == section]


def look(raw: str, lang: str | None) -> Look:
    """Reads the words of a text once. Linear in its length; never raises on any text."""
    said, quoted = without_quote(raw)
    text = mended(read_words(said), base(lang) or "")
    languages = languages_of(text, lang)
    text = unglue(text, languages.active)
    hits = [hit for lexicon in lexicons() for hit in _hits(text, lexicon, languages)]
    numbers = numbers_in(text, _active(languages), languages.accented)
    return Look(text, languages, tuple(without_shadowed(hits)), tuple(numbers), quoted)


def _active(languages: Languages) -> list[Lexicon]:
    return [one for one in lexicons() if one.code in languages.active]


def without_quote(raw: str) -> tuple[str, bool]:
    """The text without the words of ours that it reacts to ("Liked “…”"), and whether it does.

    Only where nothing but the reaction stands before the quote: what a teacher said is read.
    """
    match = _QUOTE.match(raw)
    if match is None:
        return raw, False
    rest = raw[match.end() :]
    if _reacts(match["verb"]):
        return rest, True
    behind = read_words(rest[:_BEHIND])
    for place in range(len(behind.words), 0, -1):
        if _reacts(match["verb"] + rest[: behind.words[place - 1].end]):
            return rest[behind.words[place - 1].end :], True
    return raw, False


def _reacts(words: str) -> bool:
    """Whether words are those of a reaction and nothing else."""
    verb = read_words(_SIGNS.sub("", words))
    found = [hit for one in lexicons() for hit in find(verb, one, False, False)]
    reacted = [hit for hit in found if hit.value == "reacted"]
    covered = {place for hit in reacted for place in range(hit.first, hit.last + 1)}
    return bool(reacted) and len(covered) == len(verb.words)


def _hits(text: Text, lexicon: Lexicon, languages: Languages) -> list[Hit]:
    if lexicon.code in languages.active:
        return find(text, lexicon, languages.accented, typos=True)
    if not any(script_of(word.raw) == lexicon.script for word in text.words if not word.number):
        return []
    return [
        hit
        for hit in find(text, lexicon, languages.accented, typos=False)
        if _foreign(text, hit, lexicon)
    ]


def _foreign(text: Text, hit: Hit, lexicon: Lexicon) -> bool:
    """Whether a phrase counts although the text is in another language: long enough, or a keyword
    that carriers know in every language. Bare words of an accented language never do."""
    section = hit.kind.partition(".")[0]
    letters = sum(len(text.words[at].key) for at in range(hit.first, hit.last + 1))
    if lexicon.accents and text.quote(hit.first, hit.last).isascii():
        return section == "keyword" and hit.size > 1
    if hit.value in ("other_unit", "other_number"):
        return letters >= _MEASURE_LETTERS
    return section == "keyword" or letters >= lexicon.foreign.get(section, 99)
