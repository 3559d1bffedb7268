"""What a page draws: every metric of a run, in a chart with its training and validation side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.i18n import translations
from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.view.charts.model import ChartView, SeriesView
from trainlog_doctor.view.charts.thinning import drawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trainlog_doctor.engine.roles import MetricTable
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.model import Frame

_MAIN = (("loss", "val_loss"), ("score", "val_score"))
MOST_ROWS = 2000
_LEAST_ROWS = 300
_ROWS_IN_A_REPORT = 60_000


def rows_for(runs: int) -> int:
    """How many rows each chart of a report may have, so that a report of many runs can still be opened."""
    return max(_LEAST_ROWS, min(MOST_ROWS, _ROWS_IN_A_REPORT // max(1, runs)))


def charts(diagnosis: Diagnosis, table: MetricTable, rows: int) -> tuple[ChartView, ...]:
    """Lay out every metric of a run: loss and main metric first, then the others; longer runs thinned to ``rows``."""
    frame = diagnosis.run.frame
    main = _main(diagnosis)
    taken = {name for names in main for name in names}
    groups = (*main, *_pairs([name for name in frame.columns if name not in taken], table))
    marked = _marked(diagnosis)
    return tuple(_chart(frame, names, names in main, table, rows, marked) for names in groups)


def _main(diagnosis: Diagnosis) -> Sequence[tuple[str, ...]]:
    roles, columns = diagnosis.roles, diagnosis.run.frame.columns
    pairs = [
        tuple(roles[role].name for role in pair if role in roles and roles[role].name in columns) for pair in _MAIN
    ]
    return list(dict.fromkeys(pair for pair in pairs if pair))


def _pairs(names: Sequence[str], table: MetricTable) -> Iterable[tuple[str, ...]]:
    """Put both sides of a metric together, training first."""
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(_base(name, table), []).append(name)
    return (tuple(sorted(group, key=lambda name: _validates(name, table))) for group in groups.values())


def _base(name: str, table: MetricTable) -> str:
    marks = (*table.validation, *table.training)
    return next((name.removeprefix(mark) for mark in marks if mark and name.startswith(mark)), name)


def _validates(name: str, table: MetricTable) -> bool:
    return name.startswith(table.validation)


def _marked(diagnosis: Diagnosis) -> Sequence[int]:
    """Epochs that a chart marks or that the report names."""
    best = () if diagnosis.best is None else (diagnosis.best.epoch, *(c.epoch for c in diagnosis.best.candidates))
    found = [epoch for outcome in diagnosis.outcomes for epoch in outcome.epochs or ()]
    return (*best, *found, *(phase.first for phase in diagnosis.phases))


def _chart(
    frame: Frame, names: Sequence[str], main: bool, table: MetricTable, rows: int, marked: Sequence[int]
) -> ChartView:
    import numpy as np

    columns = [frame.columns[name] for name in names]
    epochs, lines = drawn(columns, frame.epoch, [frame.logged_nan.get(name, ()) for name in names], rows, marked)
    finite = any(bool(np.isfinite(column).any()) for column in columns)
    slots = enumerate(zip(names, lines, strict=True), start=int(_validates(names[0], table)))
    return ChartView(
        title=neutral(_base(names[-1], table)),
        main=main,
        epochs=epochs,
        series=tuple(SeriesView(neutral(name), slot, values) for slot, (name, values) in slots),
        drawable=finite,
        note=_note(finite, len(epochs), len(frame)),
    )


def _note(finite: bool, shown: int, epochs: int) -> Text | None:
    if not finite:
        return translations("html.nothing_finite")
    data: Mapping[str, object] = {"shown": f"{shown:,}", "epochs": f"{epochs:,}"}
    return translations("html.thinned", data) if shown < epochs else None
