"""Any folder of cases as examples: ``cases.jsonl``, and every ``truth.json`` beside a ``history.json``.

A line of ``cases.jsonl`` has ``id``, ``class``, ``path`` and ``expect``; of that ``fires``, ``silent`` and ``calm`` are
about the diagnosis. For the best epoch, ``truth.json`` has ``labels`` and ``fits[0].truth_curves``: metric to one value
an epoch, on the test set.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

from benchmarks.scoring.example import Curves, Example, Known
from trainlog_doctor.pipeline import collect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SEED = "-s"
"""What stands before the seed in the name of a case that was run with several."""

SCORES = ("f1", "acc", "r2")
_FEWEST_EPOCHS = 5
UNWORTHY = {
    "nan", "diverging", "stuck_chance", "stuck_base_rate", "stuck_constant", "accuracy_stuck", "leak", "killed",
}  # fmt: skip
"""Labels of runs of which no epoch is worth keeping, or whose validation says nothing."""


def examples(folder: Path) -> Iterator[Example]:
    """Every case that says something about the diagnosis."""
    for line in (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line) if line.strip() else {}
        expected = case.get("expect", {})
        if expected.keys().isdisjoint({"fires", "silent", "calm"}):
            continue
        yield Example(
            name=case["id"],
            group=case["id"].rpartition(SEED)[0] or case["id"],
            part=folder.name,
            runs=tuple(found.run for found in collect([str(folder / case["path"])]).found),
            known=Known(
                tuple(expected.get("fires", ())), frozenset(expected.get("silent", ())), bool(expected.get("calm"))
            ),
            chosen=expected.get("run", 0) - 1,
        )


def with_truth(folder: Path) -> Iterator[Example]:
    """Every history whose worth after each epoch is known."""
    for path in sorted(folder.glob("runs/**/truth.json")):
        history = path.with_name("history.json")
        truth = _truth(json.loads(path.read_text(encoding="utf-8")))
        if truth is not None and history.exists():
            name = str(path.parent.relative_to(folder))
            runs = tuple(found.run for found in collect([str(history)]).found)
            yield Example(name, name.rpartition(SEED)[0], folder.name, runs, Known(), truth=truth)


def _truth(about: Mapping[str, object]) -> Curves | None:
    fits, labels = about.get("fits"), about.get("labels")
    if not isinstance(fits, list) or len(fits) != 1 or not isinstance(labels, list) or UNWORTHY & set(labels):
        return None
    curves = fits[0].get("truth_curves") or {}
    score = next((name for name in SCORES if any(map(_known, curves.get(f"test_{name}") or ()))), None)
    if score is None or len(curves.get("val_loss") or ()) < _FEWEST_EPOCHS:
        return None
    names = ("test_loss", f"test_{score}", "val_loss", f"val_{score}")
    test_loss, test_score, val_loss, val_score = (
        [_number(value) for value in curves.get(name) or ()] for name in names
    )
    return Curves(test_loss, test_score, val_loss, val_score) if all(map(_known, test_loss)) else None


def _known(value: object) -> bool:
    return isinstance(value, int | float) and math.isfinite(value)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else math.nan
