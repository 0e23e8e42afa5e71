"""Under which words of a language a typed word can be known: endings, stretched letters, typos.

Careful with short words: only one slip, only in words of five letters or more, and never for a
word that means something itself in any language of the program.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from study.understand.lexicon import Lexicon, lexicons
from study.understand.text import Text, Word, fold, toned

_SHORTEST = 5  # letters of a word that may be misspelt
_LONG = 9  # letters from which two slips are forgiven
_GLUED = 7  # letters from which a word may be several written together
_STRETCHED = re.compile(r"(.)\1+")
_LEET = str.maketrans("013457@$", "oieastas")


@lru_cache(maxsize=60_000)
def forms(raw: str, code: str, accented: bool, typos: bool) -> tuple[str, ...]:
    """The words of language `code` this can be, best guess only; empty for none.

    `accented` says that the text is written with its accents, so that a bare word is meant bare.
    """
    lexicon = _by_code()[code]
    raw = raw.translate(lexicon.variants) if lexicon.variants else raw
    if accented and not lexicon.accents and not raw.isascii() and lexicon.script == "latin":
        return ()  # a word with the accents of the text's own language is no other language's
    exact = _exact(raw, lexicon, accented)
    if exact or not typos:
        return exact
    bare = fold(raw)
    if bare in lexicon.ordinary:
        return ()
    guesses = [form for guess in _unstretched(bare) for form in _exact(guess, lexicon, False)]
    if guesses:
        return tuple(dict.fromkeys(guesses))
    if _means_something(bare, lexicon.script):
        return ()
    return _slips(bare, lexicon)


def _exact(raw: str, lexicon: Lexicon, accented: bool) -> tuple[str, ...]:
    bare = fold(raw)
    found = (*_spelt(raw, bare, lexicon, accented), *_spelt_out(bare, lexicon))
    stems = [
        bare[:size] + "*" for size in range(2, len(bare) + 1) if bare[:size] + "*" in lexicon.stems
    ]
    return tuple(dict.fromkeys([*found, *stems, *_without_affixes(bare, lexicon)]))


def _spelt_out(bare: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The word a chat abbreviation stands for."""
    word = lexicon.short.get(bare)
    return () if word is None else (word,)


def _spelt(raw: str, bare: str, lexicon: Lexicon, accented: bool) -> tuple[str, ...]:
    options = lexicon.spellings.get(bare, ())
    if not lexicon.accents or not options:
        return options
    key = toned(raw)
    if key in options and (key != bare or accented):
        return (key,)
    return options


def _without_affixes(bare: str, lexicon: Lexicon) -> Iterator[str]:
    if bare in lexicon.ordinary or not (lexicon.prefixes or lexicon.suffixes):
        return
    starts = [bare]
    starts += [
        bare[len(one) :]
        for one in lexicon.prefixes
        if bare.startswith(one) and len(bare) - len(one) >= 2
    ]
    for start in starts:
        ends = [
            start[: -len(ending)] + instead
            for ending, instead in lexicon.suffixes
            if start.endswith(ending) and len(start) - len(ending) >= 2
        ]
        for word in (start, *ends):
            yield from lexicon.spellings.get(word, ())
            stems = (word[:size] + "*" for size in range(3, len(word) + 1))
            yield from (stem for stem in stems if stem in lexicon.stems)


def _unstretched(bare: str) -> Iterator[str]:
    """The word with letters held down let go ("feverrr"), and digits that stand for letters."""
    if _STRETCHED.search(bare):
        yield _STRETCHED.sub(r"\1\1", bare)
        yield _STRETCHED.sub(r"\1", bare)
    if len(bare) >= _SHORTEST and bare.translate(_LEET) != bare:
        yield bare.translate(_LEET)


def _slips(bare: str, lexicon: Lexicon) -> tuple[str, ...]:
    if len(bare) < _SHORTEST - 1 or lexicon.script == "han":
        return ()
    allowed = 2 if len(bare) >= _LONG else 1
    near = extract(bare, _targets(lexicon.code, len(bare)), scorer=OSA.distance,
                   score_cutoff=allowed, limit=6)  # fmt: skip
    fitting = [(slips, word) for word, slips, _ in near if _likely(bare, word)]
    best = min((slips for slips, _ in fitting), default=0)
    words = [word for slips, word in fitting if slips == best]
    return tuple(one for word in words for one in lexicon.spellings[word])


def _likely(typed: str, word: str) -> bool:
    """People seldom miss the first letter; a long word can bear it."""
    return typed[0] == word[0] or typed[:2] == word[1::-1] or len(word) >= 7


