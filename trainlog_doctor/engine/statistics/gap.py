"""How far validation stays behind training at the end."""

from __future__ import annotations

from trainlog_doctor.engine.measures.windows import relative, tail_level
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def gap(validation: Series, training: Series, last: float) -> Measurement:
    """Validation level less training level, in the bad direction.

    Unit: fraction of the validation level where lower is better (0.75: the training loss is a quarter of val_loss); the
    score's own unit where higher is better.

    Fields
    ------
    train_value, val_value
        Medians of the last points.
    """
    behind = tail_level(validation.cost, last) - tail_level(training.cost, last)
    fields = {"train_value": tail_level(training.values, last), "val_value": tail_level(validation.values, last)}
    if validation.better == "higher":
        return Measurement(behind, None, fields)
    return Measurement(relative(behind, tail_level(validation.cost, last), validation.values), None, fields)


GAP = Statistic(
    "gap",
    gap,
    inputs=2,
    points=1,
    arguments={"last": Argument("count", 5)},
    fields=("train_value", "val_value"),
)
