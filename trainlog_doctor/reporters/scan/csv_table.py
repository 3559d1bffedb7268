"""A sweep as CSV: one row a run, the best first; an empty cell is unknown."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from trainlog_doctor.formulas import guarded
from trainlog_doctor.i18n.formatting import neutral
from trainlog_doctor.reporters.scan.flat import flat

if TYPE_CHECKING:
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.scan.document import ScanView


def render(view: ScanView, style: Style) -> str:
    """Write the table; what a spreadsheet would run as a formula gets an apostrophe in front."""
    columns, rows = flat(view, style)
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(_cell(name) for name in columns)
    writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    return sheet.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return guarded(neutral(value)) if isinstance(value, str) else repr(value)
