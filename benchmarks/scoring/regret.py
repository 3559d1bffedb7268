"""What keeping an epoch costs on samples that nothing else has seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmarks.scoring.example import Curves, Example

MOST = 1.0
"""A single regret counts no more than this: one run that exploded must not decide a mean."""

PICKS = ("lowest val_loss", "best validation score", "last epoch")


@dataclass(frozen=True, slots=True)
class Regret:
    """Means over the runs.

    Attributes
    ----------
    loss
        (loss at the epoch kept / lowest loss) - 1, on the test set.
    score
        Highest score - score at the epoch kept, on the test set.
    """

    runs: int
    loss: float
    score: float

    @property
    def sum(self) -> float:
        """Both together."""
        return self.loss + self.score


def picks(truth: Curves) -> dict[str, int]:
    """The epochs (from 0) that a person would take by eye."""
    by_loss = int(np.nanargmin(truth.val_loss))
    scored = np.isfinite(np.asarray(truth.val_score, np.float64)).any()
    by_score = int(np.nanargmax(truth.val_score)) if scored else by_loss
    return dict(zip(PICKS, (by_loss, by_score, len(truth.loss) - 1), strict=True))


def regrets(examples: Iterable[Example], kept: Mapping[str, Mapping[str, int | None]]) -> Mapping[str, Regret]:
    """Regret of every program and of every naive pick, over the runs for which all of them name an epoch.

    Parameters
    ----------
    kept
        Program to example to the epoch (1-based) it would keep.
    """
    rows: dict[str, list[tuple[float, float]]] = {name: [] for name in (*kept, *PICKS)}
    for example in examples:
        named = {program: epochs.get(example.name) for program, epochs in kept.items()}
        if example.truth is None or None in named.values():
            continue
        chosen = {program: epoch - 1 for program, epoch in named.items() if epoch is not None} | picks(example.truth)
        for program, at in chosen.items():
            rows[program].append(of(example.truth, at))
    return {name: _mean(found) for name, found in rows.items()}


def of(truth: Curves, at: int) -> tuple[float, float]:
    """Regret by loss and by score of keeping one epoch, counted from 0."""
    loss = truth.loss[at] / max(min(truth.loss), 1e-9) - 1
    return min(MOST, loss), min(MOST, max(truth.score) - truth.score[at])


def _mean(rows: Sequence[tuple[float, float]]) -> Regret:
    loss, score = np.mean(rows, axis=0) if rows else (float("nan"), float("nan"))
    return Regret(len(rows), float(loss), float(score))
