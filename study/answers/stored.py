"""What questions are compared with: those of the passages, lists of what is refused or of another
subject (`examples/`), labelled ones in families' words (`heard/`, written by
`python -m tools.gather_questions`), and the texts that report a symptom to `study.understand`.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from study.explained.passages import load
from study.explained.shapes import Audience
from study.symptoms import Label
from study.understand.resemblance import LABELLED, WRITTEN, read_examples

EXAMPLES = Path(__file__).with_name("examples")
HEARD = Path(__file__).with_name("heard")
ANSWERED, OFF, REFUSED = "answered", "off", "refused"  # the kinds beside the boundaries
SYMPTOM = "symptom"  # no question, or one with a symptom in it


@dataclass(frozen=True)
class Stored:
    """`kind`: ANSWERED, OFF, SYMPTOM, a boundary's value, or REFUSED where it is not said which.

    `passages`: the ids that answer it, where any does. `heard`: from a family's words, not
    written as an example. `label`: of a symptom, where it is known.
    """

    kind: str
    text: str
    passages: tuple[str, ...] = ()
    heard: bool = False
    label: Label | None = None


@cache
def stored(language: str) -> tuple[Stored, ...]:
    """The stored questions of a folder of `study.explained`, in the order of the files.

    A passage's title counts as one. Texts for young children are read with them and answer none.
    """
    refused = tuple(_refused(language))
    taken = {one.text for one in refused}
    passages = [one for one in load(language).values() if one.audience is not Audience.CHILDREN]
    answered = (
        Stored(ANSWERED, text, (passage.id,))
        for passage in passages
        for text in (passage.title, *passage.questions)
        if text not in taken
    )
    return (*answered, *refused, *_heard(language))


@cache
def symptoms(language: str) -> tuple[Stored, ...]:
    """The texts of a language that report a symptom, from the examples reading knows."""
    name = f"{language.partition('_')[0]}.tsv"
    paths = [path for path in (WRITTEN / name, LABELLED / name) if path.exists()]
    examples = (one for path in paths for one in read_examples(path))
    texts = {one.text: one.label for one in examples if one.label is not Label.NO_SYMPTOM}
    return tuple(Stored(SYMPTOM, text, label=label) for text, label in sorted(texts.items()))


def _refused(language: str) -> Iterator[Stored]:
    table = tomllib.loads((EXAMPLES / f"{language}.toml").read_text(encoding="utf-8"))
    for kind, lines in table.items():
        yield from (Stored(kind, line) for line in lines.split("\n") if line)


def _heard(language: str) -> Iterator[Stored]:
    path = HEARD / f"{language}.tsv"
    for line in path.read_text(encoding="utf-8").split("\n") if path.exists() else ():
        if line:
            kind, passages, text = line.split("\t")
            yield Stored(kind, text, tuple(passages.split()), heard=True)
