"""The rows of a sweep's table: titles that tell runs apart, and values with the same number of decimals."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from trainlog_doctor.i18n import translations
from trainlog_doctor.i18n.formatting import neutral
from trainlog_doctor.sweep.row import ROLES
from trainlog_doctor.view.best import cells
from trainlog_doctor.view.phrases import same, word
from trainlog_doctor.view.scan.document import ScanRowView

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.sweep.row import Row
    from trainlog_doctor.sweep.table import Sweep
    from trainlog_doctor.view.model import Text

_BESIDE = {"val_score": "val_loss", "val_loss": "val_score", "score": "loss", "loss": "score"}
"""Role that the runs are ranked by to the role that is shown beside it."""


def row_views(sweep: Sweep, pack: Pack) -> tuple[tuple[Text, ...], tuple[ScanRowView, ...]]:
    """Word the headings and every row."""
    metric, beside = sweep.metric.name if sweep.metric else None, _beside(sweep)
    columns: list[tuple[Text, list[float | None]]] = [
        (word("overview.epochs"), [row.epochs for row in sweep.runs]),
        (word("overview.best"), [row.best_epoch if row.worth_keeping else None for row in sweep.runs]),
    ]
    if metric is not None:
        columns.append((same(neutral(metric)), [row.best.get(metric) for row in sweep.runs]))
        columns.append((translations("scan.head.last"), [row.last.get(metric) for row in sweep.runs]))
    if beside is not None:
        columns.append((same(neutral(beside)), [row.best.get(beside) for row in sweep.runs]))
    printed = zip(*(_printed(values, whole=place < 2) for place, (_, values) in enumerate(columns)), strict=True)
    numbers = zip(*(values for _, values in columns), strict=True)
    places = [*range(1, len(sweep.ranked) + 1), *(None for _ in sweep.unranked)]
    rows = zip(sweep.runs, places, short_titles(sweep.runs), printed, numbers, strict=True)
    headings = (same("#"), word("overview.run"), *(text for text, _ in columns), word("overview.verdict"))
    return headings, tuple(_row(pack, *row) for row in rows)


def _row(
    pack: Pack, row: Row, place: int | None, title: str, printed: tuple[str, ...], sort: tuple[float | None, ...]
) -> ScanRowView:
    severity = next((one.severity for one in row.findings if one.code == row.verdict), None)
    code = row.verdict or ""
    return ScanRowView(place, title, row.path, printed, sort, code, verdict_text(row, pack), severity)


def verdict_text(row: Row, pack: Pack) -> Text:
    """The run's verdict in a word or two: the rule, or why there is none."""
    if row.verdict is not None:
        rule = pack.rules.get(row.verdict)
        return same(f"{row.verdict} {rule.name}" if rule else row.verdict)
    return translations("scan.verdict.none" if row.judged else "scan.verdict.unjudged")


def _beside(sweep: Sweep) -> str | None:
    """The column of the other role, where the ranked runs agree on one."""
    if sweep.metric is None or not sweep.ranked:
        return None
    first = sweep.ranked[0].roles
    role = next((role for role in ROLES if first.get(role) == sweep.metric), None)
    other = first.get(_BESIDE[role]) if role else None
    return other.name if other else None


def _printed(values: Sequence[float | None], *, whole: bool) -> Sequence[str]:
    if whole:
        return ["–" if value is None else str(value) for value in values]
    return cells(values)


def short_titles(rows: Sequence[Row]) -> list[str]:
    """Name the runs by what differs between their paths: whole parts that all share, before and behind, are cut off."""
    parts = {row.path: row.path.split("/") for row in rows}
    shortest = min(map(len, parts.values()), default=0)
    front = _shared(parts.values(), range(shortest - 1)) if len(parts) > 1 else 0
    behind = _shared(parts.values(), range(-1, front - shortest, -1)) if len(parts) > 1 else 0
    short = {path: neutral("/".join(one[front : len(one) - behind])) for path, one in parts.items()}
    several = {row.path for row in rows if row.number > 1}
    return [short[row.path] + _own(row, row.path in several) for row in rows]


def _shared(parts: Collection[Sequence[str]], places: Iterable[int]) -> int:
    """How many of the places, from the first one on, hold the same everywhere."""
    return sum(1 for _ in takewhile(lambda place: len({one[place] for one in parts}) == 1, places))


def _own(row: Row, one_of_several: bool) -> str:
    number = f" #{row.number}" if one_of_several else ""
    return number + (f" {neutral(row.name)}" if row.name else "")
