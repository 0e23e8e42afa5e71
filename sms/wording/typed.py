"""Cleans a value a person typed (a nickname, a phone as displayed) before it goes into a text.

One curly quote or hidden space would turn a whole text to UCS-2 and double its segments. Letters
are never touched: a name keeps its accents, whatever they cost.
"""

import unicodedata
from typing import Final

_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        "•": "-",
    }
)
_DROPPED: Final = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""Control, format (bidi, zero width), surrogate, private and unassigned characters."""


def typed(value: str) -> str:
    """Return `value` on one line, with plain quotes, dashes and spaces, and nothing invisible."""
    spaced = "".join(" " if c.isspace() else c for c in unicodedata.normalize("NFC", value))
    seen = "".join(c for c in spaced if unicodedata.category(c) not in _DROPPED)
    return " ".join(seen.translate(_PLAIN).split())
