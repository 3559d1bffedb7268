"""How much of a series' way led in the wrong direction."""

from __future__ import annotations

from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def uphill(series: Series) -> Measurement:
    """Share of the total variation after the first epoch that was spent getting worse.

    Unit: 0 to 1; a steady descent gives 0, pure noise 0.5. The first step is left out: it is the steepest of all
    descents and would hide what comes after it.
    """
    steps = series.steps[1:]
    total = float(abs(steps).sum())
    return Measurement(float(steps[steps > 0].sum()) / total if total > 0 else 0.0)


UPHILL = Statistic("uphill", uphill, points=4)
