"""Many runs at a glance: one row a run, and what their best epochs reach on average."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.view.best import cell, cells
from trainlog_doctor.view.document import OverviewRow, OverviewView, RunView
from trainlog_doctor.view.phrases import same, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.i18n import Text

_ROLES = ("val_loss", "val_score")
_FALLBACK = {"val_loss": "loss", "val_score": "score"}


def overview(runs: Sequence[RunView], stories: Sequence[Text] = ()) -> OverviewView | None:
    """Compare the runs of a report; None for a single one.

    Parameters
    ----------
    stories
        What trainings come to that are several runs.
    """
    if len(runs) < 2:
        return None
    metrics = [metric for role in _ROLES if (metric := _common(runs, role)) is not None]
    columns = [_at_best(runs, metric) for metric in metrics]
    headings = (word("overview.run"), word("overview.epochs"), word("overview.best"), *map(same, metrics))
    return OverviewView(
        title=word("overview.title", {"count": len(runs)}),
        headings=(*headings, word("overview.verdict")),
        rows=tuple(
            _row(run, title, [column[place] for column in columns])
            for place, (run, title) in enumerate(zip(runs, _titles(runs), strict=True))
        ),
        summaries=(*_summaries(_alone(runs), metrics), *stories),
    )


def _common(runs: Sequence[RunView], role: str) -> str | None:
    """The column that plays a role in every run; None where there is none or they differ."""
    for name in (role, _FALLBACK[role]):
        columns = {run.roles.get(name) for run in runs}
        if len(columns) == 1:
            column = columns.pop()
            return column if column is None else neutral(column)
    return None


def _titles(runs: Sequence[RunView]) -> Sequence[str]:
    """Name the runs by what tells them apart: the path goes without saying where all have the same."""
    if len({run.path for run in runs}) > 1:
        return [run.title for run in runs]
    return [f"{_number(run)} {neutral(run.name)}" if run.name else _number(run) for run in runs]


def _number(run: RunView) -> str:
    return str(run.number) if run.continues is None else f"{run.continues}→{run.number}"


def _alone(runs: Sequence[RunView]) -> Sequence[RunView]:
    """The runs that are a training of their own: phases of one training are no sample to take a mean of."""
    continued = {(run.path, run.continues) for run in runs}
    return [run for run in runs if run.continues is None and (run.path, run.number) not in continued]


def _row(run: RunView, title: str, values: Sequence[str]) -> OverviewRow:
    kept = str(run.best.epoch) if run.best and run.best.worth_keeping else "–"
    verdict = run.verdict
    said = verdict.severity_label if verdict.code is None else same(f"{verdict.code} {verdict.label}")
    return OverviewRow(title, verdict.severity, said, (str(run.epochs), kept, *values))


def _at_best(runs: Sequence[RunView], metric: str) -> Sequence[str]:
    """The runs' values of a metric at their best epochs, with the same number of decimals."""
    return cells([run.best.values.get(metric) if run.best else None for run in runs])


def _summaries(runs: Sequence[RunView], metrics: Sequence[str]) -> Iterable[Text]:
    for metric in metrics:
        found = [run.best.values[metric] for run in runs if run.best and metric in run.best.values]
        finite = [value for value in found if math.isfinite(value)]
        if len(finite) > 1:
            mean, deviation = _spread(finite)
            decimals = _decimals(deviation)
            data = {"metric": metric, "mean": cell(mean, decimals), "sd": cell(deviation, decimals)}
            yield word("overview.mean", {**data, "count": len(finite)})


def _spread(values: Sequence[float]) -> tuple[float, float]:
    """Mean and standard deviation of a sample of at least two."""
    mean = math.fsum(values) / len(values)
    return mean, math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1))


def _decimals(deviation: float) -> int:
    """Two digits of the deviation; the mean is shown no finer than that."""
    return max(0, 1 - math.floor(math.log10(deviation))) if deviation else 4
