"""The one way into the database: `transaction()` to write, `reading()` to look. Decides nothing."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, cast

from flask import current_app
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlmodel import Session

EXTENSION = "portal.database"
BUSY_MILLISECONDS = 5000


class Database:
    """One database: SQLite with a single writer, or PostgreSQL."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._writer = threading.Lock()
        self._here = threading.local()

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that commits on leaving and rolls back on any error. Never nested."""
        if getattr(self._here, "writing", False):
            raise RuntimeError("a transaction is already open in this thread")
        # Two writers of one SQLite file wait for each other in coarse sleeps: a lock is fairer.
        with self._writer if self.is_sqlite else nullcontext():
            self._here.writing = True
            try:
                with Session(self.engine, expire_on_commit=False) as session, session.begin():
                    yield session
            finally:
                self._here.writing = False

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for looking only; what is changed in it is thrown away."""
        connection = self.engine.connect().execution_options(portal_reading=True)
        with connection, Session(connection, expire_on_commit=False) as session:
            yield session
            # What was looked at stays readable after the session, as after a commit.
            session.expunge_all()
            session.rollback()


def _engine(url: str) -> Engine:
    if url.startswith("postgres://"):
        url = "postgresql://" + url.removeprefix("postgres://")
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_MILLISECONDS / 1000})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_MILLISECONDS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("portal_reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def database() -> Database:
    return cast(Database, current_app.extensions[EXTENSION])


def transaction() -> AbstractContextManager[Session]:
    """Open a writing transaction of the current app."""
    return database().transaction()


def reading() -> AbstractContextManager[Session]:
    """Open a reading session of the current app."""
    return database().reading()
