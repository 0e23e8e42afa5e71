"""A nurse lead runs a file of texts through the program: one line out for each line in."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _run(texts: bytes) -> list[dict[str, object]]:
    """The real command, as a process of its own, without settings, keys or a database."""
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME")}
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "understand"],
        input=texts, capture_output=True, cwd=ROOT, env=clean, check=True, timeout=120,
    )  # fmt: skip
    assert done.stdout.isascii()
    return [json.loads(line) for line in done.stdout.split(b"\n") if line]


def test_every_line_gets_its_line_in_order_whatever_it_holds() -> None:
    answers = _run(
        b'{"id": 1, "text": "she has a fever of 39"}\n'
        b"not json\n"
        b'{"id": 2, "text": "\xff\xfe no fever\\u2028 all good"}\n'
        b'{"id": 3, "text": "\\ud800 she wont wake up"}\n'
        b'{"id": 4, "text": ""}'
    )
    assert [answer["id"] for answer in answers] == [1, None, 2, 3, 4]
    assert (answers[0]["label"], answers[0]["tier"], answers[0]["temp_c"]) == (
        "urgent_fever", "T2", 39.0,
    )  # fmt: skip
    assert answers[3]["label"] == "emergency"


def test_a_dose_reply_is_told_per_medicine_with_route_and_time() -> None:
    (answer,) = _run(
        json.dumps(
            {
                "id": "a",
                "text": "gave both 8:10 ng",
                "context": {
                    "asked": ["ruxolitinib", "dexamethasone"],
                    "reminder_time_local": "08:00",
                },
            }
        ).encode()
    )
    given = {"status": "given", "route": "NG", "time": "08:10"}
    assert answer["doses"] == {"ruxolitinib": given, "dexamethasone": given}
