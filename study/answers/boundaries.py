"""Which questions are not for an answer from the passages, and whose they are instead (facts 7)."""

from collections.abc import Iterable
from dataclasses import dataclass

from study.answers.cues import cues
from study.answers.shapes import Boundary
from study.answers.terms import line_of
from study.understand.text import Text

# In this order: what can do harm first. Where two are met the wording of the first is shown.
ORDER = (
    Boundary.STOPPING,
    Boundary.DOSE,
    Boundary.OTHER_MEDICINE,
    Boundary.RECORDS,
    Boundary.ODDS,
    Boundary.RESULTS,
    Boundary.ELIGIBILITY,
    Boundary.CHOICE,
    Boundary.CAUSE,
)


@dataclass(frozen=True)
class Met:
    """The boundary that was met, and the family's words that met it."""

    boundary: Boundary
    words: str


def boundary_in(text: Text, languages: Iterable[str]) -> Met | None:
    """The first boundary that the text meets in any of the languages; None where it meets none.

    `languages`: folders of `study.explained`. It is about what is wanted: "what is the study
    medicine" meets none, "should I give it now" does.
    """
    lines = [(cues(language), line_of(text, language)) for language in languages]
    for boundary in ORDER:
        for found, line in lines:
            words = found.find(f"boundaries.{boundary.value}", line)
            if words is not None:
                return Met(boundary, words)
    return None


def sign(name: str, text: Text, languages: Iterable[str]) -> str | None:
    """The words that carry a sign of the cue files (`off`, `command`, `teen`), or None."""
    for language in languages:
        words = cues(language).find(f"signs.{name}", line_of(text, language))
        if words is not None:
            return words
    return None
