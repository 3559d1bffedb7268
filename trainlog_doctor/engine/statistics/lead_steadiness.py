"""How steadily validation is better than training."""

from __future__ import annotations

from trainlog_doctor.engine.measures.half_epoch import at_epoch_ends
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic

_FEWEST = 3


def lead_steadiness(validation: Series, training: Series) -> Measurement | None:
    """Share of the epochs after the first at whose end validation is better than training (shifted by half an epoch).

    Unit: 0 to 1. None for fewer than three such epochs.

    Fields
    ------
    count, of_epochs
        Epochs at which it is better, and how many there were.
    """
    _, ours, theirs = at_epoch_ends(validation, training)
    better = (ours < theirs)[1:]
    if len(better) < _FEWEST:
        return None
    return Measurement(float(better.mean()), None, {"count": int(better.sum()), "of_epochs": len(better)})


LEAD_STEADINESS = Statistic(lead_steadiness, inputs=2, points=_FEWEST, fields=("count", "of_epochs"))
