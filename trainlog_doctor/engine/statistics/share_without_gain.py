"""What part of a run came after nothing improved any more."""

from __future__ import annotations

from trainlog_doctor.engine.statistic import Measurement, Series, Statistic
from trainlog_doctor.engine.statistics.epochs_without_gain import epochs_without_gain


def share_without_gain(first: Series | None, second: Series | None) -> Measurement | None:
    """The epochs of ``epochs_without_gain`` as a share of the run's. Unit: 0 to 1. None without any series."""
    found = epochs_without_gain(first, second)
    return found._replace(value=float(found.fields["share"]), fields={}) if found else None


SHARE_WITHOUT_GAIN = Statistic("share_without_gain", share_without_gain, inputs=2, points=0, required=0)
