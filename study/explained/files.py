"""Reads the TOML of the explaining texts into frozen records and says what is wrong where.

Knows the shape of the files, not the meaning of what they say.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from study.explained.shapes import ExplainedError

Record = TypeVar("Record")
Table = dict[str, Any]
FENCE = "+++"


def read_toml(path: Path) -> Table:
    """A TOML file as a table. Raises ExplainedError."""
    return _parsed(path.read_text(encoding="utf-8"), path.name)


def read_passage(path: Path) -> Table:
    """The front matter of a passage, with its body as `body`. Raises ExplainedError."""
    pieces = path.read_text(encoding="utf-8").split(f"{FENCE}\n", 2)
    if len(pieces) != 3 or pieces[0]:
        raise ExplainedError(f"{path.name}: no front matter between two {FENCE} lines")
    return _parsed(pieces[1], path.name) | {"body": pieces[2].strip()}


def record(kind: type[Record], table: Table, where: str) -> Record:
    """A frozen record from exactly its fields, types checked. Raises ExplainedError."""
    hints = get_type_hints(kind)
    known = {field.name: field for field in fields(cast(Any, kind))}
    needed = {name for name, field in known.items() if field.default is MISSING}
    for problem, keys in (("missing", needed - set(table)), ("unknown", set(table) - set(known))):
        if keys:
            raise ExplainedError(f"{where}: {problem} {', '.join(sorted(keys))}")
    return kind(**{name: _typed(hints[name], table[name], f"{where}: {name}") for name in table})


def records(kind: type[Record], tables: Table, where: str) -> dict[str, Record]:
    """A record for each named table. Raises ExplainedError."""
    return {
        name: record(kind, _table(one, where), f"{where}: {name}") for name, one in tables.items()
    }


def _parsed(text: str, where: str) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ExplainedError(f"{where}: not readable as TOML: {error}") from error


def _typed(hint: Any, value: object, where: str) -> object:
    if get_origin(hint) is UnionType:
        hint = get_args(hint)[0]
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise ExplainedError(f"{where}: must be a list")
        return tuple(_typed(get_args(hint)[0], one, where) for one in value)
    if get_origin(hint) is Mapping:
        return records(get_args(hint)[1], _table(value, where), where)
    if is_dataclass(hint):
        return record(cast(type[object], hint), _table(value, where), where)
    if issubclass(hint, StrEnum):
        return _one_of(hint, value, where)
    return _plain(hint, value, where)


def _one_of(kind: type[StrEnum], value: object, where: str) -> StrEnum:
    try:
        return kind(cast(str, value))
    except ValueError:
        raise ExplainedError(f"{where}: {value!r} is none of {', '.join(kind)}") from None


def _plain(kind: type[object], value: object, where: str) -> object:
    right = type(value) is kind and kind in (str, int, bool, date)
    if not right or (isinstance(value, str) and not value.strip()):
        raise ExplainedError(f"{where}: {value!r} is not a {kind.__name__}")
    return value


def _table(value: object, where: str) -> Table:
    if not isinstance(value, dict):
        raise ExplainedError(f"{where}: {value!r} is not a table")
    return value
