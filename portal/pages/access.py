"""Who may see a page: each route states it here, and gets the record or a 404 (never a 403)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, NoReturn

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from flask import session as browser
from sqlmodel import Session

from portal import clock
from portal.store import sealed, sessions, trail
from portal.store.alerts import Alert
from portal.store.engine import reading, transaction
from portal.store.families import Caregiver, Participant, children_of
from portal.store.sessions import WebSession
from portal.store.staff import Role, Staff

COOKIE = "visit"
SITE = "site"
STAFF_IDLE = timedelta(minutes=15)
FAMILY_IDLE = timedelta(days=30)
SEEN_EVERY = timedelta(minutes=1)
# A monitor looks; everybody else on the team may also act. What an admin sets up names the role.
ACTS = (Role.COORDINATOR, Role.INVESTIGATOR, Role.ADMIN)

View = Callable[..., Any]


@dataclass(frozen=True)
class FamilyVisit:
    """A signed-in caregiver or participant. `fresh` is true shortly after a code was entered."""

    session_id: str
    caregiver_id: str
    family_id: str
    site_id: str
    language: str
    fresh: bool

    @property
    def who(self) -> trail.Who:
        return trail.Who(
            actor=trail.Actor.CAREGIVER,
            id=self.caregiver_id,
            site_id=self.site_id,
            family_id=self.family_id,
        )


@dataclass(frozen=True)
class StaffVisit:
    """A signed-in member of one site's study team."""

    session_id: str
    staff_id: str
    site_id: str
    role: Role
    language: str

    @property
    def who(self) -> trail.Who:
        return trail.Who(actor=trail.Actor.STAFF, id=self.staff_id, site_id=self.site_id)


def init_app(app: Flask) -> None:
    app.before_request(_recognise)


def cookie_name() -> str:
    """`__Host-` ties the cookie to this host over https; plain http has no such cookies."""
    return f"__Host-{COOKIE}" if current_app.config["SESSION_COOKIE_SECURE"] else COOKIE


def set_cookie(response: Any, token: str, ends_at: datetime) -> Any:
    """Give the browser its token; scripts cannot read it."""
    response.set_cookie(
        cookie_name(),
        token,
        expires=ends_at,
        httponly=True,
        samesite="Lax",
        path="/",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    return response


def _recognise() -> None:
    g.visit = None
    token = request.cookies.get(cookie_name())
    if request.endpoint in (None, "static") or not token:
        return
    now = clock.now()
    with reading() as session:
        row = sessions.by_token(session, sealed.index(token))
        if row is None or now >= min(row.idle_ends_at, row.ends_at):
            return
        g.visit = _visit(session, row, now)
    if g.visit is not None:
        g.language = g.visit.language
        browser[SITE] = g.visit.site_id
        # A page that asks again by itself is nobody at the desk: it keeps no session open.
        if now - row.seen_at >= SEEN_EVERY and "live" not in request.args:
            _seen(row.id, now)


def _visit(session: Session, row: WebSession, now: datetime) -> FamilyVisit | StaffVisit | None:
    if row.staff_id is not None:
        staff = session.get(Staff, row.staff_id)
        if staff is None or staff.disabled_at is not None:
            return None
        return StaffVisit(row.id, staff.id, staff.site_id, staff.role, staff.language)
    caregiver = session.get(Caregiver, row.caregiver_id)
    if caregiver is None or caregiver.removed_at is not None:
        return None
    fresh = row.fresh_until is not None and now < row.fresh_until
    return FamilyVisit(
        row.id, caregiver.id, caregiver.family_id, caregiver.site_id, caregiver.language, fresh
    )


def _seen(session_id: str, now: datetime) -> None:
    with transaction() as session:
        row = session.get(WebSession, session_id)
        if row is not None:
            row.seen_at = now
            row.idle_ends_at = now + (STAFF_IDLE if row.staff_id else FAMILY_IDLE)


def open_to_all(view: View) -> View:
    """Anyone may look, signed in or not."""
    return _state(view, "all")


def carrier_only(view: View) -> View:
    """For the carrier's requests; the view itself checks their signature."""
    return _state(view, "carrier")


def demo_only(view: View) -> View:
    """For the simulated phones; the view itself checks the mark, the host and the token."""
    return _state(view, "demo")


def needs_family(view: View) -> View:
    """The view gets a FamilyVisit first, or the visitor is sent to sign in."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if not isinstance(g.visit, FamilyVisit):
            return send_to("family_sign_in.ask")
        return view(g.visit, *args, **kwargs)

    return _state(guarded, "family")


def needs_fresh_family(view: View) -> View:
    """As needs_family, but a phone that is only remembered is asked for a new code first."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if not isinstance(g.visit, FamilyVisit) or not g.visit.fresh:
            return send_to("family_sign_in.ask")
        return view(g.visit, *args, **kwargs)

    return _state(guarded, "fresh family")


def needs_staff(*roles: Role) -> Callable[[View], View]:
    """The view gets a StaffVisit first. With roles given, others get a 404."""

    def state(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not isinstance(g.visit, StaffVisit):
                return send_to("team_sign_in.ask")
            if roles and g.visit.role not in roles:
                refuse()
            return view(g.visit, *args, **kwargs)

        return _state(guarded, "staff " + " ".join(sorted(roles)))

    return state


def _state(view: View, access: str) -> View:
    view.__access__ = access  # type: ignore[attr-defined]
    return view


def send_to(endpoint: str) -> Response:
    """To another page; an htmx request is told so by header, or it would swap the page in."""
    target = url_for(endpoint, next=request.path if request.method == "GET" else None)
    if request.headers.get("HX-Request"):
        return Response(status=204, headers={"HX-Redirect": target})
    return redirect(target, code=303)  # type: ignore[return-value]


def refuse() -> NoReturn:
    """The same answer for what is not there and what is not yours."""
    abort(404)


def own_participant(session: Session, visit: FamilyVisit, participant_id: str) -> Participant:
    """A child this caregiver answers for, or a 404."""
    for child in children_of(session, visit.caregiver_id):
        if child.id == participant_id:
            return child
    refuse()


def site_participant(session: Session, visit: StaffVisit, participant_id: str) -> Participant:
    """A participant of this staff member's site, or a 404."""
    child = session.get(Participant, participant_id)
    if child is None or child.site_id != visit.site_id:
        refuse()
    return child


def site_alert(session: Session, visit: StaffVisit, alert_id: str) -> Alert:
    """An alert of this staff member's site, or a 404."""
    alert = session.get(Alert, alert_id)
    if alert is None or alert.site_id != visit.site_id:
        refuse()
    return alert
