"""What a question is recognised by, per language: phrases for each boundary, synonyms, endings.

`cues/<language>.toml` as data; a new language is a new file. It finds phrases and decides nothing.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from study.understand.lexicon import Lexicon, lexicons
from study.understand.text import LINE, Text, fold

FOLDER = Path(__file__).with_name("cues")
STOP = "/"  # stands in a line for the end of a sentence; no phrase reaches over it
_LONGEST = 4_000  # characters of a line that phrases are looked for in
_GAP = re.compile(r"_(\d)")
_CLASS = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class Phrases:
    """The phrases of one meaning. `mask`: what looks like one of them and is none."""

    says: tuple[re.Pattern[str], ...]
    mask: tuple[re.Pattern[str], ...] = ()

    def find(self, line: str) -> str | None:
        """The first words of the line that carry the meaning; None where none do."""
        for pattern in self.mask:
            line = pattern.sub(f" {STOP}", line)
        found = (pattern.search(line) for pattern in self.says)
        return next((match.group().strip() for match in found if match), None)


@dataclass(frozen=True)
class Cues:
    """One language. `spaced`: its words stand apart; `pairs`: two neighbours tell more than one.

    `unknown`: the share of the most a word can tell that one takes away which no passage holds.
    """

    code: str
    spaced: bool
    pairs: bool
    variants: Mapping[int, str]
    digit_letters: bool
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    least: int
    unknown: float
    idle: frozenset[str]
    meanings: Mapping[str, Phrases]
    same: Mapping[str, Phrases]
    words: frozenset[str]

    def line(self, words: Iterable[str]) -> str:
        """Words as the phrases are looked for in: folded, between spaces or without any."""
        joined = (" " if self.spaced else "").join(words).translate(self.variants)
        return f" {joined[:_LONGEST]} " if self.spaced else joined[:_LONGEST]

    def find(self, meaning: str, line: str) -> str | None:
        """The words that carry a meaning of the file, such as "boundaries.dose"."""
        return self.meanings[meaning].find(line)

    def places(self, meaning: str, text: Text) -> set[int]:
        """Which words of a text a meaning's phrases hold."""
        starts, at, space = [], 0, int(self.spaced)
        parts = list(pieces(text))
        for piece in parts:
            starts.append(at + space)
            at += len(piece.translate(self.variants)) + space
        line = self.line(parts)
        says = self.meanings[meaning].says
        spans = [found.span() for one in says for found in one.finditer(line)]
        held = {n for n, start in enumerate(starts) if any(a <= start < b for a, b in spans)}
        words = [n for n, piece in enumerate(parts) if piece not in (STOP, "?")]
        return {place for place, n in enumerate(words) if n in held}


@cache
def cues(language: str) -> Cues:
    """The cues of a folder of `study.explained`. Raises KeyError or re.error for a wrong file."""
    table = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    head = table["language"]
    lexicon = _lexicon(language)
    spaced = bool(head.get("spaced", True))
    variants = lexicon.variants if lexicon else {}
    reader = _Reader(table.get("classes", {}), spaced, variants)
    meanings = dict(reader.meanings(table))
    literal = {fold(one) for one in _WORD.findall(str(table))}
    return Cues(
        code=language,
        spaced=spaced,
        pairs=bool(head.get("pairs", False)),
        variants=variants,
        digit_letters=bool(lexicon and lexicon.digit_letters),
        prefixes=tuple(sorted(head.get("prefixes", "").split(), key=len, reverse=True)),
        suffixes=tuple(sorted(head.get("suffixes", "").split(), key=len, reverse=True)),
        least=int(head.get("least", 3)),
        unknown=float(head.get("unknown", 0.7)),
        idle=frozenset(fold(word) for word in head.get("idle", "").split()),
        meanings=meanings,
        same={name: Phrases(tuple(reader.any(one))) for name, one in table["same"].items()},
        words=frozenset(literal),
    )


def pieces(text: Text) -> Iterator[str]:
    """The folded words of a text, with a mark where a sentence ends and a "?" where one asks."""
    for place, word in enumerate(text.words):
        if place and word.gap >= LINE:
            yield STOP
        yield word.key
        if word.asked:
            yield "?"


class _Reader:
    """Turns the small phrase language of the files into patterns.

    Words in a row; `a|b` either, `x?` may be left out, `conv*` any word that begins so, `_2` up
    to two other words, `#` a number, `a~b` two words as one, `{name}` any of a class.
    """

    def __init__(self, classes: Mapping[str, str], spaced: bool, variants: Mapping[int, str]):
        self._variants = variants
        self._classes = {name: "|".join(_lines(text)) for name, text in classes.items()}
        self._spaced = spaced

    def meanings(self, table: Mapping[str, Any]) -> Iterator[tuple[str, Phrases]]:
        for group in ("boundaries", "signs"):
            for name, lists in table[group].items():
                mask = tuple(self.patterns(lists.get("mask", "")))
                says = (*self.patterns(lists.get("says", "")), *self.any(lists.get("any", "")))
                yield f"{group}.{name}", Phrases(says, mask)

    def any(self, text: str) -> Iterator[re.Pattern[str]]:
        """One pattern for words and phrases of which any will do, as in "gas|road trip"."""
        for line in _lines(text):
            yield self._pattern(line.replace(" ", "~"))

    def patterns(self, text: str) -> Iterator[re.Pattern[str]]:
        return (self._pattern(line) for line in _lines(text))

    def _pattern(self, phrase: str) -> re.Pattern[str]:
        for _ in range(3):
            phrase = _CLASS.sub(lambda found: self._classes[found[1]].replace(" ", "~"), phrase)
        phrase = phrase.translate(self._variants)  # as the lines it is looked for in
        space = " " if self._spaced else ""
        parts = [self._piece(piece, space) for piece in phrase.split()]
        return re.compile("".join(parts) + ("(?= )" if self._spaced else ""))

    def _piece(self, piece: str, space: str) -> str:
        gap = _GAP.fullmatch(piece)
        if gap:
            other = f"(?: [^ {STOP}]+)" if self._spaced else f"[^{STOP}]"
            return f"{other}{{0,{gap[1]}}}"
        optional = piece.endswith("?") and piece != "?" and not piece.endswith("|?")
        words = piece.removesuffix("?") if optional else piece
        words = "|".join(self._word(one) for one in words.split("|"))
        return f"(?:{space}(?:{words})){'?' if optional else ''}"

    def _word(self, word: str) -> str:
        star = word.endswith("*")
        bare = word.removesuffix("*").split("~")
        joined = " " if self._spaced else ""
        return joined.join(_literal(one) for one in bare) + (r"\w*" if star else "")


def _literal(word: str) -> str:
    """A word of a phrase as a pattern: `#` is any number, also within a word ("#mg")."""
    parts = re.split("(#)", word)
    return "".join(r"\d[\d.,:]*" if one == "#" else re.escape(fold(one)) for one in parts)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in re.split(r"[\n,]", text) if line.strip()]


def _lexicon(language: str) -> Lexicon | None:
    code = language.partition("_")[0]
    return next((one for one in lexicons() if one.code == code), None)
