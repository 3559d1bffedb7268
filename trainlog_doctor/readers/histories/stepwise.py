"""Series of scalars to one run: every point goes to its row of the frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.model import Frame, Notice, Run
from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.axis import choose_axis, in_order
from trainlog_doctor.readers.histories.building import make_frame
from trainlog_doctor.readers.histories.notices import about_columns
from trainlog_doctor.readers.histories.series import Series, forget_rewound
from trainlog_doctor.readers.histories.summaries import before_tests
from trainlog_doctor.readers.histories.table import Column, Table
from trainlog_doctor.readers.histories.trainings import split_trainings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.readers.histories.axis import Axis
    from trainlog_doctor.readers.histories.trainings import Session

_MOST_CELLS = 20_000_000


def make_run(
    format_name: str,
    series: Sequence[Series],
    name: str | None = None,
    notices: Sequence[Notice] = (),
    epoch_names: frozenset[str] = frozenset(),
) -> Run | None:
    """Make one run of the series of one training, each tag once; None if nothing but counters was logged.

    Parameters
    ----------
    epoch_names
        Tags of which the source itself says that their steps are epochs, counted from 0.
    """
    counters = [one for one in series if names.is_epoch(one.tag.rsplit("/", 1)[-1])]
    rows, rewound = _straighten([one for one in series if one not in counters])
    if not rows:
        return None
    numbered = in_order(rows)
    if numbered:
        rows, axis = numbered
    else:
        axis = choose_axis(rows, before_tests(counters[0], rows) if counters else None, epoch_names)
    rows, too_many = _affordable(rows, len(axis.epochs))
    frame, placed = _place(rows, axis)
    return Run(format_name, frame, name=name, notices=(*notices, *rewound, *too_many, *axis.notices, *placed))


def runs_of(
    format_name: str,
    sessions: Sequence[Session],
    name: str | None = None,
    notices: Sequence[Notice] = (),
    epoch_names: frozenset[str] = frozenset(),
) -> list[Run]:
    """Make a run of each training that writers logged, as `split_trainings` and `make_run` do."""
    made = (make_run(format_name, list(one.values()), name, notices, epoch_names) for one in split_trainings(sessions))
    return [run for run in made if run]


def _straighten(series: Sequence[Series]) -> tuple[list[Series], list[Notice]]:
    """Forget what a resumed training logged again."""
    straight, forgotten, resumed = [], 0, 0
    for one in series:
        if one.rising or len(one.restarts):
            straight.append(one)
            continue
        kept = forget_rewound(one)
        forgotten += len(one) - len(kept)
        resumed = int(one.steps[1:][np.diff(one.steps) < 0][-1])
        straight.append(kept)
    notices = [Notice("histories.rewound", data={"count": forgotten, "step": resumed})] if forgotten else []
    return straight, notices


def _affordable(series: list[Series], rows: int) -> tuple[list[Series], list[Notice]]:
    """Leave out the tags with the fewest points where a table of all would be far larger than what was logged."""
    most = max(_MOST_CELLS, 10 * sum(len(one) for one in series)) // rows
    if len(series) <= most:
        return series, []
    chosen = set(sorted(series, key=len, reverse=True)[:most])
    left_out = [one.tag for one in series if one not in chosen]
    return [one for one in series if one in chosen], [about_columns("too_sparse", left_out)]


def _place(series: Sequence[Series], axis: Axis) -> tuple[Frame, list[Notice]]:
    """Put each series' last point of every row into the row; what came after the last row makes one more."""
    timed = [_other_unit(one, axis) for one in series]
    rows = [
        np.searchsorted(axis.clock, one.clock) if by_time else np.searchsorted(axis.steps, one.steps)
        for one, by_time in zip(series, timed, strict=True)
    ]
    tail = any(int(places.max()) == len(axis.epochs) for places in rows)
    epochs = np.append(axis.epochs, axis.epochs[-1] + 1) if tail else axis.epochs
    tags = names.unique([one.tag for one in series])
    columns = {
        tag: Column.scattered(one.values, places, len(epochs))
        for tag, one, places in zip(tags, series, rows, strict=True)
    }
    if axis.keep_steps:
        columns.setdefault("step", _steps(series, axis, len(epochs)))
    by_clock = [tag for tag, one in zip(tags, timed, strict=True) if one]
    notices = [about_columns("by_clock", by_clock)] if by_clock else []
    told = [places for one, places in zip(series, rows, strict=True) if not names.is_beside(one.tag)]
    folded = sum(len(places) - np.count_nonzero(np.bincount(places)) for places in told)
    if folded:
        notices.append(Notice("histories.points_folded", data={"count": int(folded), "rows": len(epochs)}))
    return make_frame(Table(columns, len(epochs)), epochs), notices


def _other_unit(series: Series, axis: Axis) -> bool:
    """Whether a series' steps do not count what the rows' steps count, so that only the clock can place it."""
    if not series.rising:
        return True
    if len(series) == 1 or len(axis.steps) == 1:
        return False
    first, last = int(axis.steps[0]), int(axis.steps[-1])
    return int(series.steps[-1]) > last + (last - first + 1) or int(series.steps[-1]) < first


def _steps(series: Sequence[Series], axis: Axis, rows: int) -> Column:
    """Make a column of the rows' steps; a row behind the last one ends at the last step of all."""
    steps = np.full(rows, max(int(one.steps[-1]) for one in series))
    steps[: len(axis.steps)] = axis.steps
    return Column(steps.astype(np.float64), np.ones(rows, np.bool_))
