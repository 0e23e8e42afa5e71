"""What one statement after another makes of a dose. Vomited stays vomited; unsure is not given."""

from study.doses import DoseStatus
from study.understand.dose_statements import Statement

GIVEN = frozenset({"given", "kept", "yes", "after_med", "on_time", "named", "late"})
_OPEN = frozenset({"unsure", "unsure_med", "question", "later", "one_of", "part"})
MISSED = frozenset({"missed", "no", "neither"})
FAST = (DoseStatus.VOMITED, DoseStatus.HELD, DoseStatus.PART_GIVEN)
DOUBTS = frozenset({"unsure", "question", "later"})
_SAID = {"part": DoseStatus.PART_GIVEN, "held": DoseStatus.HELD}


# A word that tells nothing of a dose where the text asks about one ("2 hours late, still give?").
_WEAK = frozenset({"late", "on_time", "named"})
_GIFTS = GIVEN - _WEAK


def _asking(mine: list[Statement], marked: frozenset[int]) -> set[int]:
    """The clauses that ask about a medicine. `marked`: those that end in a question mark."""
    told = {one.clause for one in mine}
    return {one.clause for one in mine if one.kind == "question"} | (told & marked)


def status_of(mine: list[Statement], marked: frozenset[int]) -> DoseStatus:
    """What all statements about one medicine, in order, make of its dose.

    `marked`: clauses that end in a question mark. A dosing question is no report.
    """
    status = DoseStatus.UNKNOWN
    kept, clause = False, -1
    asking = _asking(mine, marked)
    told = any(one.kind in _GIFTS and one.clause not in asking for one in mine)
    doubtful = asking | {one.clause for one in mine if one.kind in DOUBTS}
    for one in mine:
        kept = kept or (one.kind == "kept" and one.whom is not None)
        open_still = one.clause in doubtful and one.kind in GIVEN | MISSED
        if open_still or (asking and one.kind in _WEAK and not told):
            status = status if status in FAST else DoseStatus.UNKNOWN
        else:
            status = next_status(status, one, kept, clause == one.clause)
        clause = one.clause
    return status


def next_status(status: DoseStatus, one: Statement, kept: bool, same: bool) -> DoseStatus:
    """The status after one more statement; what was vomited stays vomited.

    `same`: the statement before it stands in the same clause.
    """
    if one.kind == "vomited":
        return status if kept and one.whom is None else DoseStatus.VOMITED
    if status is DoseStatus.VOMITED:
        return status
    if one.kind == "tube":  # out before anything was told: nothing went in
        return DoseStatus.MISSED if status is DoseStatus.UNKNOWN else status
    if one.kind in _SAID:
        return _SAID[one.kind]
    if one.kind in _OPEN | MISSED:
        new = DoseStatus.MISSED if one.kind in MISSED else DoseStatus.UNKNOWN
        return status if status is DoseStatus.HELD else new
    settled = one.kind == "named" and status is not DoseStatus.UNKNOWN
    if one.kind in ("late", "on_time"):
        return status if status is DoseStatus.HELD else DoseStatus.GIVEN
    weak = one.kind == "kept" or (one.kind in ("yes", "after_med") and (one.whom is None or same))
    weak = weak or (one.kind == "yes" and status is DoseStatus.HELD)  # "told to hold. Both, yes"
    settled = settled or (weak and status in (DoseStatus.HELD, DoseStatus.MISSED))
    return status if settled or status is DoseStatus.PART_GIVEN else DoseStatus.GIVEN
