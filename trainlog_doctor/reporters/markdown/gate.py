"""The gate's verdict, before the report that it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.markdown.budget import Part
from trainlog_doctor.reporters.markdown.neutral import label, prose
from trainlog_doctor.reporters.markdown.pieces import STATES, bullets, further, joined, table

if TYPE_CHECKING:
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.gate.model import GateRunView, GateView

_MOST_ROWS = 100


def gate(view: GateView, style: Style) -> Part:
    """Say how the gate stands, run by run, and what of the policy itself failed."""
    rows = [_row(run, style) for run in view.runs[:_MOST_ROWS]]
    heads = [label(heading, style) for heading in view.headings]
    made = table(heads, rows) if rows else ""
    policy = bullets(label(item.text, style) for item in (*view.policy, *view.remarks))
    return Part(
        joined(
            [f"### {STATES[view.state]} {label(view.sentence, style)}", made, further(view.runs, _MOST_ROWS), policy]
        )
    )


def _row(run: GateRunView, style: Style) -> tuple[str, ...]:
    return f"{STATES[run.state]} {label(run.label, style)}", prose(run.title), label(run.reasons, style)
