"""What is said of all runs together: the gate's verdict, the runs at a glance, what could not be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.base import colon
from trainlog_doctor.reporters.markdown.budget import Part
from trainlog_doctor.reporters.markdown.neutral import label, lines, prose
from trainlog_doctor.reporters.markdown.pieces import MARKS, STATES, bullets, further, joined, stacked, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.document import ErrorView, OverviewView
    from trainlog_doctor.view.gate.model import GateRunView, GateView

_MOST_GATED = 100
_MOST_AT_A_GLANCE = 200
_MOST_ERRORS = 50


def gate(view: GateView, style: Style) -> Part:
    """Say how the gate stands, run by run, and what of the policy itself failed."""
    rows = [_gated(run, style) for run in view.runs[:_MOST_GATED]]
    heads = [label(heading, style) for heading in view.headings]
    made = table(heads, rows) if rows else ""
    policy = bullets(label(item.text, style) for item in (*view.policy, *view.remarks))
    return Part(
        joined(
            [f"### {STATES[view.state]} {label(view.sentence, style)}", made, further(view.runs, _MOST_GATED), policy]
        )
    )


def _gated(run: GateRunView, style: Style) -> tuple[str, ...]:
    return f"{STATES[run.state]} {label(run.label, style)}", prose(run.title), label(run.reasons, style)


def overview(view: OverviewView, style: Style) -> Part:
    """Make one row a run, then the averages."""
    rows = [
        (prose(row.title), *map(prose, row.cells), f"{MARKS[row.weight]} {label(row.verdict, style)}")
        for row in view.rows[:_MOST_AT_A_GLANCE]
    ]
    made = table([label(heading, style) for heading in view.headings], rows, range(1, len(view.headings) - 1))
    said = (lines(summary, style) for summary in view.summaries)
    return Part(joined([f"### {label(view.title, style)}", made, further(view.rows, _MOST_AT_A_GLANCE), *said]))


def errors(views: Sequence[ErrorView], style: Style) -> Part:
    """Make one line an error."""
    told = [f"{MARKS['error']} {_error(view, style)}" for view in views[:_MOST_ERRORS]]
    return Part(stacked(filter(None, [*told, further(views, _MOST_ERRORS)])))


def _error(view: ErrorView, style: Style) -> str:
    said = "<br>".join([label(view.text, style), *(label(detail, style) for detail in view.details)])
    return f"{prose(view.path)}{colon(style)}{said}" if view.path else said
