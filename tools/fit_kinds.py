"""Fits the weights by which the kind of a question is judged, on the labelled questions.

`python -m tools.fit_kinds` after questions were added or a sign was changed, and after
`tools.gather_questions`. Each labelled question is judged as if it were not stored itself. It
prints how many of each kind are told right when they were left out of the fitting.
"""

import sys
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from study.answers.answering import asked_signs
from study.answers.kinds import FILE, KINDS, MEANING
from tools import labelled
from tools.gather_questions import KINDS as KIND_OF
from tools.gather_questions import PARTS, SETS

FOLDS = 10
PENALTY = 3.0  # keeps weights small; by the questions left out, 1 to 10 do as well
DEAR = {"answered": 1.4, "refused": 1.6, "off": 0.8, "symptom": 1.0}  # in doubt it is refused
Table = NDArray[np.float64]
Kinds = tuple[str, ...]
Row = tuple[str, str, Mapping[str, float]]  # language, kind, signs


def main() -> None:
    """Writes `weights.toml` and prints what was told right of questions that were left out."""
    read = list(_rows())
    parts = []
    for table, kinds in KINDS.items():
        of = [row for row in read if row[1] in kinds]
        found = {name for _, _, signs in read for name in signs}
        names = sorted(name for name in found if table == MEANING or not _meant(name))
        _report(kinds, of, _left_out(of, names, kinds))
        fitted = _fit(_table(of, names), _places(of, kinds), kinds)
        parts.append(_written(table, names, kinds, fitted))
    FILE.write_text(HEAD + "\n".join(parts), encoding="utf-8")


HEAD = "# Written by `python -m tools.fit_kinds`: what each sign adds for a kind or takes.\n"


def _rows() -> Iterator[Row]:
    for path in sorted(path for part in PARTS for path in (SETS / part).glob("*.jsonl")):
        for told in labelled.rows(path):
            if told["kind"] in KIND_OF and len(told["expect"]["routes_any"]) == 1:
                text, without = told["text"], " ".join(told["text"].split())
                signs = asked_signs(text, language=told["lang"], without=without)
                yield path.stem, KIND_OF[told["kind"]], signs.values


def _meant(name: str) -> bool:
    return name.startswith(("near ", "closest ", "leans "))


def _places(rows: list[Row], kinds: Kinds) -> NDArray[np.intp]:
    return np.array([kinds.index(kind) for _, kind, _ in rows])


def _table(rows: list[Row], names: list[str]) -> Table:
    return np.array([[found.get(name, 0.0) for name in names] for _, _, found in rows])


def _fit(table: Table, places: NDArray[np.intp], kinds: Kinds) -> Table:
    """Weights, one row a sign and the last for "always", one column a kind.

    Softmax regression by plain descent, every kind as dear as if all were equally many.
    """
    middle, spread = table.mean(axis=0), table.std(axis=0)
    spread[spread == 0] = 1.0
    scaled = np.hstack([(table - middle) / spread, np.ones((len(table), 1))])
    wanted = np.eye(len(kinds))[places]
    dear = np.array([DEAR[kind] for kind in kinds]) / wanted.sum(axis=0)
    share = (wanted * dear).sum(axis=1)[:, None] * len(table) / len(kinds)
    weights = np.zeros((scaled.shape[1], len(kinds)))
    speed = np.zeros_like(weights)
    for _ in range(1_500):
        sums = scaled @ weights
        told = np.exp(sums - sums.max(axis=1, keepdims=True))
        told /= told.sum(axis=1, keepdims=True)
        slope = scaled.T @ ((told - wanted) * share) + PENALTY * weights
        speed = 0.9 * speed - slope * 0.5 / len(table)
        weights += speed
    weights[:-1] /= spread[:, None]
    weights[-1] -= middle @ weights[:-1]
    return weights


def _left_out(rows: list[Row], names: list[str], kinds: Kinds) -> NDArray[np.intp]:
    table, places = _table(rows, names), _places(rows, kinds)
    order = np.random.default_rng(1).permutation(len(rows)) % FOLDS
    told = np.zeros(len(rows), np.intp)
    for fold in range(FOLDS):
        here = order == fold
        weights = _fit(table[~here], places[~here], kinds)
        told[here] = (table[here] @ weights[:-1] + weights[-1]).argmax(axis=1)
    return told


def _report(kinds: Kinds, rows: list[Row], told: NDArray[np.intp]) -> None:
    places = _places(rows, kinds)
    sys.stdout.write(f"{len(rows)} questions; of each kind, what it was told for when left out\n")
    for language in sorted({row[0] for row in rows}):
        here = np.array([row[0] == language for row in rows])
        for place, kind in enumerate(kinds):
            of = told[here & (places == place)]
            counts = " ".join(f"{name} {(of == at).sum()}" for at, name in enumerate(kinds))
            sys.stdout.write(f"  {language} {kind:9} {len(of):4}: {counts}\n")


def _written(table: str, names: list[str], kinds: Kinds, weights: Table) -> str:
    lines = []
    for place, kind in enumerate(kinds):
        lines.append(f"[{table}.{kind}]")
        for name, weight in zip([*names, "always"], weights[:, place], strict=True):
            lines.append(f'"{name}" = {weight:.3f}')
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
