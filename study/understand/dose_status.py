"""What one statement after another makes of a dose. Vomited stays vomited; unsure is not given."""

from study.doses import DoseStatus
from study.understand.dose_statements import Statement

GIVEN = frozenset({"given", "kept", "yes", "after_med", "on_time", "named", "late"})
_OPEN = frozenset({"unsure", "unsure_med", "question", "later", "one_of", "part"})
MISSED = frozenset({"missed", "no", "neither"})
FAST = (DoseStatus.VOMITED, DoseStatus.HELD, DoseStatus.PART_GIVEN)
DOUBTS = frozenset({"unsure", "question", "later"})
_SAID = {"part": DoseStatus.PART_GIVEN, "held": DoseStatus.HELD}


def next_status(status: DoseStatus, one: Statement, kept: bool, same: bool) -> DoseStatus:
    """The status after one more statement; what was vomited stays vomited.

    `same`: the statement before it stands in the same clause.
    """
    if one.kind == "vomited":
        return status if kept and one.whom is None else DoseStatus.VOMITED
    if status is DoseStatus.VOMITED:
        return status
    if one.kind in _SAID:
        return _SAID[one.kind]
    if one.kind in _OPEN | MISSED:
        new = DoseStatus.MISSED if one.kind in MISSED else DoseStatus.UNKNOWN
        return status if status is DoseStatus.HELD else new
    settled = one.kind == "named" and status is not DoseStatus.UNKNOWN
    if one.kind in ("late", "on_time"):
        return status if status is DoseStatus.HELD else DoseStatus.GIVEN
    weak = one.kind == "kept" or (one.kind in ("yes", "after_med") and (one.whom is None or same))
    settled = settled or (weak and status in (DoseStatus.HELD, DoseStatus.MISSED))
    return status if settled or status is DoseStatus.PART_GIVEN else DoseStatus.GIVEN
