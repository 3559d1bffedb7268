"""What is said of all runs together: the gate's verdict, the runs at a glance, what could not be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.base import labelled
from trainlog_doctor.reporters.html.nodes import Html, tag
from trainlog_doctor.reporters.html.pieces import fixed, folded, headings, listed, said, sentence, table
from trainlog_doctor.reporters.html.sections import badge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.view.document import ErrorView, OverviewRow, OverviewView
    from trainlog_doctor.view.gate.model import GateItemView, GateRunView, GateView

_LOOKS = {"failed": "error", "unjudged": "warning", "passed": "calm"}
_IN_THE_WAY = frozenset({"failed", "unjudged"})


def gate(view: GateView) -> Html:
    """The verdict, what is wrong with the policy itself, and a row a run; those that passed are folded away."""
    policy = listed([said(item.text) for item in (*view.policy, *view.remarks)])
    passed = [run for run in view.runs if run.state == "passed"]
    stopped = [run for run in view.runs if run.state != "passed"]
    return tag(
        "section",
        tag("div", sentence(view.sentence, data_role="gate"), policy, class_=f"verdict {_LOOKS[view.state]}"),
        _table(view, stopped) if stopped else None,
        folded(said(passed[0].label), len(passed), _table(view, passed)) if passed else None,
    )


def _table(view: GateView, runs: Sequence[GateRunView]) -> Html:
    return table(headings(map(said, view.headings)), map(_gated, runs))


def _gated(run: GateRunView) -> Html:
    told = [_item(item) for item in run.items if item.state in _IN_THE_WAY or item.note is not None]
    name = tag("th", run.title, scope="row")
    return tag("tr", tag("td", badge(run.label, _LOOKS[run.state])), name, tag("td", listed(told) or said(run.reasons)))


def _item(item: GateItemView) -> Html:
    return said(item.text if item.note is None else labelled(item.label, item.note))


def overview(view: OverviewView) -> Html:
    """One row a run, then the averages."""
    rows = (_glance(row, number) for number, row in enumerate(view.rows, start=1))
    runs = table(headings(map(said, view.headings)), rows, class_="numbers worded")
    return tag("section", tag("h2", said(view.title)), runs, listed([said(text) for text in view.summaries]))


def _glance(row: OverviewRow, number: int) -> Html:
    name = tag("th", tag("a", row.title, href=f"#run-{number}"), scope="row")
    return tag("tr", name, (tag("td", cell) for cell in row.cells), tag("td", badge(row.verdict, row.weight)))


def errors(views: tuple[ErrorView, ...]) -> Html | None:
    """What could not be judged at all."""
    return tag("section", tag("h2", fixed("errors")), tag("ul", map(_error, views))) if views else None


def _error(view: ErrorView) -> Html:
    return tag(
        "li",
        tag("code", view.path),
        " ",
        said(view.text),
        listed([said(detail) for detail in view.details]),
        class_="lines",
    )
