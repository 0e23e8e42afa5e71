"""What every text we send has in common: a purpose, a voice, and a way to wait in the outbox.

Holds no words: the sentences are in `sms/wording`. Sends nothing.
"""

import json
import types
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from enum import Enum, StrEnum
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints


class Purpose(StrEnum):
    """Why a text is sent; senders take them in the order page, safety, answer, reminder."""

    PAGE = "page"
    SAFETY = "safety"
    ANSWER = "answer"
    REMINDER = "reminder"
    PROMPT = "prompt"
    CODE = "code"
    SERVICE = "service"


class Voice(StrEnum):
    """Whom the sentence speaks to: the participant ("you") or a caregiver ("your child")."""

    PARTICIPANT = "participant"
    CAREGIVER = "caregiver"


class NoticeError(ValueError):
    """A stored notice that cannot be read back."""


KINDS: "dict[str, type[Notice]]" = {}
"""Every notice that can be sent, by class name."""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One text we send, as plain values. Fields are given by keyword only."""

    purpose: ClassVar[Purpose]

    def __init_subclass__(cls, *, shared: bool = False) -> None:
        """Register the notice, unless it is only `shared` ground for others."""
        if not shared:
            KINDS[cls.__name__] = cls

    def __post_init__(self) -> None:
        """Refuse a wall clock posing as an instant: datetimes are aware."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, datetime) and value.tzinfo is None:
                raise ValueError(f"{self.kind}.{field.name} needs a time zone")

    @property
    def kind(self) -> str:
        """The name it is stored under."""
        return type(self).__name__

    def to_json(self) -> str:
        """Return the fields as JSON text; a field marked `stored: False` stays out."""
        kept = {
            f.name: getattr(self, f.name) for f in fields(self) if f.metadata.get("stored", True)
        }
        return json.dumps(kept, default=_plain, sort_keys=True)


def from_json(kind: str, data: str) -> Notice:
    """Return the notice that `to_json` wrote; NoticeError when kind or fields do not fit."""
    try:
        cls = KINDS[kind]
        hints = get_type_hints(cls)
        return cls(**{name: _value(hints[name], raw) for name, raw in json.loads(data).items()})
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise NoticeError(f"cannot read back a notice of kind {kind!r}") from problem


def _plain(value: object) -> str:
    if isinstance(value, (date, time)):
        return value.isoformat()
    raise TypeError(f"a notice cannot hold {type(value).__name__}")


def _value(hint: Any, raw: Any) -> Any:
    """Return the JSON value `raw` as the type the field declares."""
    if raw is None:
        return None
    if get_origin(hint) in (Union, types.UnionType):
        return _value(next(arm for arm in get_args(hint) if arm is not type(None)), raw)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], item) for item in raw)
    return _single(hint, raw)


def _single(hint: Any, raw: Any) -> Any:
    if issubclass(hint, (date, time)):
        return hint.fromisoformat(raw)
    if issubclass(hint, Enum):
        return hint(raw)
    if issubclass(hint, tuple):
        return hint(*map(_value, get_type_hints(hint).values(), raw))
    return raw
