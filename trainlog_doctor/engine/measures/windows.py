"""Stretches of a series, the level of its end, and change relative to a level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.measures.median import median
from trainlog_doctor.engine.measures.remembered import remembered
from trainlog_doctor.i18n.numbers import OfRange

if TYPE_CHECKING:
    from trainlog_doctor.engine.series import Series
    from trainlog_doctor.model import FloatArray

_HAIR = 0.1
"""A training loss that goes below zero by no more than this share of the lowest val_loss still counts from zero: what
was rounded, or read off a figure, lies a hair below it."""


def tail_level(values: FloatArray, last: float) -> float:
    """Median of the last points: one bad last epoch is noise."""
    return median(values[-int(last) :])


@remembered
def value_level(series: Series, last: float) -> float:
    """`tail_level` of a series' values."""
    return tail_level(series.values, last)


def cost_level(series: Series, last: float) -> float:
    """`tail_level` of a series' costs."""
    level = value_level(series, last)
    return -level if series.better == "higher" else level


def end(values: FloatArray, share: float, least: int) -> FloatArray:
    """The last part of a series: a share (0 to 1) of its points, but at least so many, if it has them."""
    return values[-min(len(values), max(least, round(share * len(values)))) :]


@remembered
def improvement(series: Series, share: float) -> tuple[float, float]:
    """How the last part of a run (at least four points) moved: the level of its first half, and what it fell by.

    Levels are medians; what falls is a cost. The halves are halves of the epochs: a log may leave out most of one.
    """
    tail = end(series.cost, share, 4)
    epochs = series.epochs[-len(tail) :] - series.epochs[-len(tail)]
    middle = epochs[-1] / 2
    early, late = tail[: epochs.searchsorted(middle)], tail[epochs.searchsorted(middle, side="right") :]
    level = median(early)
    return level, level - median(late)


def epoch_span(series: Series, first: int = 0) -> tuple[int, int]:
    """Epochs of the points from a position on."""
    return int(series.epochs[first]), int(series.epochs[-1])


def since_best(series: Series) -> tuple[int, int] | None:
    """Epochs after the best one; None where it is the last."""
    best, last = epoch_span(series, series.best)
    return (best + 1, last) if last > best else None


def position_of_best(series: Series, other: Series) -> int:
    """Position in a series of the epoch at which another is best, or else of the next one."""
    if series.epochs is other.epochs:
        return other.best
    return int(series.epochs.searchsorted(other.epochs[other.best]))


def changes_sign(series: Series) -> bool:
    """Whether some values are negative and some positive, so that none is a share of another."""
    lowest, highest = series.bounds
    return lowest < 0 < highest


def relative(change: float, reference: float, values: FloatArray) -> float:
    """Change as a fraction of a reference level; of the series' whole range where that level is no yardstick.

    A loss that may reach 0 or below (Dice, negative log-likelihood of densities) has no meaningful ratio.
    """
    if reference > 0:
        return change / reference
    span = float(values.max() - values.min())
    return OfRange(change / span if span > 0 else 0.0)


def behind_training(level: float, validation: Series, training: Series, last: float) -> float:
    """A level of validation (a cost) less training's at the end, in the bad direction. Unit: as that of ``gap``."""
    behind = level - cost_level(training, last)
    if validation.better == "higher":
        return behind
    from_zero = training.bounds[0] >= -_HAIR * max(validation.lowest, 0.0)
    return relative(behind, level if from_zero else 0.0, validation.values)
