"""How much of a series' end lies below a level."""

from __future__ import annotations

from trainlog_doctor.engine.measures.windows import end
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def share_below(series: Series, level: float, share: float) -> Measurement:
    """Share of the points in the last part of a run whose value is below ``level``. Unit: 0 to 1.

    Parameters
    ----------
    level
        In the series' own unit; a value that equals it is not below.
    share
        Part of the run that counts as its end, 0 to 1.

    Fields
    ------
    count, first_epoch
        Of the points below; 0 where there are none.
    lowest, highest
        Of the whole series.
    """
    tail = end(series.values, share, 1)
    lowest, highest = series.bounds
    epochs = series.epochs[-len(tail) :][tail < level] if lowest < level else series.epochs[:0]
    span = (int(epochs[0]), int(epochs[-1])) if len(epochs) else None
    fields = {
        "count": len(epochs),
        "first_epoch": span[0] if span else 0,
        "lowest": lowest,
        "highest": highest,
    }
    return Measurement(len(epochs) / len(tail), span, fields)


SHARE_BELOW = Statistic(
    share_below,
    arguments={"level": Argument("number"), "share": Argument("number", 1.0)},
    fields=("count", "first_epoch", "lowest", "highest"),
    units={"lowest": "metric", "highest": "metric"},
)
