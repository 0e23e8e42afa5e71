"""A clock that stands still until a test moves it. It never reads the machine's time."""

from datetime import UTC, datetime, timedelta

# A Monday, nine in the morning in Chicago, no daylight saving.
START = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


class MovingClock:
    """Call it for the present instant, aware and UTC."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start

    def __call__(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> datetime:
        """Move forward; raises ValueError on the way back."""
        if by < timedelta(0):
            raise ValueError("time does not run backwards; use set()")
        self._now += by
        return self._now

    def set(self, to: datetime) -> None:
        """Stand at this aware instant, earlier or later."""
        self._now = to.astimezone(UTC)
