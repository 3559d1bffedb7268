"""How far validation stays behind training at the end."""

from __future__ import annotations

from trainlog_doctor.engine.measures.windows import cost_level, relative, value_level
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def gap(validation: Series, training: Series, last: float) -> Measurement:
    """Validation level less training level, in the bad direction.

    Unit: fraction of the validation level where lower is better (0.75: the training loss is a quarter of val_loss), of
    validation's range where a training loss is negative; the score's own unit where higher is better.

    Fields
    ------
    train_value, val_value
        Medians of the last points.
    """
    behind = cost_level(validation, last) - cost_level(training, last)
    fields = {"train_value": value_level(training, last), "val_value": value_level(validation, last)}
    if validation.better == "higher":
        return Measurement(behind, None, fields)
    level = cost_level(validation, last) if training.bounds[0] >= 0 else 0.0
    return Measurement(relative(behind, level, validation.values), None, fields)


GAP = Statistic(
    "gap",
    gap,
    inputs=2,
    points=1,
    arguments={"last": Argument("count", 5)},
    fields=("train_value", "val_value"),
    units={"value": "metric", "train_value": "metric", "val_value": "metric"},
)
