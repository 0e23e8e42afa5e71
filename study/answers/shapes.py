"""What answering a question gives: a route, the passages that fit, or the boundary that was met.

Frozen values only. Whether a symptom is in the question was judged by `study.understand`.
"""

from dataclasses import dataclass
from enum import StrEnum

from study.understand.said import Screen


class Route(StrEnum):
    """What becomes of a message that may be a question (understanding.md, "questions")."""

    ANSWER = "ANSWER"
    MUST_NOT_ANSWER = "MUST_NOT_ANSWER"
    OUT_OF_SCOPE = "OUT_OF_SCOPE"
    SYMPTOM_ESCALATE = "SYMPTOM_ESCALATE"


class Boundary(StrEnum):
    """Why there is no answer here; each has one fixed wording per language (facts 7)."""

    DOSE = "dose"  # what to do about a dose
    STOPPING = "stopping"  # may a medicine be stopped, paused or started again
    ELIGIBILITY = "eligibility"
    ODDS = "odds"  # cure, survival, success, how it will go
    RESULTS = "results"  # what a number, scan or response means; "is she doing well"
    CHOICE = "choice"  # which choice to make
    CAUSE = "cause"  # a diagnosis, a side effect, "is this normal"
    OTHER_MEDICINE = "other_medicine"  # another medicine, a vaccine, a food
    RECORDS = "records"  # other people's records, or anybody's by this way
    NOT_FOUND = "not_found"  # perhaps about the study, but no passage says it
    OFF_SUBJECT = "off_subject"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """`passages`: ids, the best first. With ANSWER, one is shown and the others are offered.

    With a refusal they are what the study has written near it, offered and never shown as the
    answer. `language`: of the passages (a folder of `study.explained`). `why`: rule and words.
    """

    route: Route
    language: str
    passages: tuple[str, ...] = ()
    boundary: Boundary | None = None
    screen: Screen
    why: tuple[str, ...] = ()

    @property
    def choices(self) -> bool:
        """Whether more than one passage may be what was meant, so that the family chooses."""
        return self.route is Route.ANSWER and len(self.passages) > 1
