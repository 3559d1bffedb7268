"""How many samples a validation accuracy is a share of."""

from __future__ import annotations

from trainlog_doctor.engine.measures.sample_grid import count_samples
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic

_UNTOLD = 10_000
"""More than four printed digits resolve."""


def samples(series: Series | None) -> Measurement:
    """Size of the validation set: as the log tells it, else the coarsest grid on which all values of the accuracy lie.

    A grid may be coarser than the set, when all values happen to be multiples of more than one sample. Unit: samples;
    10000 where neither tells, as without an accuracy or with more samples than the printed digits resolve.
    """
    if series is None:
        return Measurement(float(_UNTOLD))
    return Measurement(float(count_samples(series.run, series.values) or _UNTOLD))


SAMPLES = Statistic("samples", samples, points=0, required=0)
