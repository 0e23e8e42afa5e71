"""Writes what the chatbot compares questions with, from what stands elsewhere already.

`python -m tools.gather_questions` after labelled questions or stored ones were added or changed.
The unseen part never becomes an example. It needs the sentence model (requirements.in).
"""

from collections.abc import Iterator
from pathlib import Path

from study.answers import encoding
from study.answers.meaning import compared_with
from study.answers.stored import ANSWERED, HEARD, OFF, REFUSED, SYMPTOM, stored
from study.explained.passages import languages
from tools.labelled import rows

ROOT = Path(__file__).resolve().parents[1]
SETS = ROOT / "tests" / "answers" / "sets"
PARTS = ("seen", "opened")
KINDS = {"answerable": ANSWERED, "must_not": REFUSED, "out_of_scope": OFF, "symptom": SYMPTOM}


def main() -> None:
    """Writes the questions heard, then the vectors of all that are stored; made anew where new."""
    HEARD.mkdir(exist_ok=True)
    encoding.FOLDER.mkdir(exist_ok=True)
    for language in languages():
        lines = heard(language)
        (HEARD / f"{language}.tsv").write_text("".join(f"{one}\n" for one in lines), "utf-8")
    stored.cache_clear()
    for language in languages():
        _write_vectors(language)


def heard(language: str) -> list[str]:
    """The labelled questions of a folder: kind, tab, passages, tab, text; each once, sorted."""
    return sorted(set(_heard(language.partition("_")[0])))


def _heard(code: str) -> Iterator[str]:
    for part in PARTS:
        for told in rows(SETS / part / f"{code}.jsonl"):
            text = " ".join(told["text"].split())
            # Where two routes are right it is an example of neither.
            if told["kind"] in KINDS and len(told["expect"]["routes_any"]) == 1 and text:
                passages = " ".join(told["expect"].get("sources_any", ()))
                yield f"{KINDS[told['kind']]}\t{passages}\t{text}"


def _write_vectors(language: str) -> None:
    texts = {encoding.key(one.text): one.text for one in compared_with(language)}
    held = {mark: row for mark, row in encoding.read_vectors(language).items() if mark in texts}
    new = [text for mark, text in sorted(texts.items()) if mark not in held]
    if new:
        held |= dict(zip(map(encoding.key, new), encoding.encoded(new), strict=True))
    encoding.write_vectors(held, language)


if __name__ == "__main__":
    main()
