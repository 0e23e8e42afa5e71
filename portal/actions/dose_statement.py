"""What is said about one dose, what became of it, and why it can be refused. Keeps nothing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.store.doses import DoseReport
from study.doses import DoseStatus
from study.medicines import Route
from study.notices import Notice


@dataclass(frozen=True)
class DoseStatement:
    """One dose as somebody told it.

    `given_at`: when it was given, None where that was not said; the moment of a text is never
    put here (behaviour section 3). `route_assumed`: the route is the plan's, nobody said it.
    `reason`: a short word for why it corrects an earlier statement.
    """

    status: DoseStatus
    route: Route | None = None
    route_assumed: bool = False
    given_at: datetime | None = None
    tube_trouble: bool = False
    note: str | None = None
    reason: str | None = None


class DoseOutcomeKind(StrEnum):
    BOOKED = "booked"
    UNCHANGED = "unchanged"
    SECOND_GIVEN = "second_given"
    CONFLICT = "conflict"
    SECOND_RESOLVED = "second_resolved"


@dataclass(frozen=True)
class DoseOutcome:
    """What became of a statement.

    `report`: the row that stands for it; only BOOKED changed what the slot counts as. `earlier`:
    what stood there before. `notice`: words to call somebody; already queued when it came by
    text. `reply`: a question or words that the door itself still has to say.
    """

    kind: DoseOutcomeKind
    report: DoseReport
    earlier: DoseReport | None = None
    notice: Notice | None = None
    reply: Notice | None = None


class DoseRefusal(StrEnum):
    NOT_YOURS = "not_yours"
    WITHDRAWN = "withdrawn"
    NOT_OPEN_YET = "not_open_yet"
    IN_THE_FUTURE = "in_the_future"
    FAR_FROM_SLOT = "far_from_slot"
    NO_STATUS = "no_status"
    BAD_ROUTE = "bad_route"


class DoseRefused(ValueError):
    """The statement cannot be kept for this slot; nothing was changed."""

    def __init__(self, reason: DoseRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason
