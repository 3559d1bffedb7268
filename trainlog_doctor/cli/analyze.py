"""``analyze``: options in, one call, a report out."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, Literal

from trainlog_doctor.cli import output, values
from trainlog_doctor.cli.exits import ExitCode, decide
from trainlog_doctor.cli.project import rules_in_force, show_settings
from trainlog_doctor.errors import UsageError
from trainlog_doctor.i18n.language import languages
from trainlog_doctor.reporters import reporter
from trainlog_doctor.reporters.base import Style

if TYPE_CHECKING:
    from trainlog_doctor.view.document import ReportView

_UTF8_FORMATS = frozenset({"json"})


def analyze(sources: tuple[str, ...], **given: Any) -> ExitCode:  # noqa: ANN401 - click passes options by name
    """Judge every run of the sources, write the reports, and say how it went."""
    destinations = values.destinations(given["format"], given["output"])
    metrics = values.metrics(given["metric"])
    # Rules are checked before the first byte is read: a broken pack must not be found out after a night of training.
    rules = rules_in_force(given)
    if given["show_settings"]:
        show_settings(given)
        return ExitCode.FINE
    arguments = sources or _piped()

    from trainlog_doctor.pipeline import Options
    from trainlog_doctor.pipeline import analyze as judge
    from trainlog_doctor.view import build_view

    options = Options(given["input_format"], given["run"], metrics, rules.for_source)
    report = judge(arguments, rules.everywhere, options)
    view = build_view(report, rules.every_rule)
    for path, name in destinations.items():
        output.write(_rendered(view, name, path, given), path, name in _UTF8_FORMATS)
    output.complain(view.errors, languages(given["lang"], os.environ))
    return decide(report, given["fail_on"])


def _rendered(view: ReportView, name: str, path: str | None, given: dict[str, Any]) -> str:
    to_file = path is not None
    style = Style(
        languages=languages(given["lang"], os.environ),
        width=output.width(to_file),
        colour=not to_file and output.colour(given["color"], os.environ),
        unicode=to_file or output.shows_unicode(),
        detail=_detail(given),
        history=not given["no_history"],
    )
    return reporter(name)(view, style)


def _detail(given: dict[str, Any]) -> Literal["quiet", "normal", "verbose"]:
    return "quiet" if given["quiet"] else "verbose" if given["verbose"] else "normal"


def _piped() -> tuple[str, ...]:
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("no_source")
    return ("-",)
