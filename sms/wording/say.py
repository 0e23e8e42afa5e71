"""How a notice becomes a sentence: the right voice, the fields filled in, the language in force.

Holds no words of a text of its own; those are in the modules named by theme.
"""

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime, time
from functools import partial, singledispatch
from zoneinfo import ZoneInfo

from flask_babel import gettext

from sms.wording.clocks import clock, day
from sms.wording.typed import typed
from study.notices import Notice, Voice
from study.notices.safety_sentences import Sentence

_US_NUMBER = re.compile(r"\+1(\d{3})(\d{3})(\d{4})")


class NoWords(LookupError):
    """A notice without a sentence."""


@singledispatch
def sentence(notice: Notice) -> str:
    """Return the text of `notice` in the language in force."""
    raise NoWords(notice.kind)


def plainly(words: Mapping[type[Notice], tuple[Sentence, ...]]) -> None:
    """Register notices whose text is their sentences, filled in and put one after another."""
    for kind, sentences in words.items():
        sentence.register(kind, partial(_in_turn, sentences))


def say(notice: Notice, *sentences: Sentence, **more: str) -> str:
    """Return the sentences in the notice's voice, filled from its fields and from `more`."""
    filled = _values(notice) | more
    return " ".join(gettext(_chosen(notice, each), **filled) for each in sentences)


def _to_participant(notice: Notice) -> bool:
    """Say whether the text speaks to the participant."""
    return getattr(notice, "voice", Voice.CAREGIVER) is Voice.PARTICIPANT


def _in_turn(sentences: tuple[Sentence, ...], notice: Notice) -> str:
    return say(notice, *sentences)


def _chosen(notice: Notice, each: Sentence) -> str:
    if isinstance(each, str):
        return each
    return each.participant if _to_participant(notice) else each.caregiver


def _values(notice: Notice) -> dict[str, str]:
    """Return every field that can stand in a sentence, as the family reads it."""
    zone = getattr(notice, "zone", "UTC")
    found = {f.name: _shown(getattr(notice, f.name), zone) for f in fields(notice)}
    values = {name: value for name, value in found.items() if value is not None}
    values |= {name: _dialled(values[name]) for name in values if name.startswith("phone_")}
    if "nickname" in values:
        values["child"] = values["nickname"] or gettext("your child")
    return values


def _dialled(number: str) -> str:
    """Return a US number in groups: a long row of digits is misdialled at night."""
    us = _US_NUMBER.fullmatch(number)
    return "-".join(us.groups()) if us else number


def _shown(value: object, zone: str) -> str | None:
    if isinstance(value, datetime):
        return clock(value.astimezone(ZoneInfo(zone)).time())
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return clock(value)
    if isinstance(value, (str, int)):
        return typed(str(value))
    return None
