"""``scan``: many runs as one table, a row a run, the best first."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trainlog_doctor.cli import output, parameters, reports
from trainlog_doctor.cli.command import lang
from trainlog_doctor.cli.exits import ExitCode
from trainlog_doctor.cli.order import order
from trainlog_doctor.errors import SourceError
from trainlog_doctor.i18n import text
from trainlog_doctor.i18n.language import languages
from trainlog_doctor.reporters.scan import SCANS, scan_reporter

if TYPE_CHECKING:
    from collections.abc import Callable

    from trainlog_doctor.sweep.earlier import Earlier

_TOP = 20
_TEXT = "text"
_SCORES = frozenset({"score", "val_score"})


def options(language: str) -> list[click.Parameter]:
    """Everything that ``scan`` takes."""
    formats = parameters.option(language, "--format", multiple=True, metavar="NAME[=FILE]")
    formats.help = text("cli.option.format", language, {"formats": list(SCANS)})
    return [
        click.Argument(["sources"], nargs=-1, required=True, metavar="SRC..."),
        formats,
        parameters.option(language, "-o --output", type=click.Path(dir_okay=False), metavar="FILE"),
        lang(language),
        parameters.option(language, "--top", type=click.IntRange(min=1), default=_TOP, metavar="N"),
        parameters.option(language, "--all", is_flag=True),
        parameters.option(language, "--resume", type=click.Path(dir_okay=False), metavar="FILE"),
        parameters.option(language, "--jobs", type=click.IntRange(min=1), metavar="N"),
        parameters.option(language, "--engine", type=click.Choice(["local", "dask"]), default="local"),
        parameters.option(language, "--scheduler", metavar="ADDRESS"),
        parameters.option(language, "--allow-unjudged", is_flag=True),
        *parameters.rule_options(language),
        *parameters.reading(language),
        parameters.color(language),
        *_details(language),
    ]


def _details(language: str) -> list[click.Parameter]:
    quiet = parameters.option(language, "-q --quiet", is_flag=True)
    quiet.help = text("cli.option.scan_quiet", language)
    verbose = parameters.option(language, "-v --verbose", is_flag=True)
    verbose.help = text("cli.option.scan_verbose", language)
    return [quiet, verbose]


def scan(sources: tuple[str, ...], **given: Any) -> ExitCode:  # noqa: ANN401 - click passes options by name
    """Read, judge and rank every run; 2 when something could not be judged, unless that is allowed."""
    asked = order(given, SCANS.keys())
    rules, metrics = asked.rules, asked.metrics

    from trainlog_doctor.cli.sweeping import engine_of, fingerprint, watched
    from trainlog_doctor.pipeline import check_columns, check_format, check_roles
    from trainlog_doctor.pipeline.scan import Sweeping
    from trainlog_doctor.pipeline.sweep_sources import find_sources
    from trainlog_doctor.sweep.table import tabulate
    from trainlog_doctor.view.scan import build_scan
    from trainlog_doctor.view.scan.summary import LeftOut

    check_format(given["input_format"])
    check_roles(metrics, rules.every_rule)
    identity = cache(lambda: fingerprint(rules, given))
    earlier = _earlier(given["resume"], identity)
    found, faults, again, beside, more = find_sources(sources, given["input_format"])
    engine = engine_of(given["engine"], given["scheduler"], given["jobs"], len(found))
    work = Sweeping(rules.for_judging, given["input_format"], metrics, asked.most)
    rows, finished = watched(found, work, engine, earlier)
    rows = [*faults, *rows]
    check_columns(metrics, (row.last for row in rows))
    sweep = tabulate(rows, named=not metrics.keys().isdisjoint(_SCORES))
    top = len(rows) if given["all"] else given["top"]
    left_out = LeftOut(again, beside, more, finished=finished)
    view = build_scan(rows, sweep, rules.every_rule, top=top, rules=identity, left_out=left_out)
    reports.write(view, asked.destinations, given, scan_reporter)
    if asked.destinations.get(None) != _TEXT or given["quiet"]:
        output.complain(view.errors, languages(given["lang"], os.environ))
    if not finished:
        return ExitCode.INTERRUPTED
    unjudged = sweep.unread or not sweep.runs
    return ExitCode.NOT_JUDGED if unjudged and not given["allow_unjudged"] else ExitCode.FINE


def _earlier(path: str | None, asked: Callable[[], str]) -> Earlier:
    """Read what an earlier scan found; a file that is not there yet is no earlier scan."""
    from trainlog_doctor.sweep.earlier import read_earlier

    if path is None:
        return {}
    try:
        with Path(path).open("rb") as file:
            return read_earlier(file, path, asked())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SourceError("unreadable", path=path, problem=error.strerror or type(error).__name__) from error
