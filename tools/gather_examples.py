"""Writes the examples that reading compares texts with, from the labelled texts that may be seen.

`python -m tools.gather_examples` after texts were added to `tests/understanding/sets`. The unseen
part never becomes an example.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from study.understand.resemblance import LABELLED

SETS = Path(__file__).resolve().parents[1] / "tests" / "understanding" / "sets"
PARTS = ("seen", "opened")


def main() -> None:
    """Writes one file a language."""
    LABELLED.mkdir(parents=True, exist_ok=True)
    for language in sorted({path.stem for part in PARTS for path in (SETS / part).glob("*.jsonl")}):
        text = "".join(f"{line}\n" for line in lines(language))
        (LABELLED / f"{language}.tsv").write_text(text, encoding="utf-8")


def lines(language: str) -> list[str]:
    """The lines of a language's file: label, tab, text on one line; each text once, sorted."""
    return sorted(set(_lines(language)))


def _lines(language: str) -> Iterator[str]:
    for part in PARTS:
        path = SETS / part / f"{language}.jsonl"
        for row in path.read_text("utf-8").split("\n") if path.exists() else ():
            if row.strip():
                labelled = json.loads(row)
                text = " ".join(labelled["text"].split())
                if text:
                    yield f"{labelled['expect']['label']}\t{text}"


if __name__ == "__main__":
    main()
