"""Staff sign in with a password and then their authenticator; sign out; change the password."""

from flask import Blueprint, g, redirect, request, url_for
from flask import session as browser
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.change_password import PasswordRefused, change_password
from portal.actions.finish_sign_in import finish_sign_in
from portal.actions.sign_out import sign_out
from portal.actions.start_sign_in import SignInTry, start_sign_in
from portal.pages import access
from portal.pages.access import StaffVisit
from portal.pages.addresses import inside
from portal.pages.browsers import address_index, browser_index, forget_browser
from portal.pages.showing import answer
from portal.store.engine import reading, transaction
from portal.store.staff import Staff

pages = Blueprint("team_sign_in", __name__, url_prefix="/team")

_CHALLENGE = "staff_challenge"
Answer = tuple[str, int] | Response


@pages.get("/sign-in")
@access.open_to_all
def ask() -> Answer:
    if isinstance(g.visit, StaffVisit):
        return redirect(_next(), code=303)
    return answer("team/sign_in.html", errors={}, next=_next())


@pages.post("/sign-in")
@access.open_to_all
def start() -> Answer:
    """Password first; what is wrong with it is never said more precisely (messaging T5)."""
    email = request.form.get("email", "")[:254]
    tried = SignInTry(email, request.form.get("password", ""), browser_index(), address_index())
    with transaction() as session:
        challenge = start_sign_in(session, tried=tried, now=clock.now())
    if challenge is None:
        said = {"email": gettext("E-mail or password is wrong, or there were too many tries.")}
        return answer("team/sign_in.html", errors=said, email=email, next=_next(), status=422)
    browser[_CHALLENGE] = challenge.id
    return redirect(url_for("team_sign_in.code", next=_next()), code=303)


@pages.get("/sign-in/code")
@access.open_to_all
def code() -> Answer:
    if _CHALLENGE not in browser:
        return redirect(url_for("team_sign_in.ask"), code=303)
    return answer("team/sign_in_code.html", errors={}, next=_next())


@pages.post("/sign-in/code")
@access.open_to_all
def confirm() -> Answer:
    with transaction() as session:
        opened = finish_sign_in(
            session,
            challenge_id=str(browser.get(_CHALLENGE, "")),
            browser_index=browser_index(),
            code=request.form.get("code", "")[:16],
            now=clock.now(),
        )
    if opened is None:
        said = {"code": gettext("That code did not work. Wait for the next one, or start again.")}
        return answer("team/sign_in_code.html", errors=said, next=_next(), status=422)
    browser.pop(_CHALLENGE, None)
    forget_browser()
    token, row = opened
    response = redirect(_next(), code=303)
    access.set_cookie(response, token, row.ends_at)
    return response


@pages.post("/sign-out")
@access.needs_staff()
def leave(visit: StaffVisit) -> Response:
    everywhere = request.form.get("everywhere") == "yes"
    with transaction() as session:
        sign_out(
            session,
            session_id=visit.session_id,
            who=visit.who,
            now=clock.now(),
            everywhere=everywhere,
        )
    response = redirect(url_for("public.welcome"), code=303)
    response.delete_cookie(
        access.cookie_name(),
        httponly=True,
        samesite="Lax",
        secure=access.cookie_name() != access.COOKIE,
    )
    return response


@pages.get("/account")
@access.needs_staff()
def account(visit: StaffVisit) -> Answer:
    return _account(visit, {})


@pages.post("/account/password")
@access.needs_staff()
def password(visit: StaffVisit) -> Answer:
    try:
        with transaction() as session:
            change_password(
                session,
                member=session.get_one(Staff, visit.staff_id),
                old=request.form.get("old", ""),
                new=request.form.get("new", ""),
                session_id=visit.session_id,
                now=clock.now(),
            )
    except PasswordRefused as refused:
        said = {
            "old": gettext("This is not your present password."),
            "new": gettext("A password needs at least 12 characters."),
        }
        return _account(visit, {refused.field: said[refused.field]}, status=422)
    return redirect(url_for("team_sign_in.account", done="yes"), code=303)


def _account(visit: StaffVisit, errors: dict[str, str], status: int = 200) -> Answer:
    with reading() as session:
        member = session.get_one(Staff, visit.staff_id)
    done = request.args.get("done") == "yes"
    return answer("team/account.html", errors=errors, member=member, done=done, status=status)


def _next() -> str:
    """Only the team's own pages follow a staff sign-in."""
    wanted = inside(request.values.get("next")) or ""
    return wanted if wanted.startswith("/team") else url_for("team_work.show")
