"""Signs in the scores: accuracy and F1 on the test set beside what is logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.lab import curves
from benchmarks.lab.signs.sign import between, never

if TYPE_CHECKING:
    from benchmarks.lab.case import Case
    from benchmarks.lab.signs.sign import Sign
    from benchmarks.lab.store import Record


def stuck(case: Case, record: Record) -> Sign:
    """No epoch beats always giving the most frequent label by more than chance does."""
    if record.majority is None:
        return False
    return between(record.majority - max(curves.smooth(record.truth["test_accuracy"])), shown=-0.03, ruled_out=-0.1)


def constant_metric(case: Case, record: Record) -> Sign:
    """The validation accuracy prints one number nearly all the time, and the network is not perfect."""
    logged = record.history.get("val_accuracy", record.history.get("val_binary_accuracy"))
    if not logged:
        return never(record.majority is None)
    return (curves.constant(logged) >= 0.9 and curves.end(logged) < 0.98) or never(
        curves.constant(logged) < 0.6 or curves.end(logged) > 0.995
    )


def underfit(case: Case, record: Record) -> Sign:
    """By construction the network cannot learn the task; its score on its own samples is poor and stays there.

    Poor is an accuracy up to 0.7; of a regression, less than half of the variance explained.
    """
    name, poorest = ("train_r2", 0.5) if record.majority is None else ("train_accuracy", 0.7)
    score = record.truth[name]
    poor = curves.end(score) <= poorest
    if case.cause != "underfit":
        return never(not poor or case.cause == "healthy")
    return True if poor and curves.gain(score) <= 0.03 else None


def accuracy_paradox(case: Case, record: Record) -> Sign:
    """The accuracy is that of the most frequent label, and the rare class is hardly ever found."""
    if "test_f1" not in record.truth or not record.majority:
        return False
    third = record.truth["test_f1"][-max(3, len(record.truth["test_f1"]) // 3) :]
    return (record.majority >= 0.8 and max(third) <= 0.05) or never(min(third) >= 0.2 or record.majority < 0.6)


def batchwise_f1(case: Case, record: Record) -> Sign:
    """The F1 that is logged is not that of the whole validation set."""
    if not any(name.startswith("batch_") for name in case.fit.metrics):
        return False
    half = len(record.history["loss"]) // 2
    off = np.abs(np.subtract(record.history["val_f1"][half:], record.truth["val_f1"][half:]))
    return bool(off.mean() >= 0.03) or None


def accuracy_on_regression(case: Case, record: Record) -> Sign:
    """A regression logs an accuracy."""
    return record.majority is None and "accuracy" in record.history
