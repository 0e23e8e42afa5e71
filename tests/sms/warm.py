"""Imported once by the process that all others are made from: they begin with the words read."""

from study.understand.screen import red_flags
from tests.sms import dying

__all__ = ["dying"]

red_flags("")
