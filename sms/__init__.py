"""Talks: the carrier's door, the conversation, wording, the outbox and the clock that ticks."""

from flask import Flask

from sms import commands
from sms.attach import attach


def init_app(app: Flask) -> None:
    """Attach everything that talks. The clock starts by command alone."""
    attach(app)
    commands.init_app(app)


__all__ = ["init_app"]
