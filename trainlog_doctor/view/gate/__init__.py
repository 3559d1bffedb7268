"""The gate's verdict in words: what failed and why, run by run, and all of it in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.i18n import translations
from trainlog_doctor.view.gate.item import item_view
from trainlog_doctor.view.gate.model import GateItemView, GateRunView, GateView
from trainlog_doctor.view.phrases import each, listed, same

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.gate.result import GateResult, Verdict
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.view.document import ReportView, RunView

_ORDER: tuple[Verdict, ...] = ("failed", "unjudged", "passed")
_TELLING = ("failed", "unjudged")
_COUNTED = ("requirement", "drop")


def gate_view(result: GateResult, view: ReportView, pack: Pack) -> GateView:
    """Word what the gate says of a report, with every rule that judged any of its runs."""
    known: Mapping[tuple[str, int | None], RunView] = {(run.path, run.number): run for run in view.runs}
    unread = {(one.path, one.code): one.text for one in view.errors}
    items = tuple(
        item_view(item, known.get((item.path, item.number)), pack.rules, unread.get((item.path, item.subject)))
        for item in result.items
    )
    runs = _runs(items, view)
    policy = tuple(item for item in items if not item.path and item.state == "failed")
    remarks = tuple(item for item in items if not item.path and item.state == "passed")
    headings = tuple(translations(f"gate.heading.{name}") for name in ("state", "run", "reasons"))
    return GateView(result.state, _sentence(result.state, items, runs), items, runs, policy, remarks, headings)


def _runs(items: Sequence[GateItemView], view: ReportView) -> tuple[GateRunView, ...]:
    """One row a run, and one for every source without a run: the gravest first, else in the report's order."""
    titles = {_key(item): item.title for item in items if item.path and item.state in _TELLING}
    titles |= {(run.path, run.number): run.title for run in view.runs}
    own: dict[tuple[str, int], list[GateItemView]] = {key: [] for key in titles}
    for item in items:
        if item.path:
            own[_key(item)].append(item)
    rows = [_run(title, tuple(own[key])) for key, title in titles.items()]
    return tuple(sorted(rows, key=lambda row: _ORDER.index(row.state)))


def _key(item: GateItemView) -> tuple[str, int]:
    return item.path, item.number or 0


def _run(title: str, items: tuple[GateItemView, ...]) -> GateRunView:
    states = {item.state for item in items}
    state: Verdict = "failed" if "failed" in states else "unjudged" if "unjudged" in states else "passed"
    told = [item for item in items if item.state == state and state != "passed"] or [i for i in items if i.note]
    reasons = listed([item.brief for item in told], "names")
    return GateRunView(title, state, translations(f"gate.state.{state}"), reasons, items)


def _sentence(state: Verdict, items: Sequence[GateItemView], runs: Sequence[GateRunView]) -> Text:
    deciding = [item for item in items if item.state == state]
    always = {"runs": len(runs), "failed": sum(run.state == "failed" for run in runs)}
    # A count of nothing goes unsaid, with the words around it.
    optional = {
        "unjudged": sum(run.state == "unjudged" for run in runs),
        "accepted": sum(item.state == "accepted" for item in items),
        "met": sum(item.state == "passed" and item.kind in _COUNTED for item in items),
        "more": len(deciding) - 1,
    }
    told = same("") if state == "passed" else _first(deciding[0])
    counts = {name: count or None for name, count in optional.items()}
    return each(f"gate.sentence.{state}", {"first": told}, **always, **counts)


def _first(item: GateItemView) -> Text:
    return each("gate.first", {"brief": item.brief}, title=item.title) if item.path else item.brief
