"""A run's main curves as they are drawn in few characters: panels, their scales, and heights instead of values.

Made when it is asked for: most reports have no use for it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trainlog_doctor.i18n import translations
from trainlog_doctor.view.phrases import same
from trainlog_doctor.view.sketch.model import LineView, PanelView, SketchView
from trainlog_doctor.view.sketch.scale import epoch_ticks, scale_of, ticks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trainlog_doctor.view.charts.model import ChartView, SeriesView
    from trainlog_doctor.view.document import RunView
    from trainlog_doctor.view.sketch.scale import Scale


def sketch(run: RunView) -> SketchView | None:
    """Lay the charts that people look at first out in panels above one axis of epochs.

    Returns
    -------
    SketchView or None
        None where there is nothing to see: fewer than two epochs, or no finite value.
    """
    shown = [chart for chart in run.charts if chart.main and chart.drawable]
    if run.epochs < 2 or not shown:
        return None
    first, last = shown[0].epochs[0], shown[0].epochs[-1]
    return SketchView(
        first=first,
        last=last,
        kept=run.best.epoch if run.best and run.best.worth_keeping else None,
        ticks=epoch_ticks(first, last),
        panels=tuple(map(_panel, shown)),
        phases=run.phases,
    )


def _panel(chart: ChartView) -> PanelView:
    values = (value for series in chart.series for value in series.values)
    scale = scale_of([value for value in values if value is not None and math.isfinite(value)])
    lines = tuple(
        LineView(series.name, series.slot, tuple(_points(chart.epochs, series, scale))) for series in chart.series
    )
    return PanelView(translations("sketch.log") if scale.log else same(""), ticks(scale), lines)


def _points(epochs: Iterable[int], series: SeriesView, scale: Scale) -> Iterable[tuple[int, float]]:
    """Take the epochs at which the metric was logged; what is not finite has no height."""
    for epoch, value in zip(epochs, series.values, strict=True):
        if value is not None:
            yield epoch, scale.height(value) if math.isfinite(value) else math.nan
