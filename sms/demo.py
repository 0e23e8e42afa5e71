"""Invents the demo: one site, its team, a rota, three families. Everything through real actions."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlmodel import Session

from portal.actions.add_contact import ContactEntry, add_contact
from portal.actions.add_staff import StaffEntry, add_staff
from portal.actions.confirm_phone import confirm_phone
from portal.actions.confirm_schedule import confirm_schedule
from portal.actions.enrol_family import enrol_family
from portal.actions.enrolment import CaregiverEntry, ChildEntry, Enrolment, Plan
from portal.actions.fill_blanks import fill_blanks
from portal.actions.new_site import SiteEntry, new_site
from portal.actions.reporter import caregiver_by
from portal.actions.set_fallbacks import set_fallbacks
from portal.actions.set_rota import NewShift, set_rota
from portal.actions.set_site_blanks import SiteBlanks, set_site_blanks
from portal.config import Settings
from portal.store import credentials, families, schedules, trail
from portal.store.doses import Door
from portal.store.engine import transaction
from portal.store.families import Family
from portal.store.sites import Installation, Site
from portal.store.staff import PagerContact, Role, Staff
from portal.store.trail import Actor, Who
from sms import simulated
from sms.simulated import DemoSecrets, DemoSignIn
from study.explained.passages import blanks
from study.explained.shapes import BlankKind
from study.localtime import wall_clock
from study.medicines import Arm, Medicine, Route

ZONE = "America/Chicago"
BLANKS = SiteBlanks(
    phone_24h="+12025550100",
    phone_day="+12025550101",
    fallback_minutes=15,
    review_opens=time(9),
    review_closes=time(17),
    review_weekdays=(0, 1, 2, 3, 4),
    ack_minutes=2,
    family_told_minutes=3,
    legal_age=18,
    late_after_minutes={"ruxolitinib": 60, "dexamethasone": 60},
    window_ends_minutes={"ruxolitinib": 240, "dexamethasone": 240},
)
# Not one word of a real consent form: a demo shows where a site's own words will stand.
DEMO_WORDS = {
    BlankKind.TEXT: "DEMO. Your hospital's own approved words stand here.",
    BlankKind.PHONE: "DEMO office 202-555-0102",
    BlankKind.YES_NO: "no",
    BlankKind.DATE: "2026-01-15",
    BlankKind.NUMBER: "1",
}
SITE = SiteEntry("demo", "Demo Hospital (invented)", ZONE, "+12025550110", "+12025550111")
STAFF = (
    (Role.COORDINATOR, "Robin Vale", "robin@demo.example", "+12025550130"),
    (Role.INVESTIGATOR, "Dr. Ines Okafor", "ines@demo.example", "+12025550131"),
    (Role.ADMIN, "Sam Archer", "sam@demo.example", "+12025550132"),
)
ROTA_DAYS = 28
TREATMENT_DAYS = 56
HALF_A_DAY = timedelta(hours=12)
# Long enough to open the phones page, short enough to wait for.
FIRST_REMINDER_IN = timedelta(seconds=90)


def seed(settings: Settings, now: datetime) -> DemoSecrets:
    """Fill an empty database with the demo, mark it as one, and keep its random secrets."""
    sign_ins = tuple(
        DemoSignIn(role.value, name, email, credentials.new_password())
        for role, name, email, _ in STAFF
    )
    who = Who(actor=Actor.COMMAND, site_id=SITE.id)
    with transaction() as session:
        session.add(Installation(demo=True, created_at=now))
        session.flush()
        site = _site(session, who, now)
        team = _team(session, site, sign_ins, who, now)
        for enrolment in _enrolments(now):
            family = enrol_family(
                session, site=site, enrolment=enrolment, staff=team[0], now=now
            )
            _confirm(session, family, team[1], now)
        trail.write(session, who, "seeded_demo", now=now, subject=site)
        demo = simulated.new_secrets(sign_ins)
        simulated.store(settings, demo)
    return demo


def _site(session: Session, who: Who, now: datetime) -> Site:
    site = new_site(session, entry=SITE, who=who, now=now)
    set_site_blanks(session, site=site, blanks=BLANKS, who=who, now=now)
    words = {name: DEMO_WORDS[one.kind] for name, one in blanks().items() if one.blocks_go_live}
    fill_blanks(session, site=site, typed=words, language="en", who=who, now=now)
    site.demo_minutes, site.live_since = True, now
    session.add(site)
    session.flush()
    return site


def _team(
    session: Session, site: Site, sign_ins: Sequence[DemoSignIn], who: Who, now: datetime
) -> list[Staff]:
    """Staff with their phones; the first is on call, the others follow."""
    members: list[Staff] = []
    contacts: list[PagerContact] = []
    for (role, name, email, phone), sign_in in zip(STAFF, sign_ins, strict=True):
        entry = StaffEntry(name, email, role, sign_in.password)
        member = add_staff(session, site=site, entry=entry, who=who, now=now)
        contact = add_contact(
            session, site=site, entry=ContactEntry(name, phone, member=member), who=who, now=now
        )
        contact.test_answered_at = now
        members.append(member)
        contacts.append(contact)
    shift = NewShift(contacts[0], now, now + timedelta(days=ROTA_DAYS))
    set_rota(session, site=site, add=[shift], who=who, now=now)
    set_fallbacks(session, site=site, contacts=contacts[1:], who=who, now=now)
    return members


def _confirm(session: Session, family: Family, second: Staff, now: datetime) -> None:
    """The phones have said yes, and a second person has read the plans."""
    for person in families.members(session, family.id):
        reporter = caregiver_by(Door.SMS, person)
        confirm_phone(session, caregiver=person, reporter=reporter, now=now)
    for child in families.participants_of(session, family.id):
        for schedule in schedules.current_schedules(session, child.id):
            confirm_schedule(session, schedule=schedule, staff=second, now=now)


def _enrolments(now: datetime) -> tuple[Enrolment, ...]:
    """An English-speaking family with two phones, a Spanish one, one phone with two children."""
    first = now + FIRST_REMINDER_IN
    later = [first + timedelta(minutes=minutes) for minutes in range(3)]
    return (
        Enrolment(
            ZONE,
            (_child("K-101", "Sam", later[0], Arm.FRONTLINE_EXPANSION),),
            (
                _person("Dana Reed", "+12025550120", "en"),
                _person("Alex Reed", "+12025550121", "en"),
            ),
            prompt_at=_wall(later[2]),
        ),
        Enrolment(
            ZONE,
            (_child("K-102", "Luna", later[1], Arm.FRONTLINE_EXPANSION),),
            (_person("Marisol Vega", "+12025550122", "es"),),
        ),
        Enrolment(
            ZONE,
            (
                _child("K-103", "Asha", later[2], Arm.SALVAGE),
                _child("K-104", "Dev", later[2], Arm.SALVAGE),
            ),
            (_person("Priya Nair", "+12025550123", "en", shared=True),),
        ),
    )


def _child(code: str, nickname: str, first: datetime, arm: Arm) -> ChildEntry:
    today = wall_clock(first, ZONE).date()
    times = tuple(sorted((_wall(first), _wall(first + HALF_A_DAY))))
    plans = tuple(
        Plan(
            medicine,
            route,
            times,
            today,
            today + timedelta(days=TREATMENT_DAYS - 1),
            wording="DEMO: as your team wrote it down for you",
            night_times_agreed=True,
        )
        for medicine, route in (
            (Medicine.RUXOLITINIB, Route.NG),
            (Medicine.DEXAMETHASONE, Route.PO),
        )
    )
    born = today - timedelta(days=6 * 365)
    return ChildEntry(code, nickname, born, arm, today, plans=plans)


def _person(name: str, phone: str, language: str, *, shared: bool = False) -> CaregiverEntry:
    return CaregiverEntry(name, phone, language, agreed_how="demo", shared_phone=shared)


def _wall(at: datetime) -> time:
    return wall_clock(at, ZONE).time().replace(second=0, microsecond=0)


def said_at_start(settings: Settings, demo: DemoSecrets) -> str:
    """What a newcomer needs: where to look and how to sign in."""
    address = settings.base_url
    lines = [
        "",
        "  The demo is running. Nothing here is real; no text leaves this machine.",
        "",
        f"  Phones      {address}/phones     the first reminder comes in a minute or two",
        f"  Families    {address}/sign-in    +1 202 555 0120, for one; the code is on its phone",
        f"  Study team  {address}/team       as below; the six digits are on the person's phone",
        "",
    ]
    lines += [f"    {one.email:<22}{one.password:<24}{one.name}, {one.role}" for one in demo.staff]
    return "\n".join([*lines, "", "  Stop with Ctrl-C. Start afresh: flask --app wsgi demo reset"])
