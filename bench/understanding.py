"""How well texts are read: `make report-understanding` prints the figures per language.

The seen part of the labelled sets may be worked on, and every miss of it is listed. Of the unseen
part only figures are printed. `opened` was unseen until its misses were read. Both of these are
read without the examples that were taken from them. It decides nothing.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from study.understand import resemblance
from study.understand.jsonlines import answer

SETS = Path(__file__).resolve().parents[1] / "tests" / "understanding" / "sets"
URGENT = frozenset({"urgent_fever", "urgent_neuro", "urgent_both", "emergency"})
LOST = frozenset({"missed", "vomited"})
NEAR_C = 0.15  # the tolerance of the bars, in °C
Row = dict[str, Any]
_ALL = resemblance.FOLDERS
_WITHOUT_LABELLED = (resemblance.WRITTEN, resemblance.ASKED)


@dataclass
class Score:
    """Right and all, per measure, for one language and part; and the misses as lines."""

    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def count(self, measure: str, good: bool) -> bool:
        self.all[measure] += 1
        self.right[measure] += good
        return good


MEASURES = (
    ("recall", "recall, urgent or emergency"),
    ("emergency", "emergency recognised as such"),
    ("specificity", "specificity on no_symptom"),
    ("label", "label exactly right"),
    ("tier", "tier right"),
    ("temperature", "temperature within 0.15 C"),
    ("invented", "temperature not invented"),
    ("dose", "whole dose reply right"),
    ("lost", "missed or vomited not booked as given"),
    ("ask_again", "must-ask-again recognised"),
    ("ask_back", "ask-back right"),
    ("keyword", "keyword right"),
    ("false_opt_out", "no false opt-out"),
)


def main() -> None:
    """Prints the report to standard output."""
    parser = argparse.ArgumentParser(description=__doc__)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--seen", action="store_true", help="without the unseen part")
    which.add_argument("--unseen", action="store_true", help="only the unseen part")
    parser.add_argument("--figures-only", action="store_true", help="no misses")
    parser.add_argument("languages", nargs="*", help="such as en es; all when none is named")
    chosen = parser.parse_args()
    open_parts = () if chosen.unseen else ("seen", "opened")
    for part in open_parts if chosen.seen else (*open_parts, "unseen"):
        _compare_with(*(_ALL if part == "unseen" else _WITHOUT_LABELLED))
        scores = {path.stem: _scored(path) for path in _files(part, chosen.languages)}
        _say(f"\n{part}: {sum(score.all['texts'] for score in scores.values())} texts")
        _table(scores)
        if part != "unseen" and not chosen.figures_only:
            _misses(scores)


def _compare_with(*folders: Path) -> None:
    resemblance.FOLDERS = folders
    resemblance.of.cache_clear()


def _files(part: str, languages: list[str]) -> list[Path]:
    paths = sorted((SETS / part).glob("*.jsonl"))
    return [path for path in paths if not languages or path.stem in languages]


def _scored(path: Path) -> Score:
    score = Score()
    for line in path.read_bytes().split(b"\n"):
        if line.strip():
            row = json.loads(line)
            _judge(score, row, json.loads(answer(line)))
    return score


def _judge(score: Score, row: Row, got: Row) -> None:
    expect = row["expect"]
    score.count("texts", True)
    good = [
        *_labels(score, expect, got),
        *_temperatures(score, expect, got),
        *_doses(score, row, expect, got),
        *_keywords(score, expect, got),
    ]
    wrong = [name for name, right in good if not right]
    if wrong:
        wanted = {name: expect.get(name) for name in got if name in expect}
        given = {name: got[name] for name in wanted}
        score.misses.append(f"{row['id']}  {row['text']!r}\n    wrong: {', '.join(wrong)}\n"
                            f"    wanted {wanted}\n    read   {given}")  # fmt: skip


Judged = Iterator[tuple[str, bool]]


def _labels(score: Score, expect: Row, got: Row) -> Judged:
    wanted, label = expect["label"], got["label"]
    yield "label", score.count("label", label == wanted)
    if wanted in URGENT:
        yield "recall", score.count("recall", label in URGENT)
    if wanted == "emergency":
        yield "emergency", score.count("emergency", label == "emergency")
    if wanted == "no_symptom":
        yield "specificity", score.count("specificity", label == "no_symptom")
    if expect.get("tier"):
        yield "tier", score.count("tier", got["tier"] == expect["tier"])
    if "ask_back" in expect:
        yield "ask_back", score.count("ask_back", got["ask_back"] == expect["ask_back"])


def _temperatures(score: Score, expect: Row, got: Row) -> Judged:
    if "temp_c" not in expect:
        return
    wanted, read = expect["temp_c"], got["temp_c"]
    if wanted is None:
        yield "invented", score.count("invented", read is None)
    else:
        near = read is not None and abs(read - wanted) <= NEAR_C + 1e-9
        yield "temperature", score.count("temperature", near)


def _doses(score: Score, row: Row, expect: Row, got: Row) -> Judged:
    if not row["class"].startswith("dose_"):
        return
    wanted = expect["doses"]
    yield "dose", score.count("dose", got["doses"] == wanted)
    lost = [name for name, dose in wanted.items() if dose["status"] in LOST]
    for name in lost:
        booked = got["doses"].get(name, {}).get("status")
        yield "lost", score.count("lost", booked not in ("given", "late"))
    if expect.get("ask_again"):
        yield "ask_again", score.count("ask_again", bool(got["ask_again"]))


def _keywords(score: Score, expect: Row, got: Row) -> Judged:
    if "keyword" not in expect:
        return
    wanted = expect["keyword"] or "none"
    yield "keyword", score.count("keyword", got["keyword"] == wanted)
    if expect["keyword"] != "opt_out":
        yield "false_opt_out", score.count("false_opt_out", got["keyword"] != "opt_out")


def _table(scores: dict[str, Score]) -> None:
    _say(f"{'':38}" + "".join(f"{name:>16}" for name in scores))
    for measure, name in MEASURES:
        cells = [_cell(score.right[measure], score.all[measure]) for score in scores.values()]
        _say(f"{name:38}" + "".join(f"{cell:>16}" for cell in cells))


def _cell(right: int, everything: int) -> str:
    return f"{right / everything:.3f} {right}/{everything}" if everything else "-"


def _misses(scores: dict[str, Score]) -> None:
    for name, score in scores.items():
        _say(f"\nmisses, {name}: {len(score.misses)}")
        for miss in score.misses:
            _say(miss)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
