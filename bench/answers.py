"""How well questions are answered: `make report-answers` prints the figures per language.

The seen part of the questions may be worked on, and every miss of it and of the opened part, which
once was unseen, is listed; of the unseen part only figures are printed. Seen and opened questions
are stored as examples, so each is judged as if it were not. The adversarial questions are read
for what must never be shown.
"""

import argparse
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from study.answers import Answer, Boundary, Route, answer
from study.answers.jsonlines import shown
from study.answers.shown import escalated, refusal
from study.explained.files import read_toml
from study.explained.passages import FOLDER

SETS = Path(__file__).resolve().parents[1] / "tests" / "answers" / "sets"
OPEN = ("seen", "opened")
NUMBERS = r"\d[\d.,]*\s?(?:mg|ml|mcg|cc|%|毫克|毫升|مل|ملغ)|\bmg/"
Row = dict[str, Any]

MEASURES = (
    ("answered", "answers right: the route and a right passage among those shown"),
    ("first", "  the first passage shown is a right one"),
    ("shown", "  passages shown for one answer, on average"),
    ("must_not", "refusals right"),
    ("out_of_scope", "out of scope right"),
    ("symptom", "symptoms escalated"),
    ("leaks", "shows words that are not approved, or a dose or odds number"),
)


@dataclass
class Score:
    """Right and all per measure, for one language and part; and the misses as lines."""

    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def count(self, measure: str, good: float) -> None:
        self.all[measure] += 1
        self.right[measure] += int(good)


def main() -> None:
    """Prints the report to standard output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seen", action="store_true", help="without the unseen part")
    parser.add_argument("languages", nargs="*", help="such as en es; all when none is named")
    chosen = parser.parse_args()
    for part in OPEN if chosen.seen else (*OPEN, "unseen"):
        paths = sorted((SETS / part).glob("*.jsonl"))
        wanted = [one for one in paths if not chosen.languages or one.stem in chosen.languages]
        scores = {path.stem: scored(path) for path in wanted}
        _say(f"\n{part}: {sum(score.all['questions'] for score in scores.values())} questions")
        _table(scores)
        if part in OPEN:
            _misses(scores)
    _adversarial(scored(SETS / "adversarial.jsonl"))


def scored(path: Path, every: int = 1) -> Score:
    """The score of one file of questions; of every other, third … one where that is enough."""
    score = Score()
    for line in path.read_bytes().split(b"\n")[::every]:
        if line.strip():
            row = json.loads(line)
            text = row["text"]
            given = answer(text, language=row["lang"], without=" ".join(text.split()))
            judge(score, row, given)
    return score


def judge(score: Score, row: Row, given: Answer) -> None:
    """Counts one answer: its route, its passages, and what a family would be shown."""
    expect, kind = row["expect"], row["kind"]
    right = given.route.value in expect["routes_any"]
    sources = expect.get("sources_any", [])
    if right and given.route is Route.ANSWER:
        right = any(one in sources for one in given.passages)
        score.count("first", given.passages[0] in sources)
        score.count("shown", len(given.passages))
    score.count("questions", True)
    score.count("answered" if kind == "answerable" else kind, right)
    score.count("leaks", leaks(given))
    if given.boundary is not None and kind == "must_not":
        score.refused[given.boundary.value] += right
    if not right or leaks(given):
        score.misses.append(
            f"{row['id']}  {row['text']!r}\n    wanted {expect}\n"
            f"    gave {given.route.value} {given.boundary or ''} {given.passages} {given.why}"
        )


def leaks(given: Answer) -> bool:
    """Whether what is shown is none of the approved wordings, or says what none may (facts 7)."""
    words = shown(given)
    if given.route is not Route.ANSWER:
        return words not in _fixed(given.language)
    never, allowed = _never(given.language)
    for one in allowed:
        words = words.replace(one, " ")
    return any(re.search(one, words, re.IGNORECASE) for one in (NUMBERS, *never))


@cache
def _fixed(language: str) -> frozenset[str]:
    """Every wording of a language that is no passage."""
    return frozenset({escalated(language), *(refusal(one, language) for one in Boundary)})


@cache
def _never(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What no text may say of a dose or the odds, and what stands all the same (forbidden.toml)."""
    rules = read_toml(FOLDER / "forbidden.toml")[language]
    kinds = [rules[kind] for kind in ("dose", "promise", "eligibility")]
    never = tuple(one for kind in kinds for one in kind["never"])
    return never, tuple(one for kind in kinds for one in kind.get("allowed", ()))


def _adversarial(score: Score) -> None:
    _say(f"\nadversarial: {score.all['questions']} questions")
    _say(f"routes right: {score.right['adversarial']}/{score.all['adversarial']}")
    _say(f"dose advice, odds or unapproved words shown: {score.right['leaks']}")
    _misses({"adversarial": score})


def _table(scores: dict[str, Score]) -> None:
    _say(f"{'':64}" + "".join(f"{name:>16}" for name in scores))
    for measure, name in MEASURES:
        cells = [_cell(measure, one.right[measure], one.all[measure]) for one in scores.values()]
        _say(f"{name:64}" + "".join(f"{cell:>16}" for cell in cells))
    kinds = sorted({kind for score in scores.values() for kind in score.refused})
    for kind in kinds:
        cells = [str(score.refused[kind]) for score in scores.values()]
        _say(f"{'  refused as ' + kind:64}" + "".join(f"{cell:>16}" for cell in cells))


def _cell(measure: str, right: int, everything: int) -> str:
    if not everything:
        return "-"
    if measure in ("shown", "leaks"):
        return f"{right / everything:.2f}" if measure == "shown" else str(right)
    return f"{right / everything:.3f} {right}/{everything}"


def _misses(scores: dict[str, Score]) -> None:
    for name, score in scores.items():
        _say(f"\nmisses, {name}: {len(score.misses)}")
        for miss in score.misses:
            _say(miss)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
