"""Many runs at a glance: one row a run, and what their best epochs reach on average."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.view.best import cell, cells
from trainlog_doctor.view.document import MeanView, OverviewRow, OverviewView, RunView
from trainlog_doctor.view.phrases import same, word
from trainlog_doctor.view.titles import apart, named, source, spaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trainlog_doctor.i18n import Text

_ROLES = ("val_loss", "val_score")
_FALLBACK = {"val_loss": "loss", "val_score": "score"}


def overview(runs: Sequence[RunView], stories: Sequence[Text] = ()) -> OverviewView | None:
    """Compare the runs of a report, and add the stories of trainings that are several runs; None for a single run."""
    if len(runs) < 2:
        return None
    folder, titles = _titles(runs)
    metrics = [metric for role in _ROLES if (metric := _common(runs, role)) is not None]
    columns = [cells([run.best.values.get(metric) if run.best else None for run in runs]) for metric in metrics]
    means = tuple(_means(_sample(runs), metrics))
    headings = (word("overview.run"), word("overview.epochs"), word("overview.best"), *map(same, metrics))
    return OverviewView(
        title=word("overview.title", {"count": len(runs), "folder": folder}),
        headings=(*headings, word("overview.verdict")),
        rows=tuple(
            _row(run, title, [column[place] for column in columns])
            for place, (run, title) in enumerate(zip(runs, titles, strict=True))
        ),
        summaries=(*map(_mean_text, means), *stories),
        means=means,
    )


def _common(runs: Sequence[RunView], role: str) -> str | None:
    """The column that plays a role in the most runs; None where it is played in none."""
    for name in (role, _FALLBACK[role]):
        columns = Counter(run.roles[name] for run in runs if name in run.roles)
        if columns:
            return neutral(columns.most_common(1)[0][0])
    return None


def _titles(runs: Sequence[RunView]) -> tuple[str, Sequence[str]]:
    """Say where all runs are, and name each by what tells it apart from the others."""
    paths = [run.path for run in runs]
    if len(set(paths)) == 1:
        return source(paths[0]), [spaced(_number(run), neutral(run.name or "")) for run in runs]
    called = apart(paths)
    return neutral(called.folder), named([(run.path, run.number, run.name) for run in runs], called)


def _number(run: RunView) -> str:
    return str(run.number) if run.continues is None else f"{run.continues}→{run.number}"


def _sample(runs: Sequence[RunView]) -> Sequence[RunView]:
    """The runs to take a mean of: phases of one training, and runs of other plans or beginnings, are no repetitions."""
    continued = {(run.path, run.continues) for run in runs}
    alone = [run for run in runs if run.continues is None and (run.path, run.number) not in continued]
    return alone if len({(run.planned_epochs, run.history["epoch"][:1]) for run in alone}) == 1 else ()


def _row(run: RunView, title: str, values: Sequence[str]) -> OverviewRow:
    kept = str(run.best.epoch) if run.best and run.best.worth_keeping else "–"
    return OverviewRow(title, run.verdict.weight, run.verdict.brief, (str(run.epochs), kept, *values))


def _means(runs: Sequence[RunView], metrics: Sequence[str]) -> Iterator[MeanView]:
    for metric in metrics:
        found = [run.best.values[metric] for run in runs if run.best and metric in run.best.values]
        finite = [value for value in found if math.isfinite(value)]
        if len(finite) > 1:
            yield MeanView(metric, *_spread(finite), len(finite))


def _mean_text(one: MeanView) -> Text:
    decimals = _decimals(one.deviation)
    data = {"metric": one.metric, "mean": cell(one.mean, decimals), "sd": cell(one.deviation, decimals)}
    return word("overview.mean", {**data, "count": one.runs})


def _spread(values: Sequence[float]) -> tuple[float, float]:
    """Mean and standard deviation of a sample of at least two."""
    mean = math.fsum(value / len(values) for value in values)
    return mean, math.hypot(*(value - mean for value in values)) / math.sqrt(len(values) - 1)


def _decimals(deviation: float) -> int:
    """Two digits of the deviation; the mean is shown no finer than that."""
    return max(0, 1 - math.floor(math.log10(deviation))) if 0 < deviation < math.inf else 4
