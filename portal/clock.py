"""The only reader of the time. Doors ask once and pass `now` on; nothing else in the house does."""

from collections.abc import Callable
from datetime import UTC, datetime


def _machine_time() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _machine_time


def now() -> datetime:
    """The present instant, timezone-aware, UTC."""
    return _source()


def use(source: Callable[[], datetime] | None) -> None:
    """Take the time from `source` (tests move it), or from the machine again with None."""
    global _source
    _source = source or _machine_time
