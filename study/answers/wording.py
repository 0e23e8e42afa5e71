"""The fixed words of the answers, one file per language: refusals, short forms, neutral titles.

Strict: a language that lacks a word is refused by name, so that no family meets a gap.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from study.answers.languages import folder_of
from study.answers.shapes import Boundary
from study.explained.passages import load
from study.explained.shapes import Audience

FOLDER = Path(__file__).with_name("words")
PHONES = ("phone_24h", "phone_day")  # the placeholders a text may hold


class WordingError(Exception):
    """A file of fixed words is not as it must be; the message says which and why."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """`web` and `sms`: what a boundary says; `short`: a passage's text form; `title`: a neutral
    name for it. Texts may hold the placeholders of `PHONES`."""

    language: str
    version: str
    status: str
    translation: str
    web: Mapping[Boundary, str]
    sms: Mapping[Boundary, str]
    short: Mapping[str, str]
    title: Mapping[str, str]


def words(language: str) -> Words:
    """The fixed words for a stored code such as "es" or "zh_Hans". Raises WordingError."""
    return read_words_file(FOLDER / f"{folder_of(language)}.toml")


@cache
def read_words_file(path: Path) -> Words:
    """One language's file, checked whole. Raises WordingError."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise WordingError(f"{path.name}: {error}") from error
    ids = frozenset(_passages(path.stem))
    return Words(
        language=path.stem,
        version=_text(table, "version", path.name),
        status=_text(table, "status", path.name),
        translation=_text(table, "translation", path.name),
        web=_boundaries(table, "web", path.name),
        sms=_boundaries(table, "sms", path.name),
        short=_entries(table, "short", ids, path.name),
        title=_entries(table, "title", ids, path.name),
    )


def _passages(language: str) -> list[str]:
    """Every passage that an answer can hold: those for young children are read with them."""
    passages = load(language).values()
    return [one.id for one in passages if one.audience is not Audience.CHILDREN]


def _boundaries(table: Mapping[str, Any], name: str, where: str) -> Mapping[Boundary, str]:
    entries = _entries(table, name, frozenset(one.value for one in Boundary), where)
    return MappingProxyType({Boundary(key): value for key, value in entries.items()})


def _entries(
    table: Mapping[str, Any], name: str, wanted: frozenset[str], where: str
) -> Mapping[str, str]:
    entries = table.get(name, {})
    for problem, keys in (("missing", wanted - set(entries)), ("unknown", set(entries) - wanted)):
        if keys:
            raise WordingError(f"{where}: [{name}]: {problem} {', '.join(sorted(keys))}")
    return MappingProxyType({key: _text(entries, key, f"{where}: [{name}]") for key in entries})


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise WordingError(f"{where}: {key} must be words")
    try:
        value.format(**dict.fromkeys(PHONES, ""))
    except (KeyError, IndexError, ValueError) as error:
        raise WordingError(f"{where}: {key}: unknown placeholder {error}") from error
    return value
