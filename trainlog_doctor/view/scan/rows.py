"""The rows of a sweep's table: values with the same number of decimals in each column."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from trainlog_doctor.i18n import translations
from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.sweep.row import ROLES
from trainlog_doctor.sweep.table import column_of, severity_of
from trainlog_doctor.view.best import cell, decimals_of
from trainlog_doctor.view.lazy import Lazy
from trainlog_doctor.view.phrases import same, word
from trainlog_doctor.view.scan.document import ScanRowView
from trainlog_doctor.view.scan.titles import titles
from trainlog_doctor.view.verdict import NOT_JUDGED, weight_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.sweep.row import Row
    from trainlog_doctor.sweep.table import Sweep

_BESIDE = {"val_score": "val_loss", "val_loss": "val_score", "score": "loss", "loss": "score"}
"""Role that the runs are ranked by to the role that is shown beside it."""


class _Column(NamedTuple):
    """A column of the table; ``decimals`` is None where it holds whole numbers."""

    heading: Text
    value: Callable[[Row], float | None]
    decimals: int | None = None

    def cell(self, row: Row) -> str:
        value = self.value(row)
        if self.decimals is None:
            return "–" if value is None else str(value)
        return cell(value, self.decimals)


def row_views(sweep: Sweep, pack: Pack) -> tuple[tuple[Text, ...], Lazy[ScanRowView]]:
    """Word the headings, and every row when it is looked at."""
    runs = sweep.runs
    columns, title = _columns(sweep, runs), titles(runs)
    headings = (same("#"), word("overview.run"), *(one.heading for one in columns), word("overview.verdict"))

    def made(at: int) -> ScanRowView:
        return _row(pack, runs[at], at + 1 if at < len(sweep.ranked) else None, title(runs[at]), columns)

    return headings, Lazy(len(runs), made)


def _columns(sweep: Sweep, runs: Sequence[Row]) -> list[_Column]:
    columns = [
        _Column(word("overview.epochs"), lambda row: row.epochs),
        _Column(word("overview.best"), lambda row: row.best_epoch if row.worth_keeping else None),
    ]
    if sweep.metric is not None:
        metric, last = sweep.metric, translations("scan.head.last")
        columns.append(_measured(same(neutral(metric.name)), lambda row: row.best.get(column_of(row, metric)), runs))
        columns.append(_measured(last, lambda row: row.last.get(column_of(row, metric)), runs))
    beside = _beside(sweep)
    if beside is not None:
        columns.append(_measured(same(neutral(beside)), lambda row: row.best.get(beside), runs))
    return columns


def _measured(heading: Text, value: Callable[[Row], float | None], runs: Sequence[Row]) -> _Column:
    return _Column(heading, value, decimals_of(map(value, runs)))


def _row(pack: Pack, row: Row, place: int | None, title: str, columns: Sequence[_Column]) -> ScanRowView:
    weight = severity_of(row) or weight_of(row.silence or NOT_JUDGED)
    printed = tuple(column.cell(row) for column in columns)
    sort = tuple(column.value(row) for column in columns)
    return ScanRowView(place, title, row.path, printed, sort, row.verdict or "", verdict_text(row, pack), weight)


def verdict_text(row: Row, pack: Pack) -> Text:
    """The run's verdict in a word or two: the rule, or why there is none."""
    if row.verdict is not None:
        rule = pack.rules.get(row.verdict)
        return same(f"{row.verdict} {rule.name}" if rule else row.verdict)
    return translations(f"scan.verdict.{row.silence or NOT_JUDGED}")


def _beside(sweep: Sweep) -> str | None:
    """The column of the other role, where the ranked runs agree on one."""
    if sweep.metric is None:
        return None
    first = next((row.roles for row in sweep.ranked if sweep.metric in row.roles.values()), {})
    role = next((role for role in ROLES if first.get(role) == sweep.metric), None)
    other = first.get(_BESIDE[role]) if role else None
    return other.name if other else None
