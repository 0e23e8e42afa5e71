"""Questions in, answers out, one JSON object a line: what the `ask` command runs a file through.

Bytes are split on the newline only; every line gets its line, whatever it holds. It knows no
site: where a passage leaves a blank for one, it says whom to ask.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from study.answers.answering import answer
from study.answers.shapes import Answer, Boundary, Route
from study.answers.shown import escalated, passage_text, refusal


def answers(lines: Iterable[bytes]) -> Iterator[bytes]:
    """One ASCII JSON line, newline included, for every line of input, in order."""
    for line in lines:
        yield reply(line.removesuffix(b"\n"))


def reply(line: bytes) -> bytes:
    """The answer to one line of JSON: id, text and perhaps the stored language. Never raises."""
    request = _request(line)
    if request is None:
        return _line(None, Route.OUT_OF_SCOPE, refusal(Boundary.NOT_FOUND, "en"), ())
    identity = request.get("id")
    identity = identity if isinstance(identity, str | int) else None
    lang = request.get("lang")
    try:
        given = answer(request["text"], language=lang if isinstance(lang, str) else "en")
        return _line(identity, given.route, shown(given), _sources(given))
    except Exception:  # a bug must cost one line, not the file
        return _line(identity, Route.OUT_OF_SCOPE, refusal(Boundary.NOT_FOUND, "en"), ())


def shown(given: Answer) -> str:
    """The words a family sees: one passage whole with the titles of the others, or fixed words."""
    if given.route is Route.SYMPTOM_ESCALATE:
        return escalated(given.language)
    if given.boundary is not None:
        return refusal(given.boundary, given.language)
    return passage_text(given.passages, given.language)


def _sources(given: Answer) -> tuple[str, ...]:
    return given.passages if given.route is Route.ANSWER else ()


def _request(line: bytes) -> dict[str, Any] | None:
    try:
        request = json.loads(line.decode("utf-8", errors="replace"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(request, dict) or not isinstance(request.get("text"), str):
        return None
    return request


def _line(identity: str | int | None, route: Route, words: str, sources: tuple[str, ...]) -> bytes:
    value = {"id": identity, "route": route.value, "answer": words, "sources": list(sources)}
    return json.dumps(value, ensure_ascii=True, separators=(", ", ": ")).encode("ascii") + b"\n"
