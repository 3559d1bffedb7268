"""How long a run went on after nothing improved any more, by the clock."""

from __future__ import annotations

from trainlog_doctor.engine.statistic import Measurement, Series, Statistic
from trainlog_doctor.engine.statistics.epochs_without_gain import epochs_without_gain


def hours_without_gain(first: Series | None, second: Series | None) -> Measurement | None:
    """What the epochs of ``epochs_without_gain`` took. Unit: hours; 0 where the log holds no times."""
    found = epochs_without_gain(first, second)
    return Measurement(float(found.fields["hours"]), found.epochs) if found else None


HOURS_WITHOUT_GAIN = Statistic("hours_without_gain", hours_without_gain, inputs=2, points=0, required=0)
