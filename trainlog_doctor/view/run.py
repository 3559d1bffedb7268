"""One run's diagnosis, worded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.view.best import best
from trainlog_doctor.view.charts import MOST_ROWS, charts
from trainlog_doctor.view.document import RunView
from trainlog_doctor.view.evaluations import fact, in_steps, steps_of
from trainlog_doctor.view.findings import advice, findings, outcomes, unchecked
from trainlog_doctor.view.lazy import LazyMapping
from trainlog_doctor.view.log import log_view
from trainlog_doctor.view.notices import notice_view
from trainlog_doctor.view.phases import phase_view
from trainlog_doctor.view.phrases import each, span, word
from trainlog_doctor.view.stopping import stopping
from trainlog_doctor.view.verdict import counts, summary, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.model import Frame, Run


def run_view(
    diagnosis: Diagnosis, pack: Pack, title: str, elsewhere: Text | None = None, *, chart_rows: int = MOST_ROWS
) -> RunView:
    """Word a run.

    Parameters
    ----------
    title
        What the run is called in this report.
    elsewhere
        Which epoch the training names whose last phase this run is, where that is another one.
    chart_rows
        About how many epochs a chart may draw.
    """
    made = _in_epochs(diagnosis, pack, title, elsewhere, chart_rows)
    steps = steps_of(diagnosis.run)
    return in_steps(made, steps) if steps else made


def _in_epochs(diagnosis: Diagnosis, pack: Pack, title: str, elsewhere: Text | None, chart_rows: int) -> RunView:
    run, origin = diagnosis.run, diagnosis.origin
    fired, said = findings(diagnosis, pack.rules), outcomes(diagnosis, pack.rules)
    found, judged = best(diagnosis), verdict(diagnosis, fired, said)
    return RunView(
        path=origin.path,
        format=run.format,
        number=origin.number,
        name=run.name,
        title=title,
        facts=tuple(facts(run)),
        summary=summary(judged, found, len(run.frame), last=int(run.frame.epoch[-1]) if len(run.frame) else None),
        epochs=len(run.frame),
        planned_epochs=run.planned_epochs,
        complete=run.complete,
        roles={role: column.name for role, column in diagnosis.roles.items()},
        history=_history(run.frame),
        logged_nan=run.frame.logged_nan,
        verdict=judged,
        best=found,
        phases=tuple(map(phase_view, diagnosis.phases)),
        findings=fired,
        outcomes=said,
        unchecked=unchecked(said),
        suppressed=tuple(view.reason for view in said if view.status == "suppressed" and view.reason),
        notices=tuple(notice_view(notice) for notice in run.notices),
        advice=advice(fired),
        counts=counts(said),
        unfinished=run.unfinished,
        continues=run.continues,
        elsewhere=elsewhere,
        log=log_view(run),
        stopping=stopping(diagnosis),
        charts=charts(diagnosis, pack.metrics, chart_rows),
    )


def facts(run: Run) -> Iterable[Text]:
    """What is known of the run at a glance."""
    steps = steps_of(run)
    if steps:
        yield fact(steps)
        return
    yield from _epochs(run.frame, run.planned_epochs)
    if run.unfinished is not None:
        yield word("fact.unfinished", {"epoch": run.unfinished.epoch, "fraction": run.unfinished.fraction})
    if run.stopped_early:
        yield word("fact.stopped_early")
    if run.continues is not None:
        yield word("fact.continues", {"number": run.continues})


def _epochs(frame: Frame, planned: int | None) -> Iterable[Text]:
    """How many epochs, or which of them an excerpt shows (some of these, perhaps), and how many were planned."""
    first, last = (int(frame.epoch[0]), int(frame.epoch[-1])) if len(frame) else (1, 0)
    if first <= 1 and last <= len(frame):
        key = "fact.epochs" if planned is None else "fact.epochs_planned"
        yield word(key, {"count": len(frame), "planned": planned})
        return
    shown = span(first, last)
    yield shown if planned is None else each("report.fact.epochs_planned_from", {"shown": shown}, planned=planned)
    if len(frame) <= last - first:
        yield word("fact.chosen", {"count": len(frame)})


def _history(frame: Frame) -> Mapping[str, tuple[float, ...]]:
    """The epochs and every column as logged; each is copied when somebody looks at it."""
    columns = {"epoch": frame.epoch, **frame.columns}
    return LazyMapping(columns, lambda name: tuple(columns[name].tolist()))
