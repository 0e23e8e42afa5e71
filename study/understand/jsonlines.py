"""Texts in, readings out, one JSON object a line: what a nurse lead runs a file of texts through.

Bytes are split on the newline only; every line gets its line, whatever it holds. No input or
output of its own: the command hands the lines over.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from study.doses import DoseStatus
from study.protocol import Medicine
from study.symptoms import Label, Tier
from study.understand.reading import read
from study.understand.said import DoseSaid, Reading

_SENDERS = ("participant", "caregiver", "shared")
# The product tells part given and hospital apart; this format has one word for both.
_STATUS = {DoseStatus.PART_GIVEN: DoseStatus.UNKNOWN, DoseStatus.IN_HOSPITAL: DoseStatus.UNKNOWN}


def answers(lines: Iterable[bytes]) -> Iterator[bytes]:
    """One ASCII JSON line, newline included, for every line of input, in order."""
    for line in lines:
        yield answer(line.removesuffix(b"\n"))


def answer(line: bytes) -> bytes:
    """The reading of one line of JSON: id, text, and what is known of the sender. Never raises."""
    request = _request(line)
    if request is None:
        return _line(_unread(None, "the line is not a JSON object with a text"))
    try:
        return _line(_read(request))
    except Exception as error:  # a bug must cost one line, not the file
        return _line(_unread(_identity(request), f"could not be read: {type(error).__name__}"))


def _request(line: bytes) -> dict[str, Any] | None:
    try:
        request = json.loads(line.decode("utf-8", errors="replace"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(request, dict) or not isinstance(request.get("text"), str):
        return None
    return request


def _read(request: dict[str, Any]) -> dict[str, Any]:
    context = request.get("context")
    context = context if isinstance(context, dict) else {}
    asked = _asked(context.get("asked"))
    sender = request.get("sender")
    reading = read(
        request["text"],
        lang=request["lang"] if isinstance(request.get("lang"), str) else None,
        sender=sender if sender in _SENDERS else None,
        asked=asked,
        reminder_time=_clock(context.get("reminder_time_local")),
    )
    return {
        "id": _identity(request),
        "label": _label(reading).value,
        "tier": _tier(reading).value,
        "temp_c": _degrees(reading.temp_c),
        "keyword": reading.keyword.value,
        "symptoms": list(reading.symptoms),
        "doses": {str(medicine): _dose(said) for medicine, said in reading.doses.items()},
        "ask_again": reading.ask_again,
        "ask_back": reading.ask_back,
        "why": [f"{why.rule}: {why.words}" for why in reading.why],
    }


def _identity(request: dict[str, Any]) -> str | int | None:
    """The id as it came, if it is one; a list or an infinity is none."""
    identity = request.get("id")
    return identity if isinstance(identity, str | int) else None


def _tier(reading: Reading) -> Tier:
    """The tier of the text and of its doses: a lost steroid is T2 (behaviour 3)."""
    steroid = reading.doses.get(Medicine.DEXAMETHASONE)
    lost = steroid is not None and steroid.status in (DoseStatus.MISSED, DoseStatus.VOMITED)
    return Tier.worst(reading.tier, Tier.T2 if lost else None) or Tier.T4


def _label(reading: Reading) -> Label:
    """A dose that was thrown up is a symptom, also where only a digit or "both 🤮" says so."""
    lost = any(one.status is DoseStatus.VOMITED for one in reading.doses.values())
    nothing = reading.label is Label.NO_SYMPTOM
    return Label.OTHER_SYMPTOM if nothing and lost else reading.label


def _unread(identity: object, reason: str) -> dict[str, Any]:
    """A line that could not be read goes to a person: it is never taken for "no symptom"."""
    return {
        "id": identity,
        "label": Label.OTHER_SYMPTOM.value,
        "tier": Tier.T2.value,
        "temp_c": None,
        "keyword": "none",
        "symptoms": [],
        "doses": {},
        "ask_again": False,
        "ask_back": True,
        "why": [reason],
    }


def _asked(value: object) -> tuple[Medicine, ...]:
    names = value if isinstance(value, list) else []
    known = {medicine.value: medicine for medicine in Medicine}
    return tuple(known[name] for name in names if isinstance(name, str) and name in known)


def _clock(value: object) -> dt.time | None:
    try:
        return dt.time.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _degrees(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _dose(said: DoseSaid) -> dict[str, str | None]:
    return {
        "status": _STATUS.get(said.status, said.status).value,
        "route": said.route.value if said.route else None,
        "time": said.time.strftime("%H:%M") if said.time else None,
    }


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(", ", ": ")).encode("ascii") + b"\n"
