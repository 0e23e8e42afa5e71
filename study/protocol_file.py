"""Reads tables of protocol.toml into frozen records and says what is wrong where.

Knows the shape of the file, not the meaning of its values.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any, TypeVar, cast, get_origin, get_type_hints

Record = TypeVar("Record")
Table = dict[str, Any]


class ProtocolError(Exception):
    """protocol.toml does not say what it must; the message names the place."""


def parse(text: str) -> Table:
    """The file as a table, numbers with a point as decimals. Raises ProtocolError."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise ProtocolError(f"not readable as TOML: {error}") from error


def section(table: Table, name: str) -> Table:
    """The named table inside a table. Raises ProtocolError when it is missing or not a table."""
    if not isinstance(table.get(name), dict):
        raise ProtocolError(f"{name}: this section is missing")
    return cast(Table, table[name])


def need_keys(table: Mapping[str, object], wanted: set[str], where: str) -> None:
    """Refuse a key too many or too few."""
    for problem, keys in (("missing", wanted - set(table)), ("unknown", set(table) - wanted)):
        if keys:
            raise ProtocolError(f"{where}: {problem} {', '.join(sorted(keys))}")


def record(kind: type[Record], values: Mapping[str, object], where: str) -> Record:
    """A frozen record of that kind from exactly its fields, plain types checked."""
    hints = get_type_hints(kind)
    need_keys(values, {field.name for field in fields(cast(Any, kind))}, where)
    for name, value in values.items():
        wanted = hints[name]
        if get_origin(wanted) is tuple and not isinstance(value, tuple):
            raise ProtocolError(f"{where}.{name}: {value!r} is not a list")
        if isinstance(wanted, type) and (not isinstance(value, wanted) or value == ""):
            raise ProtocolError(f"{where}.{name}: {value!r} is not a {wanted.__name__}")
        if wanted is int and (isinstance(value, bool) or cast(int, value) < 1):
            raise ProtocolError(f"{where}.{name}: {value!r} is not a positive whole number")
    return kind(**values)


def stated(entry: object, where: str) -> object:
    """The value of a `{ value, source, sign_off? }` entry; a value without a source is refused."""
    if not isinstance(entry, dict):
        raise ProtocolError(f"{where}: must be a value with its source")
    need_keys(entry, {"value", "source"} | (set(entry) & {"sign_off"}), where)
    if not entry["source"]:
        raise ProtocolError(f"{where}: the source is empty")
    return entry["value"]


def sign_offs_used(table: Table, where: str = "") -> dict[str, list[str]]:
    """For each sign-off id, the places of the file that it covers."""
    used: dict[str, list[str]] = {}
    for name, value in table.items():
        if name == "sign_off":
            used.setdefault(str(value), []).append(where)
        elif isinstance(value, dict) and name != "sign_offs":
            for sign_off, places in sign_offs_used(value, f"{where}.{name}".strip(".")).items():
                used.setdefault(sign_off, []).extend(places)
    return used
