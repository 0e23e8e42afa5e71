"""Brings a database to the tables this program knows, and refuses one that is not there yet."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from portal.config import NotReady

FOLDER = Path(__file__).parent / "migrations"


def alembic_config(url: str) -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(FOLDER))
    settings.attributes["url"] = url
    return settings


def upgrade(url: str) -> None:
    """Run every migration that this database has not had."""
    if url.startswith("sqlite:///"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    command.upgrade(alembic_config(url), "head")


def refuse_unless_current(engine: Engine) -> None:
    """Raise NotReady when the tables are older or newer than this program."""
    wanted = ScriptDirectory(str(FOLDER)).get_current_head()
    try:
        with engine.connect() as connection:
            found = MigrationContext.configure(connection).get_current_revision()
    except SQLAlchemyError as error:
        raise NotReady(f"The database does not answer: {type(error).__name__}.") from error
    if found != wanted:
        raise NotReady(
            f"The database is at migration {found or 'none'}, this program needs {wanted}: "
            "make a backup, then run 'flask --app wsgi migrate'."
        )
