"""English words that texts and pages must say alike. Translating them is done where they are shown.

`N_` only marks a sentence for the catalogue; `gettext(EMERGENCY_LINE)` words it.
"""

from typing import Final


def N_(english: str) -> str:
    """Return the sentence unchanged; the catalogue reader looks for this name."""
    return english


EMERGENCY_LINE: Final = N_(
    "This service is not watched 24 hours a day. It is not for emergencies. "
    "If you think it is an emergency, call 911. Do not wait for a text."
)
"""Facts 5.7: at sign-up, on every page, in the chat."""

DO_NOT_COUNT_ON_IT: Final = N_("We try to page your team. Do not count on it: call.")
"""The one sentence for what paging is (behaviour 5)."""
