"""Whether a callback ended the run."""

from __future__ import annotations

from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def ended_by_callback(whole: Series) -> Measurement:
    """1 where the log says that a callback ended the run before the planned epochs, else 0."""
    return Measurement(float(whole.run.stopped_early))


ENDED_BY_CALLBACK = Statistic(ended_by_callback)
