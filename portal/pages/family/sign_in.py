"""Sign in by a code that is texted to an enrolled phone, and sign out again."""

import time

from flask import Blueprint, g, redirect, request, url_for
from flask import session as browser
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.confirm_code import SignedIn, confirm_code
from portal.actions.request_code import request_code
from portal.actions.sign_out import sign_out
from portal.pages import access
from portal.pages.access import SITE, FamilyVisit
from portal.pages.addresses import inside
from portal.pages.browsers import address_index, browser_index, forget_browser
from portal.pages.showing import answer
from portal.phone_numbers import BadNumber
from portal.store.engine import transaction

pages = Blueprint("family_sign_in", __name__)

# Queueing a code takes a moment that a stranger could measure: every answer takes this long.
SAME_SECONDS = 0.2
Answer = tuple[str, int] | Response


@pages.get("/sign-in")
@access.open_to_all
def ask() -> Answer:
    if isinstance(g.visit, FamilyVisit) and g.visit.fresh:
        return redirect(_next() or "/today", code=303)
    return answer("family/sign_in.html", errors={}, again=g.visit is not None, next=_next())


@pages.post("/sign-in")
@access.open_to_all
def send() -> Answer:
    """Queue a code if the number is enrolled; the answer is the same if it is not."""
    started = time.monotonic()
    typed = request.form.get("phone", "")
    try:
        with transaction() as session:
            asked = request_code(
                session,
                phone_typed=typed,
                browser_index=browser_index(),
                address_index=address_index(),
                now=clock.now(),
            )
    except BadNumber:
        said = {"phone": gettext("Please type a phone number with its area code.")}
        return answer("family/sign_in.html", errors=said, phone=typed, next=_next(), status=422)
    if asked.too_often:
        said = {"phone": gettext("Too many codes were asked for. Please wait, then try again.")}
        return answer("family/sign_in.html", errors=said, next=_next(), status=429)
    time.sleep(max(0.0, started + SAME_SECONDS - time.monotonic()))
    return redirect(url_for("family_sign_in.code", next=_next()), code=303)


@pages.get("/sign-in/code")
@access.open_to_all
def code() -> Answer:
    return answer("family/sign_in_code.html", errors={}, remember=True, next=_next())


@pages.post("/sign-in/code")
@access.open_to_all
def confirm() -> Answer:
    remember = request.form.get("remember") == "yes"
    with transaction() as session:
        signed_in = confirm_code(
            session,
            code_typed=request.form.get("code", "")[:40],
            browser_index=browser_index(),
            remember=remember,
            now=clock.now(),
        )
    if signed_in is None:
        said = {"code": gettext("That code did not work. Check it, or ask for a new one.")}
        return answer(
            "family/sign_in_code.html", errors=said, remember=remember, next=_next(), status=422
        )
    return _welcome(signed_in)


def _welcome(signed_in: SignedIn) -> Response:
    browser.permanent = True
    forget_browser()
    browser[SITE] = signed_in.site_id
    response = redirect(_next() or "/today", code=303)
    access.set_cookie(response, signed_in.token, signed_in.ends_at)
    return response


@pages.post("/sign-out")
@access.needs_family
def leave(visit: FamilyVisit) -> Response:
    with transaction() as session:
        sign_out(
            session,
            session_id=visit.session_id,
            who=visit.who,
            now=clock.now(),
            everywhere=request.form.get("everywhere") == "yes",
        )
    response = redirect("/", code=303)
    response.delete_cookie(
        access.cookie_name(),
        httponly=True,
        samesite="Lax",
        secure=access.cookie_name() != access.COOKIE,
    )
    return response


def _next() -> str | None:
    return inside(request.values.get("next"))
