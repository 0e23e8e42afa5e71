"""Writes the examples that reading compares texts with, from what stands elsewhere already.

`python -m tools.gather_examples` after labelled texts or stored questions were added. The unseen
parts never become examples.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from study.explained.passages import load
from study.explained.shapes import Audience
from study.symptoms import Label
from study.understand.resemblance import ASKED, LABELLED
from tools.labelled import rows

ROOT = Path(__file__).resolve().parents[1]
SETS = ROOT / "tests" / "understanding" / "sets"
REFUSED = ROOT / "study" / "answers" / "examples"
PARTS = ("seen", "opened")
FOLDERS = {"en": "en", "es": "es", "ar": "ar", "vi": "vi", "zh": "zh_Hans"}
"""The folder of `study.explained` that holds a language's passages."""
NAMING_SIGNS = frozenset(
    "teen-feelings steroid-mood when-to-call fever-and-how-to-measure missed-or-vomited "
    "teen-risks teen-medicines giving-by-ng-tube".split()
)
"""Passages whose questions may be a sign of their own ("I do not want to live")."""


def main() -> None:
    """Writes a file a language and kind."""
    for language in sorted({path.stem for part in PARTS for path in (SETS / part).glob("*.jsonl")}):
        _write(LABELLED, language, labelled(language))
    for language in FOLDERS:
        _write(ASKED, language, asked(language))


def labelled(language: str) -> list[str]:
    """The labelled texts of a language: label, tab, text on one line; each text once, sorted."""
    return sorted(set(_labelled(language)))


def asked(language: str) -> list[str]:
    """What families ask, which is no symptom: the questions stored for the chatbot."""
    folder = FOLDERS[language]
    questions = {
        question
        for passage in load(folder).values()
        if passage.audience is not Audience.CHILDREN and passage.id not in NAMING_SIGNS
        for question in passage.questions
    }
    refused = tomllib.loads((REFUSED / f"{folder}.toml").read_text("utf-8"))
    for kind, block in refused.items():
        if kind not in ("dose", "cause", "results"):
            questions.update(block.splitlines())
    return sorted(_line(Label.NO_SYMPTOM, question) for question in questions if question.strip())


def _labelled(language: str) -> Iterator[str]:
    for part in PARTS:
        for told in rows(SETS / part / f"{language}.jsonl"):
            if told["text"].split():
                yield _line(told["expect"]["label"], told["text"])


def _line(label: str, text: str) -> str:
    return f"{label}\t{' '.join(text.split())}"


def _write(folder: Path, language: str, lines: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{language}.tsv").write_text("".join(f"{one}\n" for one in lines), "utf-8")


if __name__ == "__main__":
    main()
