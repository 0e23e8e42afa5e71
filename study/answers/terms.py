"""A text as the terms it is looked up by: word stems, pairs of neighbours, and synonyms.

The same for a question and for a passage, so that both meet in the same terms.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from study.answers.cues import STOP, Cues, cues, pieces
from study.explained.marks import plain
from study.explained.passages import load, terms
from study.understand.lexicon import lexicons
from study.understand.text import Text, Word, fold, read_words

_SHORTEST = 5  # letters of a word that may be misspelt
_LONG = 9  # letters from which two slips are forgiven


def read(raw: str, language: str) -> Text:
    """The words of a text as this language writes them: "yenja7" is one where 7 is a letter."""
    return joined(read_words(raw), language)


def joined(text: Text, language: str) -> Text:
    """The text with words put together that hold digits for letters, where a language does so."""
    if not cues(language).digit_letters or not any(word.number for word in text.words):
        return text
    words: list[Word] = []
    for word in text.words:
        last = words[-1] if words else None
        if last is not None and last.end == word.start and (last.raw + word.raw).isascii():
            raw = last.raw + word.raw
            words[-1] = Word(fold(raw), raw, last.start, word.end, last.gap, asked=word.asked)
        else:
            words.append(word)
    return Text(text.clean, tuple(words))


@lru_cache(maxsize=64)  # a question is looked at several times; many are not kept
def line_of(text: Text, language: str) -> str:
    """The text as phrases are looked for in it, with its misspellings mended."""
    found = cues(language)
    return found.line(mended(piece, language) for piece in pieces(text))


@lru_cache(maxsize=64)
def terms_of(text: Text, language: str) -> frozenset[str]:
    """The terms of a text, each once. `text` may be of any length; linear in it."""
    found = cues(language)
    words = [mended(word.key, language) for word in text.words if word.key not in "&+"]
    line = line_of(text, language)
    return frozenset((*_terms(words, found), *_meant(line, found)))


def _terms(words: list[str], found: Cues) -> Iterator[str]:
    words = [word.translate(found.variants) for word in words]
    if found.spaced:
        yield from (stem(word, found.code) for word in words if word not in found.idle)
    if found.pairs:
        yield from (a + " " + b for a, b in zip(words, words[1:], strict=False))
        yield from (word for word in words if word.isascii() and not found.spaced)


def _meant(line: str, found: Cues) -> Iterator[str]:
    for name, phrases in found.same.items():
        if phrases.find(line) is not None:
            yield "~" + name


@lru_cache(maxsize=40_000)
def stem(word: str, language: str) -> str:
    """A word without its beginnings and endings, as far as the language's file says."""
    found = cues(language)
    for start in found.prefixes:
        if word.startswith(start) and len(word) - len(start) >= found.least:
            word = word[len(start) :]
            break
    for ending in found.suffixes:
        if word.endswith(ending) and len(word) - len(ending) >= found.least:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=40_000)
def mended(word: str, language: str) -> str:
    """The known word that an unknown one of five letters or more was meant to be; else itself."""
    if len(word) < _SHORTEST or not word.isalpha() or STOP in word:
        return word
    if word in _vocabulary(language) or _known(word):
        return word
    slips = 2 if len(word) >= _LONG else 1
    near = extractOne(word, _targets(language, len(word)), scorer=OSA.distance, score_cutoff=slips)
    return near[0] if near is not None and near[0][0] == word[0] else word


@cache
def _vocabulary(language: str) -> frozenset[str]:
    """The words of the passages, of the questions stored with them, and of the cues."""
    words = set(cues(language).words)
    for passage in load(language).values():
        texts = (passage.title, plain(passage.body, terms(language)), *passage.questions)
        words |= {word.key for text in texts for word in read(text, language).words}
    return frozenset(words)


@lru_cache(maxsize=200)
def _targets(language: str, size: int) -> list[str]:
    slips = 2 if size >= _LONG else 1
    words = _vocabulary(language)
    fitting = [one for one in words if len(one) >= _SHORTEST and abs(len(one) - size) <= slips]
    return sorted(one for one in fitting if one.isalpha())


@lru_cache(maxsize=40_000)
def _known(word: str) -> bool:
    return any(one.knows(word) for one in lexicons())
