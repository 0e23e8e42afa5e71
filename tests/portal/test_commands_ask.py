"""A nurse lead runs a file of questions through the program: one line out for each line in."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_line_gets_its_line_without_settings_keys_or_a_database() -> None:
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME")}
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "ask"],
        input=b'{"id": 1, "text": "what is hlh"}\nnot json\n{"id": 2, "text": "\xff 39.5"}\n',
        capture_output=True, cwd=ROOT, env=clean, check=True, timeout=120,
    )  # fmt: skip
    assert done.stdout.isascii()
    answers = [json.loads(line) for line in done.stdout.split(b"\n") if line]
    assert [one["id"] for one in answers] == [1, None, 2]
    assert [one["route"] for one in answers] == ["ANSWER", "OUT_OF_SCOPE", "SYMPTOM_ESCALATE"]
