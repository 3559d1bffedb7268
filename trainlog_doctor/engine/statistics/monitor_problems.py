"""How often the log shows that a callback monitors the wrong thing."""

from __future__ import annotations

from trainlog_doctor.engine.measures.facts import is_transcript
from trainlog_doctor.engine.measures.monitors import problems
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic

_NAMED = 8


def monitor_problems(whole: Series, *metrics: Series | None) -> Measurement | None:
    """Count lines of a missing metric, of an improvement in the bad direction, of a training metric instead of val_.

    Only the given metrics have a known direction. Unit: lines. None where the kind of log cannot show any.

    Fields
    ------
    metric, quotation
        Of the first such line, a metric that is missing before a wrong direction before a training metric.
    available
        The first names of metrics that the log has.
    """
    run = whole.run
    if not is_transcript(run):
        return None
    found = problems(run, {one.name: one.better for one in metrics if one is not None})
    available = " · ".join(f"`{name}`" for name in list(run.frame.columns)[:_NAMED])
    if not found:
        return Measurement(0.0, None, {"metric": "", "quotation": "", "available": available})
    epochs = [problem.epoch for problem in found if problem.epoch]
    span = (min(epochs), max(epochs)) if epochs else None
    first = found[0]
    return Measurement(
        float(len(found)), span, {"metric": first.metric, "quotation": first.quotation, "available": available}
    )


MONITOR_PROBLEMS = Statistic(
    "monitor_problems",
    monitor_problems,
    inputs=6,
    points=0,
    required=1,
    fields=("quotation", "available"),
    lacks="callback_lines",
)
