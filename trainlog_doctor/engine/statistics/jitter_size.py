"""A series' noise in its own unit."""

from __future__ import annotations

from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def jitter_size(series: Series) -> Measurement:
    """Noise (see ``engine.measures.noise``). Unit: the series' own (0.01 of an accuracy)."""
    return Measurement(series.jitter)


JITTER_SIZE = Statistic(jitter_size, points=4, units={"value": "metric"})
