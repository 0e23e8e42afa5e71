"""A row that is locked is read anew: what this transaction saw of it before may be old by now."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conventions.tree import modules, name, parsed

# It selects an id alone, which cannot be old.
SELECTS_NO_ROW = {"portal/store/delivery.py:next_to_send"}


def test_every_locked_row_is_read_anew() -> None:
    old = {place for path in modules() for place in _may_be_old(path)}
    assert old == SELECTS_NO_ROW


def _may_be_old(path: Path) -> Iterator[str]:
    """The functions (or modules) that lock a row and may go on with what they knew of it."""
    for block in parsed(path).body:
        if _locks(block) > _reads_anew(block):
            yield f"{name(path)}:{getattr(block, 'name', '')}"


def _locks(block: ast.AST) -> int:
    return sum(
        isinstance(node, ast.keyword) and node.arg == "with_for_update"
        or isinstance(node, ast.Attribute) and node.attr == "with_for_update"
        for node in ast.walk(block)
    )  # fmt: skip


def _reads_anew(block: ast.AST) -> int:
    return sum(
        isinstance(node, ast.keyword) and node.arg == "populate_existing"
        or _is_refresh(node)
        for node in ast.walk(block)
    )  # fmt: skip


def _is_refresh(node: ast.AST) -> bool:
    """`session.refresh(row, with_for_update=True)`: that is what refreshing means."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "refresh"
        and any(one.arg == "with_for_update" for one in node.keywords)
    )
