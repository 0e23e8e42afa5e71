"""One language as data: `lexicon/<language>.toml` read into what the rules look words up in.

A new language is a new file here and its tests; no rule names a language.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from study.symptoms import SYMPTOMS
from study.understand.patterns import Found, Net, Parser, PatternError
from study.understand.text import fold, read_words, toned

FOLDER = Path(__file__).with_name("lexicon")
PICTURES = FOLDER / "shared" / "pictures.toml"  # what an emoji says, whatever the language
Table = Mapping[str, Any]


@dataclass(frozen=True)
class Numbers:
    """Number words. `values` holds what a word is worth; `units_first` is "neun und dreißig"."""

    values: Mapping[str, int] = field(default_factory=dict)
    multipliers: frozenset[str] = frozenset()
    point: frozenset[str] = frozenset()
    half: frozenset[str] = frozenset()
    quarter: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    units_first: bool = False
    digits_behind: bool = True


@dataclass(frozen=True)
class Lexicon:
    """Everything known of one language.

    `spellings`: from a word without accents to the words it can stand for. `common`: words that
    show the language. `ordinary`: words that are no misspelling of anything. `foreign`: letters a
    phrase needs to count in a text of another language, per section. `short`: from a chat
    abbreviation to its word ("q" to "que").
    """

    code: str
    script: str
    accents: bool
    net: Net
    numbers: Numbers
    common: frozenset[str]
    ordinary: frozenset[str]
    negators: frozenset[str]
    reach: int
    spellings: Mapping[str, tuple[str, ...]]
    stems: frozenset[str]
    prefixes: tuple[str, ...]
    suffixes: tuple[tuple[str, str], ...]
    variants: Mapping[int, str]
    digit_letters: bool = False
    foreign: Mapping[str, int] = field(default_factory=dict)
    particles: tuple[str, ...] = ()
    short: Mapping[str, str] = field(default_factory=dict)

    def knows(self, word: str) -> bool:
        """Whether a folded word is one of this language's, in any phrase or as an ordinary one."""
        return any(word in one for one in (self.spellings, self.ordinary, self.common, self.short))


@cache
def lexicons() -> tuple[Lexicon, ...]:
    """All languages. Raises PatternError or KeyError for a file that is wrong."""
    return tuple(read_lexicon(path) for path in sorted(FOLDER.glob("*.toml")))


def read_lexicon(path: Path) -> Lexicon:
    """One language's file."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    language = table["language"]
    accents = bool(language.get("accents", False))
    variants = _variants(language.get("variants", ""))
    key = _Key(accents, variants, bool(language.get("digit_letters", False)))
    negators = frozenset(key.one(word) for word in language.get("negators", "").split())
    net = Net()
    classes = {name: _lines(options) for name, options in table.get("classes", {}).items()}
    parser = Parser(classes, key.split)
    pictures = tomllib.loads(PICTURES.read_text(encoding="utf-8"))
    for kind, value, phrase in (*_phrases(table), *_phrases(pictures)):
        _add(net, parser, negators, (kind, value, phrase))
    units = _lines(table.get("temperature", {}).get("other_unit", ""))
    numbers = _numbers(table.get("numbers", {}), key, frozenset(key.one(unit) for unit in units))
    return Lexicon(
        code=language["code"],
        script=language.get("script", "latin"),
        accents=accents,
        net=net,
        numbers=numbers,
        common=frozenset(fold(word) for word in language.get("common", "").split()),
        ordinary=_ordinary(path, language),
        negators=negators,
        reach=int(language.get("reach", 3)),
        spellings=_spellings(net.words | _number_words(numbers), accents, language),
        stems=frozenset(word for word in net.words if word.endswith("*")),
        prefixes=tuple(language.get("prefixes", "").split()),
        suffixes=tuple(_pairs(language.get("suffixes", ""))),
        variants=variants,
        digit_letters=bool(language.get("digit_letters", False)),
        foreign=language.get("foreign", {"symptom": 7, "dose": 6}),
        particles=tuple(language.get("particles", "").split()),
        short={fold(one): key.one(word) for one, word in _pairs(language.get("short", ""))},
    )


@dataclass(frozen=True)
class _Key:
    """How this language's words are written in the net."""

    accents: bool
    variants: Mapping[int, str]
    digit_letters: bool

    def one(self, word: str) -> str:
        star = word.endswith("*")
        bare = word.removesuffix("*").translate(self.variants)
        return (toned(bare) if self.accents else fold(bare)) + ("*" if star else "")

    def split(self, phrase: str) -> list[str]:
        words: list[str] = []
        for piece in phrase.split():
            if self.digit_letters and re.fullmatch(r"(?=.*\d)(?=.*[a-z])[a-z\d]+\*?", piece):
                words.append(piece)
                continue
            read = [word.raw for word in read_words(piece.removesuffix("*")).words]
            if read and piece.endswith("*"):
                read[-1] += "*"
            words += [self.one(word) for word in read]
        return words


