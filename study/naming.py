"""Which of several children a family's words name. Decides nothing about what was said of them."""

import re
from collections.abc import Sequence

from study.understand.text import clean, fold

# Words that also speak of a sibling are about every child until somebody says otherwise.
_SIBLINGS = frozenset(
    "both too also twins brother sister other kids ambos ambas tambien hermano hermana hermanito "
    "hermanita otro otra gemelos dos".split()
)
_ALL_OF_THEM = frozenset("both ambos ambas dos twins gemelos".split())


def words_in(text: str) -> frozenset[str]:
    """The words of a text, without accents and in small letters."""
    return frozenset(fold(word) for word in re.findall(r"\w+", clean(text)))


def named(text: str, nicknames: Sequence[str]) -> int | None:
    """The place of the one child whose nickname the text says; None for none or several."""
    spoken = words_in(text)
    said = [at for at, name in enumerate(nicknames) if frozenset() < words_in(name) <= spoken]
    return said[0] if len(said) == 1 else None


def named_alone(text: str, nicknames: Sequence[str]) -> int | None:
    """The same, where the text speaks of no sibling beside it."""
    return None if words_in(text) & _SIBLINGS else named(text, nicknames)


def names_all(text: str, nicknames: Sequence[str]) -> bool:
    """ "Both have a fever", or every nickname: nobody needs to be asked which child."""
    spoken = words_in(text)
    every = all(frozenset() < words_in(name) <= spoken for name in nicknames)
    return every or bool(spoken & _ALL_OF_THEM)
