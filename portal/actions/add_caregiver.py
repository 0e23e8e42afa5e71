"""Add a person with a phone to a family. The phone gets one text, to confirm it, and no other."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlmodel import Session

from portal.actions.enrolment import CaregiverEntry, EnrolmentRefused, Problem, ProblemKind
from portal.actions.queue_text import queue_family
from portal.actions.reporter import by_staff
from portal.phone_numbers import BadNumber, e164
from portal.store import families, sealed, sites, trail
from portal.store.conversations import Asked, OpenQuestion
from portal.store.families import Care, Caregiver, Family, Participant, Texting, TextingConsent
from portal.store.staff import Staff
from study.notices import ConfirmPhone
from study.protocol import load

# The version of what a person is told before being texted; facts 5.1 wants it beside the consent.
CONSENT_WORDING = "texting-1"
_LANGUAGE = re.compile(r"[a-z]{2,3}([-_][A-Za-z]{2,4})?")


def add_caregiver(
    session: Session,
    *,
    family: Family,
    entry: CaregiverEntry,
    children: Sequence[Participant],
    staff: Staff,
    now: datetime,
) -> Caregiver:
    """The person, asked to confirm the phone, with the consent that staff recorded.

    `children` of the family they answer for. Raises EnrolmentRefused.
    """
    demo = sites.is_demo(session)
    problems = check_caregiver(session, entry, demo=demo, where="caregiver")
    if not children:
        problems.append(Problem(ProblemKind.CARES_FOR_NOBODY, "caregiver.cares_for"))
    if problems:
        raise EnrolmentRefused(problems)
    order = 1 + max((one.contact_order for one in families.members(session, family.id)), default=0)
    caregiver = _row(family, entry, e164(entry.phone, demo=demo), order, now)
    session.add(caregiver)
    session.flush()
    session.add_all(Care(caregiver_id=caregiver.id, participant_id=one.id) for one in children)
    session.flush()
    _ask_to_confirm(session, caregiver, entry, staff, now)
    cared_for = [child.id for child in children]
    trail.write(
        session, by_staff(staff), "added_caregiver", now=now, subject=caregiver, children=cared_for
    )
    return caregiver


def check_caregiver(
    session: Session, entry: CaregiverEntry, *, demo: bool, where: str
) -> list[Problem]:
    """Every problem of one entry, its phone's included."""
    shape = [Problem(kind, f"{where}.{field}") for kind, field in _shape(entry)]
    try:
        number = e164(entry.phone, demo=demo)
    except BadNumber:
        return [*shape, Problem(_phone_problem(entry.phone), f"{where}.phone")]
    if families.caregiver_by_phone(session, number) is not None:
        return [*shape, Problem(ProblemKind.PHONE_TAKEN, f"{where}.phone")]
    return shape


def _phone_problem(typed: str) -> ProblemKind:
    """A number that would do outside a demo gets another word than one that is none."""
    try:
        e164(typed, demo=False)
    except BadNumber:
        return ProblemKind.BAD_PHONE
    return ProblemKind.NOT_A_DEMO_PHONE


def _shape(entry: CaregiverEntry) -> Iterator[tuple[ProblemKind, str]]:
    if not entry.name.strip():
        yield ProblemKind.BAD_NAME, "name"
    if not _LANGUAGE.fullmatch(entry.language):
        yield ProblemKind.BAD_LANGUAGE, "language"
    if not entry.agreed_how.strip():
        yield ProblemKind.NOT_AGREED, "agreed_how"


def _row(
    family: Family, entry: CaregiverEntry, number: str, order: int, now: datetime
) -> Caregiver:
    return Caregiver(
        family_id=family.id,
        site_id=family.site_id,
        name=entry.name.strip(),
        phone=number,
        phone_index=sealed.index(number),
        # As the catalogues are named: "zh-Hans" is stored as "zh_Hans".
        language=entry.language.replace("-", "_"),
        is_participant=entry.is_participant,
        shared_phone=entry.shared_phone,
        contact_order=order,
        sees_names=entry.sees_names,
        sees_reports=entry.sees_reports,
        gets_backup=entry.gets_backup,
        wants_reminders=entry.wants_reminders,
        wants_prompts=entry.wants_prompts,
        texting=Texting.ASKED,
        created_at=now,
    )


def _ask_to_confirm(
    session: Session, caregiver: Caregiver, entry: CaregiverEntry, staff: Staff, now: datetime
) -> None:
    site = sites.get(session, caregiver.site_id)
    session.add(
        TextingConsent(
            caregiver_id=caregiver.id,
            given=True,
            wording_version=CONSENT_WORDING,
            language=caregiver.language,
            how=entry.agreed_how.strip()[:32],
            staff_id=staff.id,
            at=now,
        )
    )
    session.add(
        OpenQuestion(
            caregiver_id=caregiver.id,
            site_id=caregiver.site_id,
            kind=Asked.CONFIRM_PHONE,
            asked_at=now,
        )
    )
    queue_family(
        session,
        caregiver=caregiver,
        notice=ConfirmPhone(program=site.program, daily_cap=load().defaults.daily_cap),
        key=f"confirm-phone:{caregiver.id}",
        now=now,
    )
