"""Hears a symptom that is told beside a question, before the question is looked at (behaviour 1).

`study.understand` hears; here is decided what it is given to hear. The door's own screen, which
pages, is not touched by it.
"""

import re
from collections.abc import Iterator

from study.answers.boundaries import sign
from study.answers.cues import cues
from study.symptoms import Label, Tier
from study.understand.said import Screen
from study.understand.screen import red_flags
from study.understand.text import Text

_LIKE = "X.like"  # the codes of texts that only resemble a symptom
_ASKED = "only asked about"  # how the screen names a symptom in a question, in its reasons
_CLAUSE = re.compile(
    r"[.?!;؟。？！；\n]+|[,，、،](?!\d)|\b(?:also|btw|además|tambien|también)\b", re.IGNORECASE
)
_LEAST, _MOST = 12, 8  # characters of a part worth reading alone; how many parts are read


def screened(text: Text, raw: str, language: str, sender: str | None, folder: str) -> Screen:
    """The screen of a question: of the whole, else of the part where a symptom is told.

    `text`: the words of `raw`; `folder`: whose cues are looked for. "What is a response check,
    his neck is stiff" may pass for something asked; its second half does not.
    """
    whole = red_flags(raw, lang=language, sender=sender)
    if whole.label is not Label.NO_SYMPTOM:
        rest = _without_questions(text, folder)
        if rest is not None:
            raw, whole = rest, red_flags(rest, lang=language, sender=sender)
    if whole.label is not Label.NO_SYMPTOM and not may_be_a_question(whole):
        return whole
    told = [*_parts(raw), *_asked_about(whole, text, folder)]
    found = (red_flags(part, lang=language, sender=sender) for part in told)
    return next((one for one in found if one.red_flag and not only_resembles(one)), whole)


def may_be_a_question(screen: Screen) -> bool:
    """Whether what was found may be no report at all: a likeness, or what waits for a visit.

    What is like an emergency is none the less taken for one.
    """
    likeness = only_resembles(screen) and screen.label is not Label.EMERGENCY
    return likeness or screen.tier is Tier.T4


def may_be_told(screen: Screen) -> bool:
    """Whether the rules leave room for a symptom they did not hear: none was denied, and what
    was said is not known to be of somebody else.
    """
    entry = screen.entry
    heard = bool(entry.codes) or entry.temperature is not None
    return not (entry.denied or screen.ask_back or (heard and entry.about != "participant"))


def only_resembles(screen: Screen) -> bool:
    """Whether no rule found a symptom and the words are merely like those of one."""
    codes = screen.entry.codes
    return bool(codes) and all(code.startswith(_LIKE) for code in codes)


def _without_questions(text: Text, folder: str) -> str | None:
    """The text without words that ask and only look like a symptom ("what do we get out of it").

    None where it holds no such words.
    """
    held = cues(folder).places("signs.unsaid", text)
    if not held:
        return None
    kept = list(text.clean)
    for place in held:
        word = text.words[place]
        kept[word.start : word.end] = " " * (word.end - word.start)
    return "".join(kept)


def _parts(raw: str) -> Iterator[str]:
    parts = [part.strip() for part in _CLAUSE.split(raw[:2_000])]
    if len(parts) > 1:
        yield from [part for part in parts if len(part) >= _LEAST][:_MOST]


def _asked_about(whole: Screen, text: Text, folder: str) -> Iterator[str]:
    """The words of a symptom that is asked about and said to be there now."""
    if sign("now", text, (folder,)) is not None:
        asked = (one.words for one in whole.why if one.rule.endswith(_ASKED))
        yield from (words.rpartition(" (")[0] or words for words in asked)
