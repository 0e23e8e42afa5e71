"""Hears a symptom that is told beside a question, before the question is looked at (behaviour 1).

It only adds to what `study.understand` found: it never takes a finding for less.
"""

import re
from collections.abc import Iterator

from study.symptoms import Label, Tier
from study.understand.said import Screen
from study.understand.screen import red_flags

_LIKE = "X.like"  # the codes of texts that only resemble a symptom
_CLAUSE = re.compile(r"[.?!;؟。？！；\n]+|[,，、،](?!\d)|\b(?:also|btw|además|tambien|también)\b", re.I)
_LEAST, _MOST = 12, 8  # characters of a part worth reading alone; how many parts are read


def screened(text: str, language: str, sender: str | None, screen: Screen | None) -> Screen:
    """The screen of the whole text, or of a part of it where a symptom is told beside a question.

    "What is a response check, his neck is stiff": as a whole it may pass for something asked.
    """
    whole = screen or red_flags(text, lang=language, sender=sender)
    if whole.label is not Label.NO_SYMPTOM and not only_resembles(whole):
        return whole
    found = (red_flags(part, lang=language, sender=sender) for part in _parts(text))
    return next((one for one in found if one.red_flag and not only_resembles(one)), whole)


def may_be_a_question(screen: Screen) -> bool:
    """Whether what was found may be no report at all: a likeness, or what waits for a visit."""
    return only_resembles(screen) or screen.tier is Tier.T4


def only_resembles(screen: Screen) -> bool:
    """Whether no rule found a symptom and the words are merely like those of one."""
    codes = screen.entry.codes
    return bool(codes) and all(code.startswith(_LIKE) for code in codes)


def _parts(text: str) -> Iterator[str]:
    parts = [part.strip() for part in _CLAUSE.split(text[:2_000])]
    if len(parts) > 1:
        yield from [part for part in parts if len(part) >= _LEAST][:_MOST]
