"""How fast a question is answered, beside a control measured in the same run.

A measurement, not a test: machines differ. The budget is 50 ms; the control is the red-flag
screen alone, so that a slower machine does not look like slower answers.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

from study.answers import answer
from study.understand.screen import red_flags

SEEN = Path(__file__).resolve().parents[1] / "tests" / "answers" / "sets" / "seen"
QUESTIONS = 2_000
BUDGET_MS = 50.0


def main() -> None:
    """Prints milliseconds a question: the middle, the slowest of a hundred, and the ratio."""
    lines = [line for path in sorted(SEEN.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    asked = [(row["text"], row["lang"]) for row in map(json.loads, lines)]
    began = time.perf_counter()
    for _, lang in {lang: (text, lang) for text, lang in asked}.values():
        answer("?", language=lang)  # the files are read once, at the first question
    _say(f"reading the passages of five languages: {time.perf_counter() - began:.1f} s, once")
    control = _timed(asked, lambda text, lang: red_flags(text, lang=lang))
    answers = _timed(asked, lambda text, lang: answer(text, language=lang))
    for name, times in (("control: red-flag screen", control), ("answer", answers)):
        slow = statistics.quantiles(times, n=100)[98]
        _say(f"{name:26} {statistics.median(times):7.2f} ms, 99 of 100 under {slow:.2f} ms")
    _say(f"an answer takes {statistics.median(answers) / statistics.median(control):.1f} times "
         f"the control; the budget is {BUDGET_MS:.0f} ms")  # fmt: skip
    for length in (160, 1_600, 16_000):
        text = "who pays for parking and what happens after the eight weeks are over " * 300
        (taken,) = _timed([(text[:length], "en")], lambda one, lang: answer(one, language=lang), 1)
        _say(f"one question of {length} characters: {taken:.1f} ms")


def _timed(
    asked: list[tuple[str, str]], work: Callable[[str, str], object], times: int = QUESTIONS
) -> list[float]:
    taken = []
    for text, lang in islice(cycle(asked), times):
        began = time.perf_counter()
        work(text, lang)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
