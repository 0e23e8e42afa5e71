"""What a person sees when something is wrong: plain words, 911, and nothing about the inside."""

import logging

from flask import Flask, Response, make_response, render_template
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from jinja2 import TemplateError
from sqlalchemy.exc import DataError, SQLAlchemyError
from werkzeug.exceptions import HTTPException

log = logging.getLogger(__name__)

# Shown when even the page with the numbers cannot be made.
LAST_WORDS = (
    "<!doctype html><html lang=en><title>Something is not right</title>"
    "<h1>Something is not right</h1>"
    "<p>Emergency? Call <a href='tel:911'>911</a>. "
    "Call your study team at the number on your card. Do not wait for this page."
    "<p lang=es>¿Emergencia? Llame al <a href='tel:911'>911</a>. "
    "Llame a su equipo del estudio al número de su tarjeta. No espere a esta página."
)


def init_app(app: Flask) -> None:
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _known)
    app.register_error_handler(DataError, _unstorable)
    app.register_error_handler(Exception, _unknown)


def _stale_form(_: CSRFError) -> Response:
    return _page(
        400,
        gettext(
            "This page was open for too long, and nothing was saved. Please open it again and send "
            "it again."
        ),
    )


def _known(error: HTTPException) -> Response | HTTPException:
    code = error.code or 500
    if code < 400:
        return error
    said = {
        404: gettext("This page is not here, or it is not yours to see."),
        405: gettext("This page cannot be used that way."),
        413: gettext("That was too long. Please send less."),
        429: gettext("Too many tries. Please wait a few minutes, then try again."),
    }
    return _page(code, said.get(code, gettext("That did not work. Please go back and try again.")))


def _unstorable(_: DataError) -> Response:
    """A value no database column takes (a NUL, a number beyond all bounds) is bad input."""
    return _page(400, gettext("That did not work. Please go back and try again."))


def _unknown(error: Exception) -> Response:
    # The kind and place only: an exception's text may hold what a family wrote.
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "?"
    log.error("unexpected %s at %s", type(error).__name__, place)
    return _page(
        500,
        gettext(
            "Something went wrong on our side, and what you just sent may not be saved. "
            "What you sent before is not lost."
        ),
    )


def _page(code: int, said: str) -> Response:
    try:
        page = render_template("error.html", said=said, code=code)
    except (SQLAlchemyError, TemplateError, LookupError) as problem:
        log.error("the error page could not be made: %s", type(problem).__name__)
        page = LAST_WORDS
    return make_response(page, code)
