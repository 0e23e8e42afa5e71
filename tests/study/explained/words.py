"""The words of the explaining texts as the lints read them: without marks, digits as ASCII."""

import tomllib
import unicodedata
from collections.abc import Iterator
from typing import Any

from study.explained.marks import plain
from study.explained.passages import FOLDER, languages, load, teach_back, terms
from study.explained.shapes import Passage

LANGUAGES = languages()


def data(name: str) -> dict[str, Any]:
    """One of the lints' files of data beside the texts."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def said(passage: Passage, language: str) -> str:
    """The title and the body of a passage."""
    text = f"{passage.title}\n\n{plain(passage.body, terms(language))}"
    return "".join(_ascii_digit(one) for one in text)


def everything(language: str) -> Iterator[tuple[str, str]]:
    """Every text that is ours in a language, with the place it stands in.

    Not the wrong answers, which are wrong on purpose, nor the families' own questions.
    """
    for passage in load(language).values():
        yield passage.id, said(passage, language)
        yield f"{passage.id} ask", "\n".join(passage.ask)
    for name, term in terms(language).items():
        yield f"glossary {name}", f"{term.word}\n{term.explanation}"
    for asked in teach_back(language).question:
        right = [answer.text for answer in asked.answers if answer.right]
        yield f"teachback {asked.id}", "\n".join([asked.question, asked.talking_point, *right])


def _ascii_digit(one: str) -> str:
    return str(unicodedata.digit(one)) if one.isdigit() and not one.isascii() else one
