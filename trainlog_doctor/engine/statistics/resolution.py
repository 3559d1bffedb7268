"""How fine a log prints a score."""

from __future__ import annotations

from trainlog_doctor.engine.measures.perfection import as_fraction
from trainlog_doctor.engine.measures.printed import printed_step
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def resolution(*series: Series | None) -> Measurement:
    """Smallest step between two numbers as the log prints them, by the finer of two series that are printed alike.

    Digits that are zero throughout do not count. Unit: the score's own, as a fraction where it is in per cent (0.0001:
    four decimals, or two of per cent). 0 where all values of one are 0: no rounding hides a change of that.
    """
    printed = [as_fraction(one.values) for one in series if one is not None and len(one.values)]
    return Measurement(min(printed_step(values) if values.any() else 0.0 for values in printed))


RESOLUTION = Statistic(resolution, inputs=2, points=1, required=1, units={"value": "metric"})
