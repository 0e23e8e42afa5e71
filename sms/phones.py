"""The simulated phones of a demo: a handset per person, and a box to reply.

Answers nothing outside a demo.
"""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from flask import Blueprint, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlmodel import Session, col, select

from portal import clock
from portal.config import LOOPBACK_HOSTS, Settings
from portal.pages import access
from portal.pages.showing import answer, is_fragment
from portal.store import credentials, delivery, sealed, sites, staff
from portal.store.engine import reading
from portal.store.families import Caregiver
from portal.store.sessions import ChallengeKind, SignInChallenge
from portal.store.sites import Site
from portal.store.staff import Staff
from portal.store.texts import InboundText, OutboundText
from sms.exchange import exchange
from sms.simulated import SimulatedPhones, load

SHOWN = 30
LONGEST_TEXT = 1600
WAIT_FOR_THE_DOOR = 5.0
# A number that belongs to nobody enrolled.
STRANGER = "+12025550199"

pages = Blueprint("phones", __name__)


@dataclass(frozen=True)
class Line:
    """One text on a handset; `mine` when the person of this handset wrote it."""

    words: str
    mine: bool
    at: datetime


@dataclass(frozen=True)
class Handset:
    """One person's phone. `id` is the end of the number; the codes are what is valid now."""

    id: str
    name: str
    number: str
    called: str
    zone: str
    lines: tuple[Line, ...]
    sign_in_code: str | None = None
    authenticator_code: str | None = None
    email: str | None = None
    password: str | None = None


@pages.get("/phones")
@access.demo_only
def show() -> ResponseReturnValue:
    """All handsets; for htmx the screen of one."""
    _refuse_outside_a_demo()
    handsets = _handsets(clock.now())
    wanted = request.args.get("of")
    if is_fragment() and wanted:
        return answer("sms/phones.html", "screen", phone=_one(handsets, wanted))
    return answer("sms/phones.html", phones=handsets)


@pages.post("/phones/<phone_id>")
@access.demo_only
def reply(phone_id: str) -> ResponseReturnValue:
    """A text from this handset, by the same signed webhook that the carrier would send."""
    _refuse_outside_a_demo()
    phone = _one(_handsets(clock.now()), phone_id)
    words = request.form.get("words", "")
    carrier = exchange().carrier
    if not words.strip() or len(words) > LONGEST_TEXT:
        problem = gettext("Write something first, 1,600 characters at most.")
        return answer(
            "sms/phones.html", phones=_handsets(clock.now()), wrong=phone_id, problem=problem,
            typed=words[:LONGEST_TEXT], status=422,
        )  # fmt: skip
    if isinstance(carrier, SimulatedPhones):
        carrier.reply(phone.number, phone.called, words).arrived.wait(WAIT_FOR_THE_DOOR)
    return redirect(url_for("phones.show", _anchor=f"phone-{phone_id}"), code=303)


def _refuse_outside_a_demo() -> None:
    """The mark in the database, a loopback bind and a loopback Host (behaviour 9)."""
    settings: Settings = current_app.config["SETTINGS"]
    host = urlsplit(f"//{request.host}").hostname or ""
    simulated = isinstance(exchange().carrier, SimulatedPhones)
    with reading() as session:
        marked = sites.is_demo(session)
    if not (marked and simulated and settings.is_loopback and host in LOOPBACK_HOSTS):
        access.refuse()


def _one(handsets: list[Handset], phone_id: str) -> Handset:
    for handset in handsets:
        if handset.id == phone_id:
            return handset
    access.refuse()


def _handsets(now: datetime) -> list[Handset]:
    with reading() as session:
        found = []
        for site in sites.all_sites(session):
            found += [_family_phone(session, site, one, now) for one in _caregivers(session, site)]
            contacts = staff.contacts_at(session, site.id)
            found += [_staff_phone(session, site, one, now) for one in contacts]
            nobody = gettext("Somebody who is not enrolled")
            called = site.family_sender or ""
            lines = _lines(session, STRANGER)
            found.append(Handset(STRANGER[-4:], nobody, STRANGER, called, site.zone, lines))
        return found


def _caregivers(session: Session, site: Site) -> list[Caregiver]:
    query = select(Caregiver).where(Caregiver.site_id == site.id)
    query = query.where(col(Caregiver.removed_at).is_(None))
    return sorted(session.exec(query), key=lambda person: person.phone)


def _family_phone(session: Session, site: Site, person: Caregiver, now: datetime) -> Handset:
    query = select(SignInChallenge).where(
        SignInChallenge.kind == ChallengeKind.FAMILY_CODE,
        SignInChallenge.caregiver_id == person.id,
        col(SignInChallenge.used_at).is_(None),
        col(SignInChallenge.ends_at) > now,
    )
    challenge = session.exec(query.order_by(col(SignInChallenge.created_at).desc())).first()
    return Handset(
        person.phone[-4:],
        person.name,
        person.phone,
        site.family_sender or "",
        site.zone,
        _lines(session, person.phone),
        sign_in_code=sealed.code(challenge.id) if challenge else None,
    )


def _staff_phone(
    session: Session, site: Site, contact: staff.PagerContact, now: datetime
) -> Handset:
    member = session.get(Staff, contact.staff_id) if contact.staff_id else None
    kept = load(current_app.config["SETTINGS"])
    passwords = {one.email: one.password for one in kept.staff} if kept else {}
    return Handset(
        contact.phone[-4:],
        contact.name,
        contact.phone,
        site.staff_sender or "",
        site.zone,
        _lines(session, contact.phone),
        authenticator_code=credentials.totp_code(member.totp_secret, now) if member else None,
        email=member.email if member else None,
        password=passwords.get(member.email) if member else None,
    )


def _lines(session: Session, number: str) -> tuple[Line, ...]:
    index = sealed.index(number)
    came = delivery.handed_over_to(session, index, SHOWN)
    went = delivery.came_from(session, index, SHOWN)
    lines = [_received(text) for text in came] + [_written(text) for text in went]
    return tuple(sorted(lines, key=lambda line: line.at)[-SHOWN:])


def _received(text: OutboundText) -> Line:
    words = text.body or gettext("(your sign-in code, shown below)")
    return Line(words, False, text.handed_over_at or text.created_at)


def _written(text: InboundText) -> Line:
    return Line(text.body, True, text.received_at)
