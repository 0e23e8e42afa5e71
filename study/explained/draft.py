"""A draft of a passage as a file in the format of the passages, for a person to finish.

It is no passage yet: nothing reads it from here, and its status says draft.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from study.explained.files import FENCE
from study.explained.marks import blanks_in
from study.explained.shapes import Audience, Part, Status, Translation

LAST = 999  # after every passage of its part, until somebody gives it its place


@dataclass(frozen=True, kw_only=True)
class DraftText:
    """What a person of the team wrote. `questions`: how a family would ask for it."""

    title: str
    body: str
    questions: tuple[str, ...]
    source: str
    written_on: date


def draft_file(draft: DraftText, fallback: str) -> tuple[str, str]:
    """The name and the text of the file; `fallback` names it where its title has no letter."""
    name = _slug(draft.title) or f"draft-{fallback}"
    head = {
        "id": name,
        "title": draft.title,
        "part": Part.STUDY.value,
        "order": LAST,
        "audience": Audience.PARENTS.value,
        "sources": [draft.source],
        "rules": [],
        "version": f"{draft.written_on.isoformat()}.1",
        "status": Status.DRAFT.value,
        "translation": Translation.ORIGINAL.value,
        "blanks": list(blanks_in(draft.body)),
        "ask": [],
        "questions": list(draft.questions),
    }
    # A JSON string, number or list of strings is also one of TOML.
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    return f"{name}.md", "\n".join([FENCE, *lines, FENCE, "", draft.body.strip(), ""])


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:48].strip("-")
