"""The words of an answer where no site is known: whole passages and fixed words, blanks filled.

The pages and the texts word their own answers; this is for the `ask` command and its report.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from study.answers.shapes import Boundary
from study.answers.wording import words
from study.explained.marks import BLANK, SITES, plain
from study.explained.passages import load, terms

_FILE = Path(__file__).with_name("no_site.toml")
_PHONES = ("phone_24h", "phone_day")


def passage_text(ids: tuple[str, ...], language: str) -> str:
    """The first passage whole, then the titles of the others. `language`: a folder."""
    passages = [load(language)[one] for one in ids]
    first = passages[0]
    known = _known(language)
    body = BLANK.sub(lambda found: known.get(found[1], known["blank"]), first.body)
    body = plain(body.replace(SITES, known["blank"]), terms(language))
    return "\n\n".join([first.title, body, *(one.title for one in passages[1:])])


def refusal(boundary: Boundary, language: str) -> str:
    """The fixed words of a boundary as the pages show them; where they speak of a button, as
    texts do.
    """
    known = _known(language)
    found = words(language).sms if boundary is Boundary.NOT_FOUND else words(language).web
    return _one_article(found[boundary].format(**{one: known[one] for one in _PHONES}))


def _one_article(said: str) -> str:
    """Spanish joins "a el": the sites' numbers stand there without an article."""
    return said.replace(" al el ", " al ")


def escalated(language: str) -> str:
    """What is said to a symptom by a command that tells nobody of it."""
    known = _known(language)
    return known["symptom"].format(phone_24h=known["phone_24h"])


@cache
def _known(language: str) -> Mapping[str, str]:
    table: dict[str, dict[str, str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return table[language]
