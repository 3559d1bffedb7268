"""Callbacks that complained about a metric which the log does not have."""

from __future__ import annotations

from trainlog_doctor.engine.facts import WARNING, is_transcript, of_kind
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic

_CODES = {"early-stopping-metric-missing", "checkpoint-metric-missing", "reduce-lr-metric-missing"}


def missing_monitors(whole: Series) -> Measurement | None:
    """Count the warnings about a monitored metric that no epoch has.

    A metric that other epochs have (``validation_freq`` above 1) is no problem: callbacks pass over the gaps. None where
    the kind of log cannot show any warning.

    Fields
    ------
    metric
        The name that is monitored in vain.
    available
        The names that the log has.
    """
    run = whole.run
    if not is_transcript(run):
        return None
    complaints = [fact for fact in of_kind(run, WARNING) if fact.data.get("code") in _CODES]
    wanted = [str(fact.data.get("detail") or "") for fact in complaints]
    absent = [name for name in wanted if name and name not in run.frame.columns]
    available = ", ".join(list(run.frame.columns)[:8])
    return Measurement(float(len(absent)), None, {"metric": absent[0] if absent else "", "available": available})


MISSING_MONITORS = Statistic("missing_monitors", missing_monitors, fields=("available",), lacks="callback_lines")
