"""How far training has come below the best that validation ever reached."""

from __future__ import annotations

from trainlog_doctor.engine.measures.windows import behind_training
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


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
