"""The committed runs: one file a case, one JSON line a run, numbers rounded as Keras prints them."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

RUNS = Path(__file__).parent / "runs"

Curves = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Record:
    """One training.

    Attributes
    ----------
    case, seed, keras
        Which case, with which seed, under which version of Keras.
    history
        What Keras logs: column to one value an epoch.
    truth
        ``test_loss``, ``test_accuracy`` …: the network after each epoch on samples that nothing else has seen;
        ``train_loss`` … on its training samples, with dropout off; ``val_f1`` over the whole validation
        set where the one that is logged is a mean over batches.
    majority
        Share of the most frequent label among the test samples; None for a regression.
    """

    case: str
    seed: int
    keras: str
    history: Mapping[str, Sequence[float]]
    truth: Mapping[str, Sequence[float]]
    majority: float | None

    @property
    def score(self) -> str:
        """The score that a person who reads this log would go by: ``f1`` where one is logged."""
        if self.majority is None:
            return "r2"
        return "f1" if any(name.endswith("f1") for name in self.history) else "accuracy"


def append(record: Record) -> None:
    """Write a run behind the others of its case."""
    RUNS.mkdir(exist_ok=True)
    entry = asdict(record) | {"history": _rounded(record.history), "truth": _rounded(record.truth)}
    with (RUNS / f"{entry.pop('case')}.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry, separators=(",", ":")) + "\n")


def records() -> Iterator[Record]:
    """Every stored run, by case and in the order of its seeds."""
    for path in sorted(RUNS.glob("*.jsonl")):
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for entry in sorted(lines, key=lambda entry: int(entry["seed"])):
            curves = {name: _numbers(entry[name]) for name in ("history", "truth")}
            yield Record(path.stem, entry["seed"], entry["keras"], majority=entry["majority"], **curves)


def stored() -> set[tuple[str, int]]:
    """Case and seed of every stored run."""
    return {(record.case, record.seed) for record in records()}


def as_keras_prints(value: float) -> float | str:
    """Round to four decimals, or to five digits where the value is below a thousandth; what is not finite as text."""
    if not math.isfinite(value):
        return str(value)
    return float(f"{value:.4f}") if abs(value) > 1e-3 else float(f"{value:.4e}")


def _rounded(curves: Mapping[str, Sequence[float]]) -> dict[str, list[float | str]]:
    return {name: [as_keras_prints(value) for value in values] for name, values in curves.items()}


def _numbers(curves: Mapping[str, Sequence[float | str]]) -> Curves:
    return {name: [float(value) for value in values] for name, values in curves.items()}
