"""The checks between building the app and serving with it: fail now rather than at night."""

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from portal import config, migrate
from portal.config import NotReady, Settings
from portal.store import sites
from portal.store.engine import EXTENSION, Database


def refuse_unless_ready(app: Flask) -> None:
    """Raise NotReady, saying what to do, unless this app may serve families now."""
    settings: Settings = app.config["SETTINGS"]
    if not settings.secrets.session:
        raise NotReady("No keys.")
    database: Database = app.extensions[EXTENSION]
    migrate.refuse_unless_current(database.engine)
    try:
        with database.reading() as session:
            demo = sites.is_demo(session)
    except SQLAlchemyError as error:
        raise NotReady(f"The database does not answer: {type(error).__name__}.") from error
    config.refuse_unless_safe(settings, demo=demo)
