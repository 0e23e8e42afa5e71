"""Which kind of question this is: what was found in it is weighed. The weights are fitted by
`python -m tools.fit_kinds` (docs/decisions/0008) and stand in `weights.toml`, to be read.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from math import exp
from pathlib import Path

from study.answers.stored import ANSWERED, OFF, REFUSED, SYMPTOM

FILE = Path(__file__).with_name("weights.toml")
WORDS, MEANING = "words", "meaning"  # by the words alone, or by the sentence model as well
# A symptom that no rule heard is told from a question by its meaning, or not at all.
KINDS = {WORDS: (ANSWERED, REFUSED, OFF), MEANING: (ANSWERED, REFUSED, OFF, SYMPTOM)}
Weights = Mapping[str, Mapping[str, float]]


def weighed(found: Mapping[str, float], table: str) -> dict[str, float]:
    """How likely each kind of the table is; together they make 1.

    `found`: the values of `signs.Signs`; `table`: MEANING where they hold those of the model.
    """
    found = {**found, "always": 1.0}
    sums = {
        kind: sum(weight * found.get(name, 0.0) for name, weight in weights.items())
        for kind, weights in fitted()[table].items()
    }
    most = max(sums.values())
    parts = {kind: exp(value - most) for kind, value in sums.items()}
    return {kind: part / sum(parts.values()) for kind, part in parts.items()}


@cache
def fitted() -> Mapping[str, Weights]:
    """The weights of both tables: table, kind, name. "always" is added whatever is found."""
    tables: Mapping[str, Weights] = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tables
