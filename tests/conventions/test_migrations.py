"""Migrations are numbered without a gap, keep clinical rows, and end where the models are."""

import re
from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import Engine, create_engine, inspect

from portal import migrate
from portal.store.tables import metadata
from tests.conventions.tree import name

VERSIONS = migrate.FOLDER / "versions"


@pytest.fixture
def engine(empty_database_url: str) -> Iterator[Engine]:
    built = create_engine(empty_database_url)
    yield built
    built.dispose()


def test_they_are_numbered_one_after_the_other() -> None:
    numbers = sorted(path.stem.split("_")[0] for path in VERSIONS.glob("*.py"))
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_no_row_disappears_with_another() -> None:
    # behaviour: clinical rows are corrected by new rows, so nothing may delete them in passing.
    assert not {
        name(path) for path in VERSIONS.glob("*.py")
        if re.search("cascade", path.read_text("utf-8"), re.IGNORECASE)
    }
    assert not {
        f"{table.name}.{key.parent.name}"
        for table in metadata.tables.values()
        for key in table.foreign_keys
        if key.ondelete is not None and key.ondelete.upper() == "CASCADE"
    }


def test_they_lead_from_nothing_to_the_models_and_back(
    empty_database_url: str, engine: Engine
) -> None:
    migrate.upgrade(empty_database_url)
    assert set(inspect(engine).get_table_names()) == {*metadata.tables, "alembic_version"}
    command.check(migrate.alembic_config(empty_database_url))
    command.downgrade(migrate.alembic_config(empty_database_url), "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
