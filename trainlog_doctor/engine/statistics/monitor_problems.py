"""How often the log shows that a callback monitors the wrong thing."""

from __future__ import annotations

from trainlog_doctor.engine.measures.facts import is_transcript
from trainlog_doctor.engine.measures.monitors import Problem, problems
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic

_NAMED = 8


def monitor_problems(whole: Series, *metrics: Series | None) -> Measurement | None:
    """Count lines of a missing metric, of a bad direction, of the worst epoch put back, of a training metric.

    Only the given metrics have a known direction. Unit: lines. None where the kind of log cannot show any.

    Fields
    ------
    metric, quotation
        Of the first such line: a metric that is missing before a wrong direction, before the worst epoch put back
        (which names no metric), before a training metric.
    worst
        Empty unless that line tells of the worst epoch put back.
    available
        The first names of metrics that the log has.
    """
    run = whole.run
    if not is_transcript(run):
        return None
    found = problems(run, list({one.name: one for one in metrics if one is not None}.values()))
    available = " · ".join(f"`{name}`" for name in list(run.frame.columns)[:_NAMED])
    epochs = [problem.epoch for problem in found if problem.epoch]
    span = (min(epochs), max(epochs)) if epochs else None
    first = found[0] if found else Problem("", "", 0)
    worst = "worst" if found and not first.metric else ""
    told = {"metric": first.metric, "quotation": first.quotation, "worst": worst, "available": available}
    return Measurement(float(len(found)), span, told)


MONITOR_PROBLEMS = Statistic(
    monitor_problems,
    inputs=6,
    points=0,
    required=1,
    fields=("quotation", "worst", "available"),
    lacks="callback_lines",
)
