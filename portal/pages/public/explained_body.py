"""Turns the body of a passage into blocks that a template shows. Knows no site and no language."""

import re
from dataclasses import dataclass
from enum import StrEnum

from study.explained.marks import BLANK, LINK, SITES, TERM


class Kind(StrEnum):
    WORDS = "words"
    TERM = "term"
    LINK = "link"
    BLANK = "blank"


@dataclass(frozen=True)
class Run:
    """A piece of a line. `target`: the id of a term or passage, or the name of a blank."""

    kind: Kind
    words: str
    strong: bool = False
    target: str = ""


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Block:
    """A heading or paragraph of one line, a list of several, or the list of sites ("sites")."""

    kind: str
    lines: tuple[Line, ...] = ()


_MARK = re.compile("|".join(f"(?:{one.pattern})" for one in (BLANK, TERM, LINK)))


def blocks(body: str) -> tuple[Block, ...]:
    """The blocks of a body in their order; its marks have been checked by study.explained."""
    made: list[Block] = []
    for line in _joined(body):
        if line == SITES:
            made.append(Block("sites"))
        elif line.startswith("## "):
            made.append(Block("heading", (_runs(line[3:]),)))
        elif not line.startswith("- "):
            made += [Block("paragraph", (_runs(line),))] if line else [Block("")]
        elif made and made[-1].kind == "list":
            made[-1] = Block("list", (*made[-1].lines, _runs(line[2:])))
        else:
            made.append(Block("list", (_runs(line[2:]),)))
    return tuple(block for block in made if block.kind)


def _joined(body: str) -> list[str]:
    """The lines, with one that goes on joined to the one before; a blank's answer ends a line."""
    made: list[str] = []
    for line in body.splitlines():
        begins = not line or line == SITES or line.startswith(("- ", "## "))
        before = made[-1] if made else ""
        if begins or not before or before == SITES or before.endswith("}}"):
            made.append(line)
        elif before.startswith("## "):
            made.append(line)
        else:
            made[-1] = f"{before} {line.strip()}"
    return made


def _runs(line: str) -> Line:
    made: list[Run] = []
    for number, piece in enumerate(line.split("**")):
        made += _marked(piece, strong=bool(number % 2))
    return tuple(made)


def _marked(piece: str, *, strong: bool) -> list[Run]:
    made: list[Run] = []
    done = 0
    for found in _MARK.finditer(piece):
        if found.start() > done:
            made.append(Run(Kind.WORDS, piece[done : found.start()], strong))
        made.append(_mark(found.group(), strong))
        done = found.end()
    if done < len(piece):
        made.append(Run(Kind.WORDS, piece[done:], strong))
    return made


def _mark(mark: str, strong: bool) -> Run:
    if blank := BLANK.fullmatch(mark):
        return Run(Kind.BLANK, "", strong, blank[1])
    if term := TERM.fullmatch(mark):
        return Run(Kind.TERM, term[2] or "", strong, term[1])
    link = LINK.fullmatch(mark)
    assert link is not None  # one of the three patterns found it
    return Run(Kind.LINK, link[1], strong, link[2])
