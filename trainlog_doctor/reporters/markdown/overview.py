"""Many runs at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.markdown.budget import Part
from trainlog_doctor.reporters.markdown.neutral import label, lines, prose
from trainlog_doctor.reporters.markdown.pieces import MARKS, further, joined, table

if TYPE_CHECKING:
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.document import OverviewView

_MOST_ROWS = 200


def overview(view: OverviewView, style: Style) -> Part:
    """Make one row a run, then the averages."""
    rows = [
        (prose(row.title), *map(prose, row.cells), f"{MARKS[row.weight]} {label(row.verdict, style)}")
        for row in view.rows[:_MOST_ROWS]
    ]
    made = table([label(heading, style) for heading in view.headings], rows, range(1, len(view.headings) - 1))
    said = (lines(summary, style) for summary in view.summaries)
    return Part(joined([f"### {label(view.title, style)}", made, further(view.rows, _MOST_ROWS), *said]))
