"""How much worse a series ends than it once was."""

from __future__ import annotations

from trainlog_doctor.engine.measures.noise import carried_over, in_noise
from trainlog_doctor.engine.measures.sample_grid import samples_of
from trainlog_doctor.engine.measures.windows import cost_level, relative, value_level
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic


def worse_than_best(series: Series, last: float) -> Measurement:
    """(median of the last points - best) / best, in the bad direction; Prechelt's generalisation loss, made robust.

    Unit: fraction. Where the best value is not positive, the divisor is the series' range.
    Source: L. Prechelt, Early Stopping - But When?, 1998 (GL = 100 * (E_va / E_opt - 1)).

    Fields
    ------
    growth
        The same where the best value is positive, and empty where it is not: a share of the range is no growth.
    """
    best = series.lowest
    level = cost_level(series, last)
    reference = float(abs(series.values[series.best])) if series.better == "higher" else best
    fields = {"best_value": float(series.values[series.best]), "tail_value": value_level(series, last)}
    worse = relative(level - best, reference, series.values)
    return Measurement(worse, None, {**fields, "growth": worse if reference > 0 else ""})


WORSE_THAN_BEST = Statistic(
    worse_than_best,
    points=2,
    arguments={"last": Argument("count", 3)},
    fields=("best_value", "tail_value", "growth"),
    units={"best_value": "metric", "tail_value": "metric"},
)


def rise_share(series: Series, last: float) -> Measurement:
    """(median of the last points - best) / (first or last level, whichever is worse, - best).

    A loss that no model can get rid of (label noise, a constant term) is in every value and cancels here, as it does
    not in a relative rise. Unit: 0 to 1; 1 is back at the start, or beyond it.
    """
    best, level = series.lowest, cost_level(series, last)
    way = max(float(series.cost[0]), level) - best
    return Measurement((level - best) / way if way > 0 else 0.0)


RISE_SHARE = Statistic(rise_share, points=2, arguments={"last": Argument("count", 3)})


def rise_over_jitter(series: Series, last: float) -> Measurement:
    """(median of the last points - best) / noise, in the bad direction. Unit: standard deviations of the noise.

    The best is that of the series smoothed over three epochs: the lowest of many noisy values lies below their level
    by some deviations, wherever they go. The noise is the jitter from epoch to epoch, and more than that where a high
    value is followed by high ones (see `carried_over`).
    """
    best = float(series.smooth.min())
    rise = cost_level(series, last) - best
    noise = series.jitter * carried_over(series.values)
    return Measurement(in_noise(rise, noise, best), None, {"jitter": noise})


RISE_OVER_JITTER = Statistic(
    rise_over_jitter,
    points=4,
    arguments={"last": Argument("count", 3)},
    fields=("jitter",),
    units={"jitter": "metric"},
)


def rise_in_all(loss: Series, accuracy: Series | None, last: float, untold: float) -> Measurement:
    """(level at the end - lowest value) times the number of samples that it is a mean over, told as for ``samples``.

    A rise that k samples share alike lies the square root of k standard errors above none, however many others stay as
    they were: what one sample or two can do alone is their luck, even where it is steady. Unit: the loss's own, of all
    samples together (nats for a cross-entropy); ``untold`` where the log does not tell their number.
    """
    samples = None if accuracy is None else samples_of(accuracy)
    return Measurement(float(untold) if samples is None else samples * (cost_level(loss, last) - loss.lowest))


RISE_IN_ALL = Statistic(
    rise_in_all,
    inputs=2,
    points=1,
    required=1,
    arguments={"last": Argument("count", 3), "untold": Argument("number", 10_000)},
)
