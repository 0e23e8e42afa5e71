"""Reads the labelled texts and questions of the tests, one JSON object a line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file, in order; none where there is no file."""
    for line in path.read_text("utf-8").split("\n") if path.exists() else ():
        if line.strip():
            yield json.loads(line)
