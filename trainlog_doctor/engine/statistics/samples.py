"""How many samples a validation accuracy is a share of."""

from __future__ import annotations

from trainlog_doctor.engine.measures.sample_grid import samples_of
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic

_UNTOLD = 10_000
"""More than four printed digits resolve."""


def samples(series: Series | None, untold: float = _UNTOLD) -> Measurement:
    """Size of the validation set: as the log tells it, else the coarsest grid on which all values of the accuracy lie.

    A grid may be coarser than the set, when all values happen to be multiples of more than one sample. Unit: samples;
    ``untold`` where neither tells, as without an accuracy or with more samples than the printed digits resolve.
    """
    if series is None:
        return Measurement(float(untold))
    return Measurement(float(samples_of(series) or untold))


SAMPLES = Statistic(samples, points=0, required=0, arguments={"untold": Argument("number", _UNTOLD)})
