"""The labels A and B of our texts, spelled out as the medicines they stand for, before reading.

"a" is also a word of many languages: where it may be that word, nothing is guessed.
"""

import re

from study.protocol import load

_LABEL = re.compile(r"(?<![\w'’])([ABab])(?![\w'’])")
# "Vitamin B" is no label.
_OTHER_LETTER = re.compile(
    r"(vitamins?|vitaminas?|vit|hepatitis|plan|type|group|tipo|grupo)\W*$", re.IGNORECASE
)


class UnclearLabel(ValueError):
    """A letter that may be a label and may be a word."""


def spelled_out(body: str, *, of_one_child: bool = True) -> str:
    """The text with its labels as medicines. Raises UnclearLabel.

    A capital letter in a text that is not all capitals is a label, and so is a "b" by itself.
    On a phone for several children a letter may also be a child's: unless `of_one_child`.
    """
    found = [one for one in _LABEL.finditer(body) if not _OTHER_LETTER.search(body[: one.start()])]
    said = {one.group() for one in found}
    if not said & {"A", "B", "b"}:
        return body
    unclear = ("a" in said and "A" not in said) or ("A" in said and _shouts(body))
    if unclear or not of_one_child:
        raise UnclearLabel
    names = {str(facts.label): facts.id.value for facts in load().tracked}
    for one in reversed(found):
        name = names.get(one.group().upper())
        if name is not None and one.group() != "a":
            body = f"{body[: one.start()]}{name}{body[one.end() :]}"
    return body


def _shouts(body: str) -> bool:
    """All capitals, with more to it than the labels themselves."""
    return body.isupper() and re.search(r"\w{2}", body) is not None
