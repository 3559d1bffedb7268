"""What a network is worth, measured on samples that no training or choice has seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from benchmarks.lab.tasks import Task

    Array = npt.NDArray[np.float64]


def accuracy_of(guess: Array, y: Array, task: Task) -> float:
    """Share of right labels."""
    if task.kind == "binary":
        return float(np.mean((guess > 0.5) == (y.reshape(len(y), -1) > 0.5)))
    return float(np.mean(guess.argmax(axis=1) == y))


def f1_of(guess: Array, y: Array, task: Task) -> float:
    """F1 of the positive class, or its mean over several classes."""
    if task.kind == "binary":
        return _f1(guess > 0.5, y.reshape(len(y), -1) > 0.5)
    label = guess.argmax(axis=1)
    return float(np.mean([_f1(label == k, y == k) for k in range(task.outputs)]))


def r2_of(guess: Array, y: Array) -> float:
    """Share of the target's variance that is explained."""
    truth = y.reshape(len(y), -1)
    return float(1 - np.mean((guess - truth) ** 2) / np.mean((truth - truth.mean(axis=0)) ** 2))


def majority_of(y: Array, task: Task) -> float | None:
    """Accuracy of always giving the most frequent label (the more frequent answer of each, where there are several)."""
    if task.kind == "regression":
        return None
    if task.kind == "binary":
        share = (y.reshape(len(y), -1) > 0.5).mean(axis=0)
        return float(np.maximum(share, 1 - share).mean())
    return float(np.bincount(y.astype(int)).max() / len(y))


def scores(guess: Array, y: Array, task: Task) -> dict[str, float]:
    """Scores of a network's answers."""
    with np.errstate(all="ignore"):
        if task.kind == "regression":
            return {"r2": r2_of(guess, y)}
        return {"accuracy": accuracy_of(guess, y, task), "f1": f1_of(guess, y, task)}


def _f1(guessed: npt.NDArray[np.bool_], positive: npt.NDArray[np.bool_]) -> float:
    hits = float(np.sum(guessed & positive))
    return 2 * hits / max(1.0, float(np.sum(guessed) + np.sum(positive)))
