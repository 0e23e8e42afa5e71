"""The study's facts and numbers as frozen values, read from protocol.toml and checked once.

Decides nothing, and holds no amount of any medicine.
"""

from collections.abc import Callable
from dataclasses import fields
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeVar

from study.localtime import UnknownZone, zone_named
from study.medicines import Arm, ArmFacts, Medicine, MedicineFacts, Route
from study.protocol_file import (
    ProtocolError,
    Table,
    need_keys,
    parse,
    record,
    section,
    sign_offs_used,
    stated,
)
from study.protocol_shapes import Defaults, FeverLines, Line, Protocol, SignOff
from study.site import SiteFacts, SiteRules, missing_blanks

__all__ = [
    "Arm",
    "ArmFacts",
    "Defaults",
    "FeverLines",
    "Line",
    "Medicine",
    "MedicineFacts",
    "Protocol",
    "ProtocolError",
    "Route",
    "SignOff",
    "SiteFacts",
    "SiteRules",
    "load",
    "missing_blanks",
    "read",
]

Made = TypeVar("Made")


@cache
def load() -> Protocol:
    """The protocol that ships with the program. Raises ProtocolError with what is wrong."""
    return read(Path(__file__).with_name("protocol.toml").read_text(encoding="utf-8"))


def read(text: str) -> Protocol:
    """The protocol written in TOML text. Raises ProtocolError with what is wrong, and where."""
    table = parse(text)
    need_keys(table, {field.name for field in fields(Protocol)}, "protocol")
    if not table["version"] or not isinstance(table["version"], str):
        raise ProtocolError("version: must be a text that is not empty")
    return Protocol(
        version=table["version"],
        medicines=_each(table, "medicines", Medicine, _medicine),
        arms=_each(table, "arms", Arm, _arm),
        fever=_fever(section(table, "fever")),
        defaults=_defaults(section(table, "defaults")),
        sites=tuple(_site(table, name) for name in section(table, "sites")),
        sign_offs=_sign_offs(table),
    )


def _each(
    table: Table,
    name: str,
    ids: type[Medicine] | type[Arm],
    make: Callable[[str, Table], Made],
) -> tuple[Made, ...]:
    rows = section(table, name)
    need_keys(rows, {str(one) for one in ids}, name)
    return tuple(make(one, dict(section(rows, one))) for one in rows)


def _routes(values: object, where: str) -> tuple[Route, ...]:
    try:
        return tuple(Route(value) for value in values)  # type: ignore[attr-defined]
    except (ValueError, TypeError) as error:
        raise ProtocolError(f"{where}: {error}") from error


def _medicine(name: str, row: Table) -> MedicineFacts:
    where = f"medicines.{name}"
    row.pop("sign_off", None)
    routes = _routes(row.get("routes"), f"{where}.routes")
    home = _routes(row.get("home_routes"), f"{where}.home_routes")
    given = {"id": Medicine(name), "label": None, **row, "routes": routes, "home_routes": home}
    made = record(MedicineFacts, given, where)
    if not set(home) <= set(routes) or made.tracked != bool(home):
        raise ProtocolError(f"{where}: only a tracked medicine has home routes, out of its routes")
    if made.tracked != (made.label in ("A", "B")):
        raise ProtocolError(f"{where}: a tracked medicine, and no other, has the label A or B")
    return made


def _arm(name: str, row: Table) -> ArmFacts:
    if row.get("etoposide") not in ("listed", "by response"):
        raise ProtocolError(f"arms.{name}.etoposide: is neither 'listed' nor 'by response'")
    return record(ArmFacts, {"id": Arm(name), **row}, f"arms.{name}")


def _line(rows: Table, name: str) -> Line:
    row = dict(section(rows, name))
    row.pop("sign_off", None)
    if not row.pop("source", None):
        raise ProtocolError(f"fever.{name}: the source is missing")
    line = record(Line, row, f"fever.{name}")
    # One of the two is rounded (37.4 C is 99.32 F, 46 C is 114.8 F), so they only have to be near.
    if abs(line.celsius * 9 / 5 + 32 - line.fahrenheit) > Decimal("0.2"):
        raise ProtocolError(f"fever.{name}: the two units do not name the same temperature")
    return line


def _fever(rows: Table) -> FeverLines:
    names = [field.name for field in fields(FeverLines)]
    need_keys(rows, set(names), "fever")
    lines = FeverLines(**{name: _line(rows, name) for name in names})
    rising = (
        *(lines.unit_from, lines.plausible_from, lines.low, lines.under_arm),
        *(lines.fever, lines.emergency, lines.plausible_to, lines.unit_to),
    )
    for lower, higher in zip(rising, rising[1:], strict=False):
        if lower.celsius >= higher.celsius or lower.fahrenheit >= higher.fahrenheit:
            raise ProtocolError(f"fever: {lower} is not under {higher}")
    if lines.unit_to.celsius >= lines.unit_from.fahrenheit:
        raise ProtocolError("fever: the ranges without a unit overlap")
    return lines


def _defaults(rows: Table) -> Defaults:
    values = {name: stated(entry, f"defaults.{name}") for name, entry in rows.items()}
    for name, value in values.items():
        if isinstance(value, list):
            if not all(type(one) is int and one > 0 for one in value):
                raise ProtocolError(f"defaults.{name}: {value!r} are not positive whole numbers")
            values[name] = tuple(value)
    return record(Defaults, values, "defaults")


def _site(table: Table, name: str) -> SiteFacts:
    site = record(SiteFacts, {"id": name, **section(table["sites"], name)}, f"sites.{name}")
    try:
        zone_named(site.tz)
    except UnknownZone as error:
        raise ProtocolError(f"sites.{name}.tz: {site.tz} is no time zone") from error
    return site


def _sign_offs(table: Table) -> tuple[SignOff, ...]:
    rules = section(table, "sign_offs")
    used = sign_offs_used(table)
    if set(rules) != set(used):
        raise ProtocolError(f"sign_offs: no rule or no use for {sorted(set(rules) ^ set(used))}")
    return tuple(SignOff(name, str(rule), tuple(used[name])) for name, rule in rules.items())
