"""Web pages, one folder per audience. A page reads input, calls one action and answers."""

from flask import Flask
from flask_compress import Compress
from flask_htmx import HTMX
from flask_wtf import CSRFProtect

from portal.pages import access, assets, errors, family, headers, health, showing, team
from portal.pages.public import (
    explained,
    explained_offline,
    explained_questions,
    interpreter,
    short_address,
    welcome,
)

htmx = HTMX()
csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    """Attach every page and what they share."""
    htmx.init_app(app)
    csrf.init_app(app)
    Compress(app)
    access.init_app(app)
    headers.init_app(app)
    errors.init_app(app)
    showing.init_app(app)
    assets.init_app(app)
    app.register_blueprint(health.pages)
    app.register_blueprint(welcome.pages)
    app.register_blueprint(interpreter.pages)
    for screen in (explained, explained_questions, explained_offline, short_address):
        app.register_blueprint(screen.pages)
    family.init_app(app)
    team.init_app(app)
