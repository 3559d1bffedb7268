"""Whether the runs passed the gate: the verdict, and every run with what stood in its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.html.nodes import Child, Html, tag
from trainlog_doctor.reporters.html.sections import badge
from trainlog_doctor.reporters.html.tables import folded, headings, table
from trainlog_doctor.reporters.html.texts import listed, said, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    return table(headings(map(said, view.headings)), map(_row, runs))


def _row(run: GateRunView) -> Html:
    told = [_item(item) for item in run.items if item.state in _IN_THE_WAY or item.note is not None]
    name = tag("th", run.title, scope="row")
    return tag("tr", tag("td", badge(run.label, _LOOKS[run.state])), name, tag("td", listed(told) or said(run.reasons)))


def _item(item: GateItemView) -> Child:
    if item.note is None:
        return said(item.text)
    return tag("b", item.label), ": ", said(item.note)
