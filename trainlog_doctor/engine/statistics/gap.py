"""How far validation stays behind training."""

from __future__ import annotations

from trainlog_doctor.engine.measures.noise import in_noise, jitter_of_finite
from trainlog_doctor.engine.measures.sample_grid import luck, samples_of
from trainlog_doctor.engine.measures.windows import behind_training, cost_level, value_level
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic

_FEWEST = 5
"""Points that tell their own noise."""

_MOST = 1.0
"""Validation that ends worse than both curves began has followed no part of the way, and no less than that."""


def gap(validation: Series, training: Series, last: float) -> Measurement:
    """Validation level less training level, in the bad direction.

    Unit: fraction of the validation level where lower is better (0.75: the training loss is a quarter of val_loss), of
    validation's range where a training loss goes below zero by more than a hair (see ``engine.measures.windows``); the
    score's own unit where higher is better.

    Fields
    ------
    train_value, val_value
        Medians of the last points.
    """
    fields = {"train_value": value_level(training, last), "val_value": value_level(validation, last)}
    return Measurement(behind_training(cost_level(validation, last), validation, training, last), None, fields)


GAP = Statistic(
    gap,
    inputs=2,
    points=1,
    arguments={"last": Argument("count", 5)},
    fields=("train_value", "val_value"),
    units={"value": "metric", "train_value": "metric", "val_value": "metric"},
)


def gap_to_best(validation: Series, training: Series, last: float) -> Measurement:
    """Best validation value less training level, in the bad direction.

    Other than a gap to validation's own end, it does not widen when validation gets worse and training stands still.
    Unit: as that of ``gap``, of the best value.
    """
    return Measurement(behind_training(validation.lowest, validation, training, last))


GAP_TO_BEST = Statistic(
    gap_to_best,
    inputs=2,
    points=1,
    arguments={"last": Argument("count", 5)},
    units={"value": "metric"},
)


def gap_over_jitter(validation: Series, training: Series, last: float) -> Measurement:
    """(validation level - training level) / noise of validation. Unit: standard deviations.

    The noise is that of the later half, if that is long enough: the bend of a steep beginning is none.
    """
    level, late = cost_level(validation, last), validation.values[len(validation.values) // 2 :]
    noise = jitter_of_finite(late) if len(late) >= _FEWEST else validation.jitter
    return Measurement(in_noise(level - cost_level(training, last), noise, level))


GAP_OVER_JITTER = Statistic(gap_over_jitter, inputs=2, points=4, arguments={"last": Argument("count", 5)})


def gap_over_luck(validation: Series, training: Series, last: float, untold: float) -> Measurement:
    """(training level - validation level) / standard error of a share of so many validation samples.

    The samples are the same in every epoch, so that more epochs do not average their luck away. Their number is told as
    for ``samples``. Unit: standard errors.
    """
    right = value_level(validation, last)
    return Measurement((value_level(training, last) - right) / luck(right, samples_of(validation) or untold))


GAP_OVER_LUCK = Statistic(
    gap_over_luck,
    inputs=2,
    points=1,
    arguments={"last": Argument("count", 5), "untold": Argument("number", 10_000)},
)


def uncarried(validation: Series, training: Series, last: float) -> Measurement:
    """(validation level - training level) / (first value - training level), in the bad direction.

    The first value is the better one of the two curves' own, since either may begin off the scale. Unit: fraction of
    the way that training has come; 0 carries over whole, 1 not at all, at most 1.
    """
    level = cost_level(training, last)
    behind = cost_level(validation, last) - level
    way = min(float(validation.cost[0]), float(training.cost[0])) - level
    return Measurement(min(_MOST, behind / way) if way > 0 else _MOST if behind > 0 else 0.0)


UNCARRIED = Statistic(uncarried, inputs=2, points=1, arguments={"last": Argument("count", 5)})
