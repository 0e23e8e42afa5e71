"""The marks inside a body: site blanks, glossary words, links to passages, and the list of sites.

Finds and checks marks and gives the plain words; turning them into a page is the portal's work.
"""

import re
from collections.abc import Mapping

from study.explained.shapes import Term

BLANK = re.compile(r"\{\{site\.([a-z0-9_]+)\}\}")
TERM = re.compile(r"\[\[([a-z0-9-]+)(?:\|([^\]|]+))?\]\]")
LINK = re.compile(r"\[([^\[\]]+)\]\(passage:([a-z0-9-]+)\)")
SITES = "{{study.sites}}"
LEFT_OVER = re.compile(r"\{\{|\}\}|\[\[|\]\]|\]\(|[<>]|https?:(?!//www\.ClinicalTrials\.gov,)")
HEADING = re.compile(r"^(?!## \S)#", re.M)


def blanks_in(body: str) -> tuple[str, ...]:
    """The names of the site blanks, each once, in order."""
    return tuple(dict.fromkeys(BLANK.findall(body)))


def terms_in(body: str) -> frozenset[str]:
    """The ids of the marked glossary words."""
    return frozenset(found[0] for found in TERM.findall(body))


def passages_in(body: str) -> frozenset[str]:
    """The ids of the passages linked to."""
    return frozenset(found[1] for found in LINK.findall(body))


def faults(body: str) -> tuple[str, ...]:
    """What is wrong with the marks or the Markdown of a body; empty when nothing is.

    A blank ends its line, because an empty one is read as "your study team will tell you".
    """
    found = []
    if any(BLANK.sub("", line) != line and not line.endswith("}}") for line in body.splitlines()):
        found.append("a site blank must stand at the end of its line")
    if any(SITES in line and line != SITES for line in body.splitlines()):
        found.append(f"{SITES} must stand on a line of its own")
    if HEADING.search(body):
        found.append("a heading must begin with ## and a space")
    if any(line.count("**") % 2 for line in body.splitlines()):
        found.append("** is opened and not closed on its line")
    rest = LINK.sub("", TERM.sub("", BLANK.sub("", body.replace(SITES, ""))))
    if wrong := LEFT_OVER.search(rest):
        found.append(f"{wrong.group()!r} is no mark that is known here")
    return tuple(found)


def plain(body: str, terms: Mapping[str, Term]) -> str:
    """The words of a body without marks: blanks and the site list gone, glossary words shown."""
    text = BLANK.sub("", body.replace(SITES, ""))
    text = TERM.sub(lambda found: found[2] or terms[found[1]].word, text)
    text = LINK.sub(lambda found: found[1], text)
    return re.sub(r"^(?:## |- )", "", text.replace("**", ""), flags=re.M).strip()
