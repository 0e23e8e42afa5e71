"""What a person sees when something is wrong: plain words, 911, and nothing about the inside."""

import logging

from flask import Flask, render_template
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _known)
    app.register_error_handler(Exception, _unknown)


def _stale_form(error: CSRFError) -> tuple[str, int]:
    return _page(
        400,
        gettext("This page was open for too long. Please go back, reload it and send it again."),
    )


def _known(error: HTTPException) -> tuple[str, int] | HTTPException:
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


def _unknown(error: Exception) -> tuple[str, int]:
    # The kind and place only: an exception's text may hold what a family wrote.
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "?"
    log.error("unexpected %s at %s", type(error).__name__, place)
    return _page(500, gettext("Something went wrong on our side. Nothing you sent before is lost."))


def _page(code: int, said: str) -> tuple[str, int]:
    return render_template("error.html", said=said, code=code), code
