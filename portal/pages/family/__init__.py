"""Pages for families, made for a phone held in one hand."""

from flask import Flask

from portal.pages.family import (
    ask,
    ask_on,
    daily,
    doses,
    log,
    reported,
    sign_in,
    symptoms,
    today,
)


def init_app(app: Flask) -> None:
    for screen in (sign_in, today, doses, daily, symptoms, reported, log, ask, ask_on):
        app.register_blueprint(screen.pages)
