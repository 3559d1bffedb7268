"""Whether a run ends clearly behind its best epoch."""

from __future__ import annotations

from trainlog_doctor.engine.measures.windows import relative, since_best
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def end_behind_best(
    first: Series | None, second: Series | None, min_rise: float, min_drop: float, min_noise: float
) -> Measurement | None:
    """Distance of the last value from the best one, over the least distance that counts; the larger of two series'.

    That least distance is ``min_rise`` as a share of the best value where lower is better, ``min_drop`` in the score's
    own unit where higher is better, and in either case at least ``min_noise`` times the series' jitter. Unit: ratio; 1
    and above is clearly behind. None without any series of four points.

    Fields
    ------
    metric, best_epoch, best_value, last_value
        Of the series that is further behind.
    """
    there = [one for one in (first, second) if one is not None and len(one.values) > 3]
    if not there:
        return None
    measured = [(_behind(one, min_rise, min_drop, min_noise), one) for one in there]
    value, series = max(measured, key=lambda pair: pair[0])
    at = series.best
    fields: dict[str, float | int | str] = {
        "metric": series.name,
        "best_epoch": int(series.epochs[at]),
        "best_value": float(series.values[at]),
        "last_value": float(series.values[-1]),
    }
    return Measurement(value, since_best(series), fields)


def _behind(series: Series, min_rise: float, min_drop: float, min_noise: float) -> float:
    best = series.lowest
    distance = float(series.cost[-1]) - best
    higher = series.better == "higher"
    share = distance / min_drop if higher else relative(distance, best, series.values) / min_rise
    noise = min_noise * series.jitter
    return min(share, distance / noise) if noise > 0 else share


END_BEHIND_BEST = Statistic(
    end_behind_best,
    inputs=2,
    points=0,
    required=0,
    arguments={"min_rise": Argument("number"), "min_drop": Argument("number"), "min_noise": Argument("number")},
    fields=("best_epoch", "best_value", "last_value"),
    units={"best_value": "metric", "last_value": "metric"},
)
