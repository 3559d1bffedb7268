"""One run's diagnosis, worded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.i18n import translations
from trainlog_doctor.i18n.formatting import neutral
from trainlog_doctor.view.best import best
from trainlog_doctor.view.callbacks import callbacks
from trainlog_doctor.view.document import RunView
from trainlog_doctor.view.evaluations import fact, steps_of, with_steps
from trainlog_doctor.view.findings import advice, findings, outcomes, unchecked
from trainlog_doctor.view.log import fact_views, log_lines
from trainlog_doctor.view.model import CurveView, PhaseView, Text
from trainlog_doctor.view.notices import notice_view
from trainlog_doctor.view.phrases import span, word
from trainlog_doctor.view.verdict import counts, summary, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.judgement.diagnosis import Diagnosis, Phase
    from trainlog_doctor.model import Run

_DRAWN_ROLES = ("loss", "val_loss", "score", "val_score")


def run_view(diagnosis: Diagnosis, pack: Pack, title: str, story: Text | None = None) -> RunView:
    """Word a run.

    Parameters
    ----------
    title
        What the run is called in this report.
    story
        What the runs come to that this one is the last of.
    """
    run, origin = diagnosis.run, diagnosis.origin
    fired, said = findings(diagnosis, pack.rules), outcomes(diagnosis, pack.rules)
    found, judged = best(diagnosis), verdict(fired, said, diagnosis.verdict)
    steps = steps_of(run)
    return RunView(
        path=origin.path,
        format=run.format,
        number=origin.number,
        name=run.name,
        title=title,
        facts=tuple(_facts(run)),
        summary=summary(judged, found, len(run.frame)),
        epochs=len(run.frame),
        planned_epochs=run.planned_epochs,
        complete=run.complete,
        roles={role: column.name for role, column in diagnosis.roles.items()},
        history={"epoch": tuple(run.frame.epoch.tolist())}
        | {name: tuple(values.tolist()) for name, values in run.frame.columns.items()},
        logged_nan=run.frame.logged_nan,
        curves=tuple(_curves(diagnosis)),
        verdict=judged,
        best=with_steps(found, steps) if found and steps else found,
        phases=tuple(_phase(phase) for phase in diagnosis.phases),
        findings=fired,
        outcomes=said,
        unchecked=unchecked(said),
        suppressed=tuple(view.reason for view in said if view.status == "suppressed" and view.reason),
        notices=tuple(notice_view(notice) for notice in run.notices),
        advice=advice(fired),
        callbacks=callbacks(diagnosis.callbacks),
        counts=counts(said),
        continues=run.continues,
        story=story,
        log=log_lines(run),
        log_facts=fact_views(run),
    )


def _facts(run: Run) -> Iterable[Text]:
    """What is known of the run at a glance."""
    first = int(run.frame.epoch[0]) if len(run.frame) else 1
    steps = steps_of(run)
    if steps:
        yield fact(steps)
        return
    data = {"count": len(run.frame), "planned": run.planned_epochs, "first": first, "last": first + len(run.frame) - 1}
    later = "_from" if first > 1 else ""
    yield word(f"fact.epochs{later}" if run.planned_epochs is None else f"fact.epochs_planned{later}", data)
    if run.unfinished is not None:
        share = "fact.unfinished" if run.unfinished.fraction is None else "fact.unfinished_share"
        yield word(share, {"epoch": run.unfinished.epoch, "fraction": run.unfinished.fraction})
    if run.stopped_early:
        yield word("fact.stopped_early")
    if run.continues is not None:
        yield word("fact.continues", {"number": run.continues})


def _phase(phase: Phase) -> PhaseView:
    data = {"first": phase.first, "last": phase.last, **phase.data}
    text = translations(f"phases.{phase.kind}", data)
    return PhaseView(phase.kind, phase.first, phase.last, span(phase.first, phase.last), text)


def _curves(diagnosis: Diagnosis) -> Iterable[CurveView]:
    """The series worth drawing: train and validation loss, and the main metric on both sides."""
    frame = diagnosis.run.frame
    for role in _DRAWN_ROLES:
        column = diagnosis.roles.get(role)
        if column is not None and column.name in frame.columns:
            values = tuple(frame.columns[column.name].tolist())
            yield CurveView(role, neutral(column.name), tuple(frame.epoch.tolist()), values)
