"""The gate over sources: they are read and judged, and held against the policy and the baselines that it names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from trainlog_doctor.engine.pack import RUN_ROLE
from trainlog_doctor.engine.spelling import unknown
from trainlog_doctor.errors import ManyFaultsError, UsageError
from trainlog_doctor.gate.baseline import Baseline, baseline_run, run_keys
from trainlog_doctor.gate.baseline_file import END_BYTES, is_baseline, read_baseline
from trainlog_doctor.gate.demands import named_by
from trainlog_doctor.gate.verdict import decide
from trainlog_doctor.pipeline import Options, analyze
from trainlog_doctor.record import replace
from trainlog_doctor.sources import STDIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.gate.policy import Policy
    from trainlog_doctor.gate.result import GateResult
    from trainlog_doctor.judgement.report import Report

NEW = "new"
"""Stands in for the path of a baseline that is made of this very report."""


class Gate(NamedTuple):
    """What a call of the gate is about.

    Attributes
    ----------
    policies
        Source, as the user named it, to what it must satisfy.
    pack
        Every rule that judges any of the sources.
    root
        The project's folder: runs are named by their paths below it.
    today
        The day on which suppressions are looked at.
    """

    policies: Callable[[str], Policy]
    pack: Pack
    root: Path
    today: date


class Judged(NamedTuple):
    """What came of it."""

    report: Report
    result: GateResult
    baseline: Baseline | None


def check(arguments: Sequence[str], everywhere: Pack, options: Options, gate: Gate, *, renew: bool = False) -> Judged:
    """Read and judge everything that the arguments name, and hold it against the policy.

    Parameters
    ----------
    everywhere
        The rules in force where no path is known.
    renew
        Make a baseline of this report, and hold the report against that instead of earlier ones.

    Raises
    ------
    UsageError
        As `pipeline.analyze`; a requirement names what no run has; a baseline is missing or broken.
    ManyFaultsError
        A baseline could not be read.
    """
    report = analyze(arguments, everywhere, options)
    named = dict.fromkeys([*(one.origin.path for one in report.diagnoses), *(one.path for one in report.errors)])
    paths = {path: _below(gate.root, path) for path in named}
    _check_names(report, gate)
    fresh = _baseline(report, gate.pack, paths) if renew else None
    policies = (lambda path: replace(gate.policies(path), baseline=NEW)) if renew else gate.policies
    _check_baselines(policies(path) for path in paths)
    wanted = dict.fromkeys(policy.baseline for policy in map(policies, paths) if policy.baseline)
    earlier = {NEW: fresh} if fresh else {path: earlier_runs(path, everywhere, options, gate) for path in wanted}
    return Judged(report, decide(report, policies, earlier, gate.pack, paths, gate.today), fresh)


def earlier_runs(path: str, everywhere: Pack, options: Options, gate: Gate) -> Baseline:
    """Read a baseline: one that was written as such, or any source of runs, of which no finding is accepted.

    Raises
    ------
    DoctorError
        It is broken or cannot be read.
    """
    content = _written_baseline(path)
    if content:
        return read_baseline(content, path)
    report = analyze((path,), everywhere, replace(options, run=None))
    if report.errors:
        raise ManyFaultsError("gate.unread_baseline", tuple(one.error for one in report.errors), path=path)
    paths = {one.origin.path: _below(gate.root, one.origin.path) for one in report.diagnoses}
    found = _baseline(report, gate.pack, paths)
    return Baseline(tuple(replace(run, accepted=frozenset()) for run in found.runs))


def _written_baseline(path: str) -> bytes:
    """What a file of ``--write-baseline`` holds; nothing of any other, nor of one that cannot be read."""
    try:
        with Path(path).open("rb") as file:
            head = file.read(END_BYTES)
            file.seek(max(0, file.seek(0, os.SEEK_END) - END_BYTES))
            known = is_baseline(head + file.read(END_BYTES))
            file.seek(0)
            return file.read() if known else b""
    except OSError:
        return b""


def _baseline(report: Report, pack: Pack, paths: Mapping[str, str]) -> Baseline:
    keys = run_keys(report.diagnoses, paths)
    pairs = zip(report.diagnoses, keys, strict=True)
    return Baseline(tuple(baseline_run(diagnosis, key, pack.rules, pack.metrics) for diagnosis, key in pairs))


def _below(root: Path, path: str) -> str:
    if path == STDIN:
        return path
    try:
        return os.path.relpath(path, root).replace(os.sep, "/")
    except (OSError, ValueError):  # a working directory that is gone, another drive
        return path


def _check_names(report: Report, gate: Gate) -> None:
    """Refuse a name that is neither a role nor a column of any run: a slip of the keyboard must not stay unjudged."""
    columns = dict.fromkeys(name for one in report.diagnoses for name in one.run.frame.columns)
    known = {*columns, *gate.pack.metrics.roles, RUN_ROLE}
    for name in (name for one in report.diagnoses for name in named_by(gate.policies(one.origin.path))):
        if columns and name not in known:
            raise unknown("unknown_column", name, columns)


def _check_baselines(policies: Iterable[Policy]) -> None:
    for policy in policies:
        if policy.max_drop and policy.baseline is None:
            raise UsageError("gate.no_baseline", given=policy.max_drop[0].text)
