"""Runs of unusual shape, written by hand: one epoch, thousands, dozens of metrics, NaN, no validation, long names."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.reporters.sample_view import RUN, VIEW, both
from trainlog_doctor.view.charts.model import ChartView, SeriesView
from trainlog_doctor.view.logged import LogView
from trainlog_doctor.view.model import BestView, ColumnView, PhaseView, RowView, StoppingView

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from trainlog_doctor.view.document import ReportView, RunView

LONG = "a_metric_whose_name_has_no_less_than_sixty_characters_in_all"
NAN_EPOCHS = (5, 6, 7)


def _series(name: str, slot: int, value: Callable[[int], float | None], epochs: Sequence[int]) -> SeriesView:
    return SeriesView(name, slot, tuple(value(epoch) for epoch in epochs))


def _loss(epochs: Sequence[int], *, last: float = 1.0) -> ChartView:
    count = len(epochs)
    train = _series("loss", 0, lambda epoch: math.exp(-6 * epoch / count), epochs)
    val = _series("val_loss", 1, lambda epoch: 0.3 + abs(epoch / count - 0.3) * last, epochs)
    return ChartView("loss", True, tuple(epochs), (train, val))


def _score(epochs: Sequence[int], name: str = "f1") -> ChartView:
    count = len(epochs)
    train = _series(name, 0, lambda epoch: 1 - 0.5 * math.exp(-4 * epoch / count), epochs)
    val = _series(f"val_{name}", 1, lambda epoch: 0.8 - 0.3 * math.exp(-9 * epoch / count), epochs)
    return ChartView(name, True, tuple(epochs), (train, val))


def _phases(border: int, last: int) -> tuple[PhaseView, ...]:
    first, second = RUN.phases
    return (replace(first, first=1, last=border), replace(second, first=border + 1, last=last))


def _best(epoch: int, metrics: Sequence[str]) -> BestView:
    column = ColumnView(epoch, both(f"epoch {epoch}", f"第 {epoch} 轮"), (both("last", "最后一轮"),), True)
    assert RUN.best is not None
    rows = tuple(RowView(name, (f"0.{place:04}",)) for place, name in enumerate(metrics, start=1))
    title = both(f"Keep epoch {epoch}", f"建议保留第 {epoch} 轮的权重")
    return replace(RUN.best, epoch=epoch, title=title, columns=(column,), rows=rows, candidates=())


def _run(charts: Sequence[ChartView], kept: int, border: int, **fields: object) -> ReportView:
    epochs = len(charts[0].epochs) if charts else 8
    run: RunView = replace(
        RUN,
        epochs=epochs,
        charts=tuple(charts),
        best=_best(kept, ("val_loss", "loss")),
        phases=_phases(border, epochs),
        findings=(),
        unchecked=(),
        suppressed=(),
        notices=(),
        advice=(),
        stopping=StoppingView(),
        log=LogView(),
    )
    return replace(VIEW, runs=(replace(run, **fields),), errors=())  # type: ignore[arg-type]


def _broken(chart: ChartView) -> ChartView:
    """The validation's line broken by NaN; the training's logged every other epoch, which is no break."""
    train, val = chart.series
    sparse = replace(train, values=tuple(v if e % 2 else None for e, v in zip(chart.epochs, train.values, strict=True)))
    torn = tuple(math.nan if e in NAN_EPOCHS else v for e, v in zip(chart.epochs, val.values, strict=True))
    return replace(chart, series=(sparse, replace(val, values=torn)))


SHORT, THOUSANDS = range(1, 13), range(1, 3001)
NOTHING = _series("loss", 0, lambda _: math.nan, range(1, 9))

ODD: Mapping[str, ReportView] = {
    "one-epoch": _run([_loss([1]), _score([1])], 1, 1, phases=_phases(1, 1)[:1]),
    "thousands-of-epochs": _run([_loss(THOUSANDS), _score(THOUSANDS)], 900, 900),
    "nan-break": _run([_broken(_loss(SHORT)), _broken(_score(SHORT))], 4, 4),
    "nan-only": _run(
        [ChartView("loss", True, tuple(range(1, 9)), (NOTHING,), drawable=False)], 1, 4, best=None, phases=()
    ),
    "no-validation": _run([replace(_loss(SHORT), series=_loss(SHORT).series[:1])], 12, 6),
    "thirty-metrics": _run(
        [_loss(SHORT), _score(SHORT)], 4, 4, best=_best(4, [f"metric_{place}" for place in range(1, 31)])
    ),
    "long-names": _run([_score(SHORT, LONG)], 4, 4, best=_best(4, [LONG, f"val_{LONG}"])),
    "constant": _run(
        [replace(_loss(SHORT), series=(_series("loss", 0, lambda epoch: 0.6931 + epoch * 1e-6, SHORT),))], 1, 11
    ),
}
"""Reports of one run, by what is unusual about it."""
