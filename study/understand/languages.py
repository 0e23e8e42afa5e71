"""Which languages a text is written in. The stored language leads, the words of the text decide."""

from dataclasses import dataclass

from study.understand.lexicon import Lexicon, lexicons
from study.understand.match import script_of
from study.understand.text import Text, Word, fold

_ENOUGH = 0.12  # share of a text's words that shows a second language
_MOSTLY = 0.4
_DEFAULT = "en"


@dataclass(frozen=True)
class Languages:
    """`main` is what the text is mostly in; `active` are all whose words are taken at once."""

    main: str
    active: frozenset[str]
    accented: bool
    known: int  # how many words some language of the program knows
    words: int


def base(lang: str | None) -> str | None:
    """The language of a regional form: "es-MX" is "es". None for one the program does not have."""
    if not isinstance(lang, str):
        return None
    code = lang.strip().lower().replace("_", "-").partition("-")[0]
    return code if any(one.code == code for one in lexicons()) else None


def languages_of(text: Text, stored: str | None) -> Languages:
    """The languages of a text. `stored` is the person's own, if there is one."""
    words = [word for word in text.words if not word.number]
    scores = {one.code: _score(one, words) for one in lexicons()}
    lead = base(stored)
    if lead is not None:
        scores[lead] += 0.5
    total = max(1, len(words))
    main = max(scores, key=lambda code: (scores[code], code == lead, code == _DEFAULT))
    if scores[main] <= 0.5:
        main = lead or _DEFAULT
    active = {code for code, score in scores.items() if score >= _needed(code, total, words)}
    active |= {main, *({lead} if lead else set())}
    if not any(scores[code] >= 1 for code in active):
        active.add(_DEFAULT)
    known = sum(1 for word in words if _known(word))
    return Languages(main, frozenset(active), _accented(words), known, len(words))


def _needed(code: str, total: int, words: list[Word]) -> float:
    """How much of a text must speak for a language. One known by its accents needs more without
    them, for its bare words are words of other languages too."""
    lexicon = next(one for one in lexicons() if one.code == code)
    if lexicon.accents and not _accented(words):
        return max(2.0, _MOSTLY * total)
    return max(1.0, _ENOUGH * total)


def _score(lexicon: Lexicon, words: list[Word]) -> float:
    score = 0.0
    for word in words:
        script = script_of(word.raw)
        if script != "latin":
            score += 1.0 if script == lexicon.script else 0.0
        elif word.key in lexicon.common:
            sharing = sum(1 for one in lexicons() if word.key in one.common)
            score += 1.0 / sharing
        if lexicon.accents and _has_own_letters(word.raw):
            score += 1.0
    return score


def _has_own_letters(raw: str) -> bool:
    return any(char in "ăđơưẮẰĂĐƠƯ" or "\u1ea0" <= char <= "\u1ef9" for char in raw)


def _accented(words: list[Word]) -> bool:
    return any(not word.raw.isascii() and _has_own_letters(word.raw) for word in words)


def _known(word: Word) -> bool:
    bare = fold(word.raw)
    script = script_of(word.raw)
    return script != "latin" or any(
        one.knows(bare) for one in lexicons() if one.script in (script, "arabic")
    )
