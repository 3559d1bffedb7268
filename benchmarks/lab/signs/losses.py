"""Signs in the losses: how the network does on its training samples and on the test set, epoch by epoch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.lab import curves
from benchmarks.lab.signs.sign import between, never

if TYPE_CHECKING:
    from benchmarks.lab.case import Case
    from benchmarks.lab.signs.sign import Sign
    from benchmarks.lab.store import Record


def overfit(case: Case, record: Record) -> Sign:
    """The loss on the test set ends 5% above its lowest level, while that on the training samples went on falling."""
    test, train = record.truth["test_loss"], record.truth["train_loss"]
    if not curves.finite(test) or len(test) < 5:
        return None
    lowest = int(curves.smooth(test).argmin())
    later = len(test) - 1 - lowest >= 3 and curves.end(train) < 0.95 * float(curves.smooth(train)[lowest])
    return between(curves.rise(test), shown=0.05, ruled_out=0.02) if later else never(curves.rise(test) <= 0.02)


def overfit_score_holds(case: Case, record: Record) -> Sign:
    """Overfitting, and the score on the test set is what it was (within 0.02)."""
    return overfit(case, record) and curves.drop(record.truth[f"test_{record.score}"]) <= 0.02


def gap(case: Case, record: Record) -> Sign:
    """The loss on the test set ends at twice that on the training samples and more, without having risen.

    And it is no small matter: at least a sixth of what was learnt on the training samples after the first epoch does
    not hold for the test set. Near zero, a loss is many times smaller while all carries over.
    """
    test, train = record.truth["test_loss"], record.truth["train_loss"]
    if not curves.finite(test) or curves.rise(test) > 0.05:
        return None
    apart = curves.end(test) / max(curves.end(train), 1e-9)
    way = max(float(train[0]) - curves.end(train), 1e-9)
    left = (curves.end(test) - curves.end(train)) / way
    return (apart >= 2 and left >= 1 / 6) or never(apart <= 1.3)


def oscillation(case: Case, record: Record) -> Sign:
    """The finished network itself is better and worse on its training samples from epoch to epoch."""
    train = record.truth["train_loss"]
    if not curves.finite(train) or len(train) < 8:
        return None
    swings = curves.uphill(train[len(train) // 2 :]) >= 0.3
    return between(curves.jitter(train), shown=0.15, ruled_out=0.06) if swings else never(curves.jitter(train) < 0.15)


def noisy_validation(case: Case, record: Record) -> Sign:
    """Validation jumps at least three times as much as the same network does on the test set."""
    logged = record.history.get("val_loss")
    if not logged or len(logged) < 8 or not curves.finite(logged) or not curves.finite(record.truth["test_loss"]):
        return None
    noise, real = curves.jitter(logged), curves.jitter(record.truth["test_loss"])
    return (noise >= 0.05 and noise >= 3 * real) or never(noise <= 1.5 * real or noise < 0.02)


def spike(case: Case, record: Record) -> Sign:
    """Something was done to the network in one epoch, and the training loss shows it."""
    if case.cause != "spike":
        return never(case.cause == "healthy" and not case.fit.schedule)
    loss = np.asarray(record.history["loss"])
    return bool((loss[1:] / loss[:-1]).max() >= 1.7) or None


def divergence(case: Case, record: Record) -> Sign:
    """The network ends at twice its best loss on its own training samples, or without a finite loss."""
    train = record.truth["train_loss"]
    if not curves.finite(train):
        return True
    return between(min(train[-3:]) / float(curves.smooth(train).min()), shown=2.0, ruled_out=1.3)


def frozen(case: Case, record: Record) -> Sign:
    """The network is after training what it was after the first epoch: no loss on its own samples moves by 1%."""
    train = record.truth["train_loss"]
    return curves.finite(train) and max(train) <= 1.01 * min(train)


def plateau(case: Case, record: Record) -> Sign:
    """Neither loss changes its level in the second half of the run, on samples and network as they are."""
    losses = record.truth["test_loss"], record.truth["train_loss"]
    if not all(map(curves.finite, losses)) or len(losses[0]) < 10:
        return None
    moved = max(curves.late_way(loss) for loss in losses)
    return True if moved <= 0.03 else never(moved >= 0.1)


def still_improving(case: Case, record: Record) -> Sign:
    """The loss on the test set still falls in the last third."""
    test = record.truth["test_loss"]
    if not curves.finite(test) or len(test) < 5:
        return None
    return between(curves.fall(test, 0.33), shown=0.05, ruled_out=0.01)


def val_better(case: Case, record: Record) -> Sign:
    """Validation is logged as better than training, although the network is no better on unseen samples."""
    if "val_loss" not in record.history or not curves.finite(record.history["val_loss"]):
        return None
    logged = np.asarray(record.history["loss"]) / np.maximum(record.history["val_loss"], 1e-9)
    half = logged[len(logged) // 2 :]
    return bool((half >= 1.15).all()) or never(bool((half <= 1.02).all()))
