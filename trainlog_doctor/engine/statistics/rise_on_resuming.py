"""How much worse a resumed run begins than the run that it continues had ended."""

from __future__ import annotations

from trainlog_doctor.engine.measures.facts import RESUMED_FROM, numeric, of_kind
from trainlog_doctor.engine.measures.windows import relative
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def rise_on_resuming(series: Series) -> Measurement | None:
    """(first value after resuming - last value before) / last value before, in the bad direction. Unit: fraction.

    The values before are those of the fact ``resumed-from``: one run alone does not hold them. None without it.

    Fields
    ------
    before, after
        The two values.
    last_epoch
        The last epoch before resuming.
    """
    found = _before(series)
    if found is None:
        return None
    before, epoch = found
    after = float(series.values[0])
    rise = before - after if series.better == "higher" else after - before
    fields = {"before": before, "after": after, "last_epoch": epoch}
    return Measurement(relative(rise, abs(before), series.values), (int(series.epochs[0]),) * 2, fields)


def _before(series: Series) -> tuple[float, int] | None:
    fact = next(iter(of_kind(series.run, RESUMED_FROM)), None)
    value = numeric(fact.data.get(series.name)) if fact else None
    return (series.measured(value), fact.epoch or 0) if fact and value is not None else None


RISE_ON_RESUMING = Statistic(
    rise_on_resuming,
    fields=("before", "after", "last_epoch"),
    lacks="resumed_from",
    units={"before": "metric", "after": "metric"},
)
