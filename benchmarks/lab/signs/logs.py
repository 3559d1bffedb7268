"""Signs that the log itself proves, and what follows from how a case was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.lab import curves

if TYPE_CHECKING:
    from benchmarks.lab.case import Case
    from benchmarks.lab.signs.sign import Sign
    from benchmarks.lab.store import Record


def nan(case: Case, record: Record) -> Sign:
    """A loss that is logged is not a number."""
    return not all(curves.finite(record.history[name]) for name in ("loss", "val_loss") if name in record.history)


def negative_loss(case: Case, record: Record) -> Sign:
    """A loss below zero is logged."""
    return min(record.history["loss"]) < 0


def leak(case: Case, record: Record) -> Sign:
    """By construction training knows validation samples, or the answer; the test set shows a worse network.

    The log shows it where the samples are the same, or validation is all but perfect from the first epoch on. An answer
    that is found in the course of some epochs looks like an easy task.
    """
    if case.cause != "leak":
        return False
    worse = curves.end(record.truth["test_loss"]) >= 1.2 * curves.end(record.history["val_loss"])
    at_once = min(record.history.get("val_accuracy", [0.0])[:3]) >= 0.99
    return (worse and ("validation_is_training" in case.data.faults or at_once)) or None


def no_validation(case: Case, record: Record) -> Sign:
    """Nothing is logged of a validation set."""
    return not any(name.startswith("val_") for name in record.history)


def too_short(case: Case, record: Record) -> Sign:
    """Fewer than five epochs."""
    return len(record.history["loss"]) < 5
