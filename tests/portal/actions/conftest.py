"""An enrolled household, on SQLite and on PostgreSQL."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlmodel import Session

from portal.store.engine import transaction
from tests.portal.actions.household import Household, move_in


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """An open transaction on an empty database."""
    with app.app_context(), transaction() as opened:
        yield opened


@pytest.fixture
def home(session: Session) -> Household:
    """Ana, eight weeks of A and B at 8:00 and 20:00, her mother and her father."""
    return move_in(session)
