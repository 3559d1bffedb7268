"""How ``scan`` goes about it: which engine, what is shown on the way, what an interruption leaves."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from trainlog_doctor import __version__
from trainlog_doctor.cli.display import on_terminal
from trainlog_doctor.errors import UsageError
from trainlog_doctor.sweep.engines.base import in_process
from trainlog_doctor.sweep.lean import Lean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from trainlog_doctor.pipeline.scan import Sweeping
    from trainlog_doctor.settings.rulebook import Rulebook
    from trainlog_doctor.sweep.earlier import Earlier
    from trainlog_doctor.sweep.engines.base import Engine, Source
    from trainlog_doctor.sweep.row import Row

_WORTH_A_PROCESS = 150
"""Sources that are read in the time that another process takes to begin."""


def engine_of(name: str, scheduler: str | None, jobs: int | None, count: int) -> Engine:
    """Choose who computes.

    Raises
    ------
    UsageError
        ``scan.no_scheduler``, ``scan.no_dask``, ``scan.no_cluster``, ``scan.idle_scheduler``.
    """
    if name == "dask":
        from trainlog_doctor.sweep.engines.dask import cluster

        if scheduler is None:
            raise UsageError("scan.no_scheduler")
        return cluster(scheduler)
    if scheduler is not None:
        raise UsageError("scan.idle_scheduler")
    wanted = jobs or min(_cores(), count // _WORTH_A_PROCESS)
    if wanted < 2:
        return in_process
    from trainlog_doctor.sweep.engines.pool import pool

    return pool(wanted)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def fingerprint(rules: Rulebook, given: dict[str, Any]) -> str:
    """Tell one way of judging from another, so that rows that were judged otherwise are not taken over."""
    import hashlib  # takes as long as judging a run; reports for people carry no fingerprint

    told = (__version__, rules.settings, rules.flags, rules.loaded, given["input_format"], sorted(given["metric"]))
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def watched(sources: Sequence[Source], work: Sweeping, engine: Engine, earlier: Earlier) -> tuple[list[Row], bool]:
    """Make the rows, with a progress bar on terminals; after Ctrl-C, those that there are.

    Returns
    -------
    tuple
        Rows in the order of the sources, and whether they are all.
    """
    from trainlog_doctor.pipeline.scan import scan

    rows: list[Row] = []
    lean = Lean()
    try:
        for found in _with_progress(scan(sources, work, engine, earlier), len(sources)):
            rows += map(lean, found)
    except KeyboardInterrupt:
        return rows, False
    return rows, True


def _with_progress(results: Iterable[Sequence[Row]], total: int) -> Iterator[Sequence[Row]]:
    if not on_terminal():
        yield from results
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(results, total=total)
