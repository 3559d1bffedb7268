"""How far validation stays behind training at the end."""

from __future__ import annotations

from trainlog_doctor.engine.measures.windows import behind_training, cost_level, value_level
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


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
