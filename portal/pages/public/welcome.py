"""The public page, and the choice of a language. It tells nothing about anyone who is enrolled."""

from flask import Blueprint, redirect, request, session
from werkzeug.wrappers import Response

from portal.language import CHOICE, OFFERED
from portal.pages import access
from portal.pages.addresses import inside
from portal.pages.showing import answer

pages = Blueprint("public", __name__)


@pages.get("/")
@access.open_to_all
def welcome() -> tuple[str, int]:
    return answer("public/welcome.html")


@pages.post("/language")
@access.open_to_all
def language() -> Response:
    """Keep the visitor's choice, and go back to the page it was made on."""
    chosen = request.form.get("language", "")
    if chosen in OFFERED:
        session.permanent = True
        session[CHOICE] = chosen
    return redirect(inside(request.form.get("next")) or "/", code=303)
