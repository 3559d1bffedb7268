"""One run's diagnosis, worded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.view.best import best
from trainlog_doctor.view.callbacks import callbacks
from trainlog_doctor.view.charts import MOST_ROWS, charts
from trainlog_doctor.view.document import RunView
from trainlog_doctor.view.evaluations import fact, in_steps, steps_of
from trainlog_doctor.view.findings import advice, findings, outcomes, unchecked
from trainlog_doctor.view.lazy import LazyMapping
from trainlog_doctor.view.log import fact_views, log_lines
from trainlog_doctor.view.notices import notice_view
from trainlog_doctor.view.phases import phase_view, unexplained
from trainlog_doctor.view.phrases import word
from trainlog_doctor.view.stopping import early_stopping, stop_now, stops
from trainlog_doctor.view.verdict import counts, summary, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.model import Frame, Run
    from trainlog_doctor.view.phases import Unexplained


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
    run, origin = diagnosis.run, diagnosis.origin
    fired, said = findings(diagnosis, pack.rules), outcomes(diagnosis, pack.rules)
    found = best(diagnosis)
    judged = verdict(fired, said, diagnosis.verdict, _unexplained(diagnosis), _unknown(diagnosis))
    made = RunView(
        path=origin.path,
        format=run.format,
        number=origin.number,
        name=run.name,
        title=title,
        facts=tuple(facts(run)),
        summary=summary(judged, found, len(run.frame), last=_last(run.frame)),
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
        callbacks=callbacks(diagnosis.callbacks, None if diagnosis.best is None else diagnosis.best.epoch),
        counts=counts(said),
        continues=run.continues,
        elsewhere=elsewhere,
        log=log_lines(run),
        log_facts=fact_views(run),
        charts=charts(diagnosis, pack.metrics, chart_rows),
        stops=stops(diagnosis),
        early_stopping=early_stopping(diagnosis),
        stop_now=stop_now(diagnosis.stop_now),
    )
    steps = steps_of(run)
    return in_steps(made, steps) if steps else made


def facts(run: Run) -> Iterable[Text]:
    """What is known of the run at a glance."""
    first = int(run.frame.epoch[0]) if len(run.frame) else 1
    steps = steps_of(run)
    if steps:
        yield fact(steps)
        return
    data = {"count": len(run.frame), "planned": run.planned_epochs, "first": first, "last": _last(run.frame)}
    later = "_from" if first > 1 else ""
    yield word(f"fact.epochs{later}" if run.planned_epochs is None else f"fact.epochs_planned{later}", data)
    if run.unfinished is not None:
        share = "fact.unfinished" if run.unfinished.fraction is None else "fact.unfinished_share"
        yield word(share, {"epoch": run.unfinished.epoch, "fraction": run.unfinished.fraction})
    if run.stopped_early:
        yield word("fact.stopped_early")
    if run.continues is not None:
        yield word("fact.continues", {"number": run.continues})


def _unknown(diagnosis: Diagnosis) -> tuple[str, ...]:
    """Columns of a run in which no column is known to be a loss or a score."""
    known = any(role in diagnosis.roles for role in ("loss", "val_loss", "score", "val_score"))
    return () if known else tuple(diagnosis.run.frame.columns)


def _unexplained(diagnosis: Diagnosis) -> Unexplained | None:
    """A run that early stopping has ended gets worse to its end as it must: that is no open question."""
    return None if diagnosis.run.stopped_early else unexplained(diagnosis.phases)


def _last(frame: Frame) -> int | None:
    return int(frame.epoch[-1]) if len(frame) else None


def _history(frame: Frame) -> Mapping[str, tuple[float, ...]]:
    """The epochs and every column as logged; each is copied when somebody looks at it."""
    columns = {"epoch": frame.epoch, **frame.columns}
    return LazyMapping(columns, lambda name: tuple(columns[name].tolist()))
