"""A copy of the English texts in a folder of its own, to be damaged or translated by a test."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from study.explained.passages import FOLDER

Change = Callable[[str, str, str], None]


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """The folder of the copy."""
    shutil.copytree(FOLDER / "en", tmp_path / "en")
    for data in FOLDER.glob("*.toml"):
        shutil.copy(data, tmp_path)
    return tmp_path


@pytest.fixture
def change(shelf: Path) -> Change:
    """`change("en/what-is-hlh.md", old, new)`: the file of the copy with other words."""

    def replaced(name: str, old: str, new: str) -> None:
        text = (shelf / name).read_text(encoding="utf-8")
        assert old in text
        (shelf / name).write_text(text.replace(old, new), encoding="utf-8")

    return replaced
