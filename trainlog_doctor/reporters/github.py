"""Workflow commands of GitHub Actions: annotations at the lines of the log, then the verdict in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.reporters.base import joined, told
from trainlog_doctor.view.checks import checks, gravest_first
from trainlog_doctor.view.phrases import each, same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.checks import Check
    from trainlog_doctor.view.document import ReportView

_LEVELS = {"failed": "error", "unjudged": "warning"}
_NOTED = {"error": "warning", "warning": "warning", "info": "notice"}


def render(view: ReportView, style: Style) -> str:
    """Write one command a line; GitHub shows ten of a kind, so the gravest come first."""
    shown = [one for one in gravest_first(checks(view)) if one.state in {"failed", "unjudged", "noted"}]
    return "".join(f"{line}\n" for line in (*(_command(one, style) for one in shown), *_plain(view, style)))


def _command(one: Check, style: Style) -> str:
    level = _LEVELS.get(one.state, _NOTED[one.severity])
    place = {"file": one.file, "line": str(one.line or 1)} if one.file else {}
    properties = ",".join(f"{key}={_property(value)}" for key, value in {**place, "title": one.label}.items())
    return f"::{level} {properties}::{_data(told(one, style))}"


def _plain(view: ReportView, style: Style) -> Iterator[str]:
    """The verdict, or each run in a line. Our name goes before it, lest a run's name be taken for a command."""
    summed = ({"title": same(run.title), "brief": run.summary} for run in view.runs)
    said = [view.gate.sentence] if view.gate else [each("gate.first", one) for one in summed]
    yield from (f"trainlog-doctor: {neutral(joined(one, style))}" for one in said)


def _data(text: str) -> str:
    return neutral(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
