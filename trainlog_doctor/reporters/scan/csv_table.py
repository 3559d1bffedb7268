"""A sweep as CSV: one row a run, the best first; an empty cell is unknown."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.reporters.scan.flat import columns, flat
from trainlog_doctor.spreadsheets import guarded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.scan.document import ScanView


def render(view: ScanView, style: Style) -> Iterator[str]:
    """Write the table line by line; what a spreadsheet would run as a formula gets an apostrophe in front."""
    names = columns(view)
    yield _line(names)
    for row in flat(view, style):
        yield _line([row.get(name) for name in names])


def _line(cells: Sequence[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(map(_cell, cells))
    return line.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return guarded(neutral(value)) if isinstance(value, str) else repr(value)
