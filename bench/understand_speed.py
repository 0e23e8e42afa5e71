"""How fast texts are read: 100,000 lines through the same door as the `understand` command.

A measurement, not a test: machines differ. The wish is one millisecond a line or better.
"""

import json
import sys
import time
from itertools import cycle, islice
from pathlib import Path

from study.understand.jsonlines import answer

SEEN = Path(__file__).resolve().parents[1] / "tests" / "understanding" / "sets" / "seen"
LINES = 100_000


def main() -> None:
    """Prints milliseconds a line, and how time grows with the length of one text."""
    texts = [
        line for path in sorted(SEEN.glob("*.jsonl")) for line in path.read_bytes().split(b"\n")
    ]
    lines = [line for line in texts if line.strip()]
    answer(lines[0])  # the word lists are read once
    began = time.perf_counter()
    for line in islice(cycle(lines), LINES):
        answer(line)
    taken = time.perf_counter() - began
    sys.stdout.write(f"{LINES} lines: {taken:.1f} s, {taken / LINES * 1000:.3f} ms a line\n")
    for length in (160, 1_600, 16_000):
        text = ("she was fine at school today and then her temp was 39.2 and gave rux " * 300)[
            :length
        ]
        line = json.dumps({"id": "long", "text": text}).encode()
        began = time.perf_counter()
        answer(line)
        sys.stdout.write(f"one text of {length}: {(time.perf_counter() - began) * 1000:.1f} ms\n")


if __name__ == "__main__":
    main()
