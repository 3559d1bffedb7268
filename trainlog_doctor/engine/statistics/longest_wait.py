"""How long early stopping, whatever it monitors, can have waited at the end of a run."""

from __future__ import annotations

from trainlog_doctor.engine.statistic import Measurement, Series, Statistic
from trainlog_doctor.engine.statistics.epochs_since_best import epochs_since_best


def longest_wait(*series: Series | None) -> Measurement | None:
    """Largest number of epochs since a series' best, over the series that the log has. Unit: epochs.

    0 means that all of them were at their best in the last epoch: no patience can have run out. None without any.
    """
    there = [one for one in series if one is not None and len(one.values)]
    return max((epochs_since_best(one) for one in there), key=lambda found: found.value) if there else None


LONGEST_WAIT = Statistic("longest_wait", longest_wait, inputs=4, points=0, required=0)
