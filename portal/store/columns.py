"""Column kinds that every table shares: opaque ids and instants that are always aware UTC."""

import secrets
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import DateTime, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> str:
    """128 random bits as 32 hexadecimal characters: safe to show in an address."""
    return secrets.token_hex(16)


class UTCDateTime(TypeDecorator[datetime]):
    """An instant. Refuses a naive datetime; gives back aware UTC on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def id_field() -> Any:
    return Field(default_factory=new_id, primary_key=True, max_length=32)


def link(target: str, *, index: bool = True, nullable: bool = False) -> Any:
    """A foreign key that restricts: nothing in this house is deleted by way of another row."""
    default: dict[str, Any] = {"default": None} if nullable else {}
    return Field(
        foreign_key=target,
        index=index,
        nullable=nullable,
        max_length=32,
        ondelete="RESTRICT",
        **default,
    )


def instant(*, index: bool = False) -> Any:
    return Field(sa_type=UTCDateTime, index=index, nullable=False)


def maybe_instant(*, index: bool = False) -> Any:
    return Field(default=None, sa_type=UTCDateTime, index=index, nullable=True)


class Word(TypeDecorator[StrEnum]):
    """A word of a StrEnum, stored as its value; a word we do not know is refused on reading."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__(32)
        self.kind = kind

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.kind(value)


def word(
    kind: type[StrEnum], *, index: bool = False, nullable: bool = False, **default: Any
) -> Any:
    """A column that holds one word of `kind`."""
    if nullable:
        default = {"default": None}
    return Field(sa_type=cast(Any, Word(kind)), index=index, nullable=nullable, **default)
