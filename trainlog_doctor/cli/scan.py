"""``scan``: many runs as one table, a row a run, the best first."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trainlog_doctor.cli import parameters, reports
from trainlog_doctor.cli.exits import ExitCode
from trainlog_doctor.cli.order import order
from trainlog_doctor.errors import SourceError
from trainlog_doctor.reporters import SCANS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from trainlog_doctor.cli.order import Order
    from trainlog_doctor.sweep.earlier import Earlier
    from trainlog_doctor.sweep.row import Row
    from trainlog_doctor.view.scan.summary import LeftOut

_TOP = 20
_TEXT = "text"


def options(language: str) -> list[click.Parameter]:
    """Everything that ``scan`` takes."""
    return [
        parameters.sources("SRC...", nargs=-1, required=True),
        *parameters.destination_options(language, SCANS),
        parameters.option(language, "--top", type=click.IntRange(min=1), default=_TOP, metavar="N"),
        parameters.option(language, "--all", is_flag=True),
        parameters.file(language, "--resume"),
        parameters.option(language, "--jobs", type=click.IntRange(min=1), metavar="N"),
        parameters.option(language, "--engine", type=click.Choice(["local", "dask"]), default="local"),
        parameters.option(language, "--scheduler", metavar="ADDRESS"),
        parameters.option(language, "--allow-unjudged", is_flag=True),
        *parameters.rule_options(language),
        *parameters.reading(language),
        parameters.color(language),
        *parameters.brevity(language, "scan"),
    ]


def scan(sources: tuple[str, ...], **given: Any) -> ExitCode:  # noqa: ANN401 - click passes options by name
    """Read, judge and rank every run; 2 when something could not be judged, unless that is allowed."""
    asked = order(given, sources, SCANS.keys())

    from trainlog_doctor.cli.sweeping import fingerprint
    from trainlog_doctor.pipeline import check_columns
    from trainlog_doctor.sweep.table import tabulate
    from trainlog_doctor.view.scan import build_scan

    identity = cache(lambda: fingerprint(asked.rules, given))
    rows, left_out = _rows(sources, asked, identity, given)
    check_columns(asked.metrics, (row.last for row in rows))
    sweep = tabulate(rows, named=asked.names_a_score)
    top = len(rows) if given["all"] else given["top"]
    view = build_scan(rows, sweep, asked.rules.every_rule, top=top, rules=identity, left_out=left_out)
    told = asked.destinations.get(None) == _TEXT and not given["quiet"]
    reports.publish(view, asked.destinations, given, SCANS, told=told)
    if not left_out.finished:
        return ExitCode.INTERRUPTED
    unjudged = sweep.unread or not sweep.runs
    return ExitCode.NOT_JUDGED if unjudged and not given["allow_unjudged"] else ExitCode.FINE


def _rows(
    sources: Sequence[str], asked: Order, identity: Callable[[], str], given: dict[str, Any]
) -> tuple[Sequence[Row], LeftOut]:
    """Find, read and judge every run, as far as an earlier scan has not."""
    from trainlog_doctor.cli.sweeping import engine_of, watched
    from trainlog_doctor.pipeline.scan import Sweeping
    from trainlog_doctor.pipeline.sweep_sources import find_sources
    from trainlog_doctor.view.scan.summary import LeftOut

    earlier = _earlier(given["resume"], identity)
    named = find_sources(sources, given["input_format"])
    engine = engine_of(given["engine"], given["scheduler"], given["jobs"], len(named.found))
    work = Sweeping(asked.rules.for_judging, given["input_format"], asked.metrics, asked.most)
    rows, finished = watched(named.found, work, engine, earlier)
    return [*named.faults, *rows], LeftOut(named.again, named.beside, named.more_beside, finished=finished)


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