def _phrases(table: Table) -> Iterator[tuple[str, str, str]]:
    for code, lists in table.get("symptoms", {}).items():
        for form, phrases in lists.items():
            kind, value = _symptom(code, form)
            for phrase in _lines(phrases):
                yield kind, value, phrase
    for section in ("context", "temperature", "dose", "keyword", "clock"):
        for name, phrases in table.get(section, {}).items():
            for phrase in _lines(phrases):
                yield section, name, phrase


def _symptom(code: str, form: str) -> tuple[str, str]:
    """What a list of a symptom's phrases stands for: `over` under N1 is the symptom N1.over."""
    plain = form in ("nouns", "says")
    value = code if plain else f"{code}.{form}"
    if value not in SYMPTOMS:
        raise KeyError(f"no symptom {value!r}")
    return f"symptom.{form}" if plain else "symptom.says", value


def _lines(phrases: str | Iterable[str]) -> list[str]:
    """A list of phrases, or a block of text with a phrase in each line or between commas."""
    if isinstance(phrases, str):
        phrases = re.split(r"[\n,]", phrases)
    return [phrase.strip() for phrase in phrases if phrase.strip()]


def _add(net: Net, parser: Parser, negators: frozenset[str], entry: tuple[str, str, str]) -> None:
    kind, value, phrase = entry
    try:
        elements = parser.phrase(phrase)
    except PatternError as error:
        raise PatternError(f"{kind} {value}: {error}") from error
    own_no = any(word in negators for one in elements for word in one.words())
    gappy = any(one.gappy() for one in elements)
    net.add(elements, Found(kind, value, gappy, own_no))


def _numbers(table: Table, key: _Key, units: frozenset[str]) -> Numbers:
    def words(name: str) -> frozenset[str]:
        return frozenset(key.one(word) for word in table.get(name, "").split())

    return Numbers(
        values={key.one(word): int(worth) for word, worth in table.get("values", {}).items()},
        multipliers=words("multipliers"),
        point=words("point"),
        half=words("half"),
        quarter=words("quarter"),
        joins=words("joins"),
        units=units,
        units_first=bool(table.get("units_first", False)),
    )


def _ordinary(path: Path, language: Table) -> frozenset[str]:
    """Words that are no misspelling: in the file and in the list `<language>.words` beside it."""
    beside = path.with_suffix(".words")
    more = beside.read_text(encoding="utf-8") if beside.exists() else ""
    return frozenset(fold(word) for word in (language.get("ordinary", "") + " " + more).split())


def _number_words(numbers: Numbers) -> set[str]:
    return {*numbers.values, *numbers.point, *numbers.half, *numbers.quarter, *numbers.joins}


def _spellings(words: set[str], accents: bool, language: Table) -> dict[str, tuple[str, ...]]:
    """From a bare word to every way to write it; ordinary words count where accents tell."""
    if accents:
        words = words | {toned(word) for word in language.get("ordinary", "").split()}
    spellings: dict[str, list[str]] = {}
    for word in sorted(words):
        if not word.endswith("*"):
            spellings.setdefault(fold(word), []).append(word)
    return {bare: tuple(forms) for bare, forms in spellings.items()}


def _pairs(entries: str) -> Iterator[tuple[str, str]]:
    """ "ته>ه" takes an ending for another, "ها" takes it away; "q>que" a short form for a word."""
    for entry in entries.split():
        ending, _, instead = entry.partition(">")
        yield ending, instead


def _variants(pairs: str) -> dict[int, str]:
    """ "體体 熱热": other ways to write a character."""
    return {ord(pair[0]): pair[1] for pair in pairs.split() if len(pair) == 2}
