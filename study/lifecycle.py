"""Where a child is in life and in the study, and what that allows. Decides nothing about texts."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    NOT_STARTED = "not_started"
    ON_TREATMENT = "on_treatment"
    HELD = "held"
    IN_HOSPITAL = "in_hospital"
    OFF_TREATMENT_EARLY = "off_treatment_early"
    COMPLETED = "completed"
    EXTENDED = "extended"
    TRANSPLANT = "transplant"
    TRANSFERRED = "transferred"
    LOST_TO_FOLLOW_UP = "lost_to_follow_up"
    WITHDRAWN = "withdrawn"
    AUTHORIZATION_REVOKED = "authorization_revoked"
    DIED = "died"


@dataclass(frozen=True)
class Permissions:
    """What one state allows (behaviour 6).

    `pages`: a red flag pages the team; true in every state.
    `family_access`: the family's own pages; false shows the site's one approved page instead.
    `research_export`: rows written in this state are study data. Rows of an earlier state keep
    what held when they were written, except that `exports_earlier` false withholds them too.
    """

    reminders: bool
    prompts: bool
    pages: bool
    family_access: bool
    research_export: bool
    exports_earlier: bool = True


def _row(
    *,
    reminders: bool = False,
    prompts: bool = False,
    family_access: bool = True,
    research_export: bool = True,
    exports_earlier: bool = True,
) -> Permissions:
    return Permissions(
        reminders=reminders,
        prompts=prompts,
        pages=True,
        family_access=family_access,
        research_export=research_export,
        exports_earlier=exports_earlier,
    )


_TREATED = _row(reminders=True, prompts=True)
_WATCHED = _row(prompts=True)
_SILENT = _row()

PERMISSIONS = MappingProxyType(
    {
        State.NOT_STARTED: _SILENT,
        State.ON_TREATMENT: _TREATED,
        # A held child is at home and can fall ill: the check-in goes on, the doses do not.
        State.HELD: _WATCHED,
        State.IN_HOSPITAL: _SILENT,
        State.OFF_TREATMENT_EARLY: _WATCHED,
        State.COMPLETED: _SILENT,
        State.EXTENDED: _TREATED,
        State.TRANSPLANT: _SILENT,
        # The new site sends; the old number still hears and forwards.
        State.TRANSFERRED: _SILENT,
        State.LOST_TO_FOLLOW_UP: _SILENT,
        # After these a report is care, not study data. Data from before leaving stays in the
        # study record (facts 4); revoking the authorization withholds that too until counsel says.
        State.WITHDRAWN: _row(research_export=False),
        State.AUTHORIZATION_REVOKED: _row(research_export=False, exports_earlier=False),
        State.DIED: _row(family_access=False),
    }
)


def permissions(state: State) -> Permissions:
    """What the state allows; every state has a row."""
    return PERMISSIONS[state]
