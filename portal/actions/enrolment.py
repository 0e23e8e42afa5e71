"""What staff type about a family and its plans, and what can be wrong with it. Keeps nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import ClassVar

from flask_babel import lazy_gettext as _

from study.medicines import Arm, Medicine, Route

# Read from JSON, a misspelt field is refused, not passed over.
_STRICT = {"extra": "forbid"}


@dataclass(frozen=True)
class Plan:
    """One medicine at wall-clock times from a first to a last day, both included.

    `wording`: the dose text as the team entered it, shown once a second member confirmed it.
    `night_times_agreed`: the family said yes to times inside the quiet hours (facts 5.4).
    `clinic_slots`: days and times on which the family waits for the clinic's word.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    medicine: Medicine
    route: Route
    times: tuple[time, ...]
    starts_on: date
    ends_on: date
    wording: str | None = None
    night_times_agreed: bool = False
    clinic_slots: tuple[tuple[date, time], ...] = ()


@dataclass(frozen=True)
class ChildEntry:
    """A participant. `code` is what pages show; `nickname` is what texts say."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    code: str
    nickname: str
    birth_date: date | None = None
    arm: Arm | None = None
    day1: date | None = None
    etoposide_on: bool = False
    plans: tuple[Plan, ...] = ()


@dataclass(frozen=True)
class CaregiverEntry:
    """A person with a phone. `agreed_how`: how they agreed to be texted ("paper", "spoken").

    `cares_for`: codes of the children; empty means all of the family.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    name: str
    phone: str
    language: str
    agreed_how: str
    cares_for: tuple[str, ...] = ()
    is_participant: bool = False
    shared_phone: bool = False
    sees_names: bool = True
    sees_reports: bool = True
    gets_backup: bool = True
    wants_reminders: bool = True
    wants_prompts: bool = True


@dataclass(frozen=True)
class Enrolment:
    """A whole family. Caregivers stand in the order in which they are asked."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    zone: str
    children: tuple[ChildEntry, ...]
    caregivers: tuple[CaregiverEntry, ...]
    quiet_from: time | None = None
    quiet_until: time | None = None
    prompt_at: time = time(18, 0)


class ProblemKind(StrEnum):
    SITE_BLANK = "site_blank"
    NOT_LIVE = "not_live"
    PAGER_UNTESTED = "pager_untested"
    BAD_ZONE = "bad_zone"
    NO_CHILD = "no_child"
    NO_CAREGIVER = "no_caregiver"
    BAD_CODE = "bad_code"
    CODE_TAKEN = "code_taken"
    BAD_NICKNAME = "bad_nickname"
    BORN_IN_FUTURE = "born_in_future"
    BAD_NAME = "bad_name"
    BAD_PHONE = "bad_phone"
    NOT_A_DEMO_PHONE = "not_a_demo_phone"
    PHONE_TAKEN = "phone_taken"
    BAD_LANGUAGE = "bad_language"
    NOT_AGREED = "not_agreed"
    CARES_FOR_NOBODY = "cares_for_nobody"
    QUIET_HALF = "quiet_half"
    NOT_AT_HOME = "not_at_home"
    NO_TIMES = "no_times"
    ENDS_BEFORE_START = "ends_before_start"
    PLAN_TOO_LONG = "plan_too_long"
    PLANS_OVERLAP = "plans_overlap"
    NIGHT_NOT_AGREED = "night_not_agreed"
    WINDOW_BLANK = "window_blank"


_WORDS = {
    ProblemKind.SITE_BLANK: _("The site has not filled this in yet; nobody can be enrolled."),
    ProblemKind.NOT_LIVE: _("The site is not live yet; an administrator has to take it live."),
    ProblemKind.PAGER_UNTESTED: _(
        "Not everyone on the rota and the fallback list has answered a test page this week."
    ),
    ProblemKind.BAD_ZONE: _("This is not a time zone. Use a name such as America/Chicago."),
    ProblemKind.NO_CHILD: _("Enter at least one child."),
    ProblemKind.NO_CAREGIVER: _("Enter at least one person with a phone."),
    ProblemKind.BAD_CODE: _("Use capital letters, digits and hyphens, 16 at most."),
    ProblemKind.CODE_TAKEN: _("This participant code is already used at the site."),
    ProblemKind.BAD_NICKNAME: _("Enter a short name for texts, 1 to 20 letters."),
    ProblemKind.BORN_IN_FUTURE: _("The birth date lies in the future."),
    ProblemKind.BAD_NAME: _("Enter a name."),
    ProblemKind.BAD_PHONE: _("This is not a phone number we can text."),
    ProblemKind.NOT_A_DEMO_PHONE: _("A demo takes numbers of the form +1 202 555 01xx only."),
    ProblemKind.PHONE_TAKEN: _("This phone number is already enrolled."),
    ProblemKind.BAD_LANGUAGE: _("This is not a language code such as en or es."),
    ProblemKind.NOT_AGREED: _("Say how this person agreed to be texted."),
    ProblemKind.CARES_FOR_NOBODY: _("Say which enrolled child this person answers for."),
    ProblemKind.QUIET_HALF: _("Quiet hours need a start and an end."),
    ProblemKind.NOT_AT_HOME: _("Families do not give this medicine at home by this route."),
    ProblemKind.NO_TIMES: _("Enter one or more different times of day."),
    ProblemKind.ENDS_BEFORE_START: _("The plan ends before it starts."),
    ProblemKind.PLAN_TOO_LONG: _("A plan lasts one year at most."),
    ProblemKind.PLANS_OVERLAP: _("Two plans for the same medicine share days."),
    ProblemKind.NIGHT_NOT_AGREED: _(
        "A time lies in the quiet hours. Ask the family and record that they agreed."
    ),
    ProblemKind.WINDOW_BLANK: _("The site has not said when a check-in for this medicine closes."),
}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong; `where` is a path such as "caregivers.0.phone"."""

    kind: ProblemKind
    where: str

    @property
    def words(self) -> str:
        """Plain words in the reader's language."""
        return str(_WORDS[self.kind])


class EnrolmentRefused(ValueError):
    """What was typed cannot be kept; nothing was changed. `problems` are all there are."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(f"{one.where}: {one.kind.value}" for one in problems))
        self.problems = tuple(problems)