@lru_cache(maxsize=400)
def _targets(code: str, size: int) -> list[str]:
    """Words near this length that may have been meant."""
    allowed = 2 if size >= _LONG else 1
    return [
        word
        for word in _by_code()[code].spellings
        if len(word) >= _SHORTEST and abs(len(word) - size) <= allowed and word.isalpha()
    ]


@lru_cache(maxsize=60_000)
def _means_something(bare: str, script: str) -> bool:
    return any(one.knows(bare) for one in lexicons() if one.script == script)


@lru_cache(maxsize=1)
def _by_code() -> dict[str, Lexicon]:
    return {one.code: one for one in lexicons()}


def mended(text: Text, stored: str) -> Text:
    """The text with words put together that hold digits for letters ("7arara", "ma3am").

    Only what a lexicon knows so; in the stored language also any other word written that way.
    """
    if not any(word.number for word in text.words):
        return text
    words: list[Word] = []
    at = 0
    while at < len(text.words):
        end = at + 1
        while end < len(text.words) and text.words[end].start == text.words[end - 1].end:
            end += 1
        words += _mended(list(text.words[at:end]), stored)
        at = end
    return Text(text.clean, tuple(words))


def _mended(run: list[Word], stored: str) -> list[Word]:
    raw = "".join(word.raw for word in run)
    mixed = len(run) > 1 and any(word.number for word in run) and raw.isascii() and raw.isalnum()
    if not mixed or len(raw) > 20 or not _DIGIT_WORD.fullmatch(raw):
        return run
    bare = fold(raw)
    known = any(_exact(raw, one, False) for one in lexicons() if one.digit_letters)
    own = _by_code().get(stored)
    if not known and not (own is not None and own.digit_letters and not _UNIT.search(bare)):
        return run
    return [Word(bare, raw, run[0].start, run[-1].end, run[0].gap, asked=run[-1].asked)]


_DIGIT_WORD = re.compile(r"\d?[A-Za-z]+(?:\d{1,2}[A-Za-z]*)*")
_UNIT = re.compile(r"^\d+(am|pm|mg|ml|kg|c|f|h|min|mins|hrs?|lbs?|cc|x|th|st|nd|rd)$|\d$")


def unglue(text: Text, codes: Iterable[str]) -> Text:
    """The text with words taken apart that were typed or dictated in one ("cantbreathe")."""
    active = tuple(sorted(codes))
    words: list[Word] = []
    for word in text.words:
        split = _particle(word.key) if len(word.key) >= _SHORTEST else ()
        if split:
            words += _apart(word, split)
            continue
        parts = _parts(word.key, active) if len(word.key) >= _GLUED and word.key.isalpha() else ()
        words += _apart(word, parts) if parts else [word]
    return Text(text.clean, tuple(words))


def _apart(word: Word, parts: tuple[str, ...]) -> list[Word]:
    first = Word(parts[0], parts[0], word.start, word.end, word.gap)
    rest = [Word(part, part, word.start, word.end, 0) for part in parts[1:]]
    return [first, *rest]


@lru_cache(maxsize=20_000)
def _particle(bare: str) -> tuple[str, ...]:
    """A small word written in one with the next ("مايرد"), where only apart they are known."""
    for lexicon in lexicons():
        for particle in lexicon.particles:
            rest = bare.removeprefix(particle)
            if rest != bare and len(rest) >= 3 and not _exact(bare, lexicon, False):
                if _exact(rest, lexicon, False):
                    return particle, rest
    return ()


@lru_cache(maxsize=20_000)
def _parts(bare: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The fewest known words that make up this unknown one; empty where it stays whole."""
    if len(bare) > 60 or any(_means_something(bare, one.script) for one in lexicons()):
        return ()
    if any(_exact(bare, _by_code()[code], False) for code in codes):
        return ()
    best: list[tuple[str, ...] | None] = [(), *[None] * len(bare)]
    for end in range(1, len(bare) + 1):
        for start in range(max(0, end - 14), end):
            before, piece = best[start], bare[start:end]
            if before is None or not _a_piece(piece, codes):
                continue
            here = best[end]
            if here is None or len(before) + 1 < len(here):
                best[end] = (*before, piece)
    parts = best[-1] or ()
    return parts if 1 < len(parts) <= 8 and len(bare) / len(parts) >= 3 else ()


def _a_piece(piece: str, codes: tuple[str, ...]) -> bool:
    if len(piece) == 1:
        return piece in "ai"
    return any(piece in _by_code()[code].spellings for code in codes)
