"""How far training has come below the best that validation ever reached."""

from __future__ import annotations

from trainlog_doctor.engine.measures.windows import cost_level, relative
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def gap_to_best(validation: Series, training: Series, last: float) -> Measurement:
    """Best validation value less training level, in the bad direction.

    Other than a gap to validation's own end, it does not widen when validation gets worse and training stands still.
    Unit: as that of ``gap``, of the best value.
    """
    best = validation.lowest
    behind = best - cost_level(training, last)
    if validation.better == "higher":
        return Measurement(behind)
    return Measurement(relative(behind, best if training.values.min() >= 0 else 0.0, validation.values))


GAP_TO_BEST = Statistic(
    "gap_to_best",
    gap_to_best,
    inputs=2,
    points=1,
    arguments={"last": Argument("count", 5)},
    units={"value": "metric"},
)
