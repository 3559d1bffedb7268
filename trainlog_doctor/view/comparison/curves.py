"""The curves of all sides over each other, a chart a metric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.record import dataclass
from trainlog_doctor.view.charts import MOST_ROWS
from trainlog_doctor.view.charts.model import ChartView, SeriesView
from trainlog_doctor.view.charts.thinning import drawn
from trainlog_doctor.view.comparison.phrases import letter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trainlog_doctor.judgement.comparison.model import Side, Standing
    from trainlog_doctor.judgement.comparison.result import Comparison
    from trainlog_doctor.model import FloatArray, Frame, IntArray

_MOST_WITH_TRAINING = 4
"""Sides that leave room for the training's curves beside the validation's."""
_MOST_LINES = 24
_COLOURS = 8
"""Sides that have a colour of their own; the next ones are dashed."""


@dataclass(frozen=True, slots=True)
class Line:
    """One column of one training; ``slot`` is the colour of its side."""

    title: str
    slot: int
    frame: Frame
    column: str
    dashed: bool


def charts(comparison: Comparison) -> tuple[ChartView, ...]:
    """Draw every compared metric, validation solid and, where few sides leave room for it, training dashed."""
    return tuple(_chart(role, comparison) for role in comparison.standings)


def _chart(role: str, comparison: Comparison) -> ChartView:
    standings = comparison.standings[role]
    few = len(comparison.sides) <= _MOST_WITH_TRAINING
    pairs = enumerate(zip(comparison.sides, standings, strict=True))
    lines = [line for slot, (side, one) in pairs if one is not None for line in _lines(side, slot, one, few)]
    epochs, series = _drawn(lines[:_MOST_LINES])
    metric = next(one.metric for one in standings if one is not None)
    return ChartView(title=neutral(metric), main=True, epochs=epochs, series=series)


def _drawn(lines: Sequence[Line]) -> tuple[tuple[int, ...], tuple[SeriesView, ...]]:
    """Give all lines the epochs that any of them has, as many as a page can draw."""
    import numpy as np

    # Not np.unique: it imports the masked arrays, which takes longer than the rest of the chart.
    epochs = np.array(sorted(set().union(*(line.frame.epoch.tolist() for line in lines))), dtype=np.int64)
    columns = [_spread(epochs, line.frame, line.frame.columns[line.column]) for line in lines]
    shown, values = drawn(columns, epochs, [line.frame.logged_nan.get(line.column, ()) for line in lines], MOST_ROWS)
    told = zip(lines, values, strict=True)
    return shown, tuple(SeriesView(line.title, line.slot, points, line.dashed) for line, points in told)


def _lines(side: Side, slot: int, standing: Standing, with_training: bool) -> Iterator[Line]:
    columns = [standing.metric, *([standing.training] if standing.training and with_training else [])]
    for place, training in enumerate(side.trainings, start=1):
        frame = training.judged.run.frame
        number = f" #{place}" if len(side.trainings) > 1 else ""
        for column in columns:
            if column in frame.columns:
                title = f"{letter(slot)}{number} {neutral(column)}"
                yield Line(title, slot % _COLOURS, frame, column, dashed=column != standing.metric or slot >= _COLOURS)


def _spread(epochs: IntArray, frame: Frame, values: FloatArray) -> FloatArray:
    """Values at the epochs of all sides, NaN where this one has none."""
    import numpy as np

    found = np.full(len(epochs), np.nan)
    found[np.searchsorted(epochs, frame.epoch)] = values
    return found
