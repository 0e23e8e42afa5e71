"""Keeps a telephone number in order inside a text that runs from right to left.

After Arabic letters the groups of "202-555-0143" are shown last group first (Unicode annex 9,
rules W2 and W4); a mark before the number keeps them as they are dialled.
"""

import re

RIGHT_TO_LEFT = frozenset({"ar"})
_MARK = "\u200e"
_GROUPED = re.compile(rf"(?<![{_MARK}\d.:\-+(])(?:\+\d+ ?)?(?:\(\d+\) ?)?\d+(?:-\d{{2,}})+")


def in_order(text: str, language: str) -> str:
    """Return `text` with each number of several groups marked, where its language needs it."""
    if language.partition("_")[0] not in RIGHT_TO_LEFT:
        return text
    return _GROUPED.sub(lambda found: _MARK + found[0], text)
