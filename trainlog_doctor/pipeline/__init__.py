"""The one place where the stages meet: sources are located, read and judged; nothing is worded or printed."""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError, UsageError
from trainlog_doctor.judgement.report import Failure, Report
from trainlog_doctor.pipeline.collect import Collected, Feed, Found, begun, check_format, collect
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.engine.roles import RoleColumn
    from trainlog_doctor.model import Run
    from trainlog_doctor.settings.rulebook import InForce


MOST_RUNS = 1000
"""Runs of one source that are judged in full: each takes some milliseconds and a tenth of a megabyte."""


@dataclass(frozen=True, slots=True)
class Options:
    """What of a call concerns the reading and judging.

    Attributes
    ----------
    input_format
        Name of the reader to use; None to recognise.
    run
        Number (within its source) or name of the runs to judge; None for all.
    metrics
        Roles that the user gave to columns.
    in_force
        Path of a source, as it was named, to the rules and further roles that judge it; None judges all alike.
    feeds
        Source to where its bytes come from, for those that are listened to while they grow.
    goes_on
        Whether a run's training goes on, asked when everything is read: nothing is then said of its end.
    as_of
        Epoch (1-based) behind which every run is cut, as if its log ended there; None for whole runs.
    most
        Bytes that a source may have which is packed, or can only be read as a whole; None as each has it.
    """

    input_format: str | None = None
    run: str | None = None
    metrics: Mapping[str, RoleColumn] = field(default_factory=dict)
    in_force: Callable[[str], InForce] | None = None
    feeds: Mapping[str, Feed] = field(default_factory=dict)
    goes_on: Callable[[Run], bool] = lambda _: False
    as_of: int | None = None
    most: int | None = None


def analyze(arguments: Sequence[str], pack: Pack, options: Options | None = None) -> Report:
    """Read and judge everything that the arguments name.

    Parameters
    ----------
    arguments
        Paths, patterns, directories, ``-``.

    Returns
    -------
    Report
        What could not be read or judged is in ``errors``.

    Raises
    ------
    UsageError
        ``unknown_format``, ``unknown_run``, ``unknown_role``, ``unknown_column`` or ``no_such_epoch``.
    """
    chosen = options or Options()
    collected, selected = gather(arguments, pack, chosen)
    selected = _first_of_each(collected, selected)
    if chosen.as_of is not None:
        _judge_as_of(collected, selected, pack, chosen, chosen.as_of)
    else:
        for found in selected:
            if chosen.goes_on(found.run):
                _judge_running(collected, found, pack, chosen)
            else:
                collected.judge(found, *rules_for(found, pack, chosen))
    return Report(tuple(collected.diagnoses), tuple(collected.errors))


def _first_of_each(collected: Collected, selected: Sequence[Found]) -> Sequence[Found]:
    """Leave out what is beyond `MOST_RUNS` of a source, and say so: a report of a million runs is none."""
    seen: Counter[str] = Counter()
    kept: list[Found] = []
    for one in selected:
        seen[one.origin.path] += 1
        kept += [one] if seen[one.origin.path] <= MOST_RUNS else []
    for path, count in seen.items():
        if count > MOST_RUNS:
            collected.errors.append(Failure(path, FormatError("too_many_runs", count=count, most=MOST_RUNS)))
    return kept


def _judge_as_of(collected: Collected, selected: Sequence[Found], pack: Pack, options: Options, epoch: int) -> None:
    # numpy comes with both, which a usage error must not wait for.
    from trainlog_doctor.pipeline.as_of import as_of

    for found in as_of(selected, epoch):
        _judge_running(collected, found, pack, options)


def _judge_running(collected: Collected, found: Found, pack: Pack, options: Options) -> None:
    from trainlog_doctor.pipeline.running import judge_running

    diagnosis = collected.attempt(found.origin.path, lambda: judge_running(found, pack, options))
    if diagnosis is not None:
        collected.diagnoses.append(diagnosis)


def rules_for(found: Found, pack: Pack, options: Options) -> tuple[Pack, Mapping[str, RoleColumn]]:
    """Say by which rules a run is judged, and which roles the user gave to its columns."""
    rules, roles = options.in_force(found.origin.path) if options.in_force else (pack, {})
    there = {role: column for role, column in roles.items() if column.name in found.run.frame.columns}
    return rules, {**there, **options.metrics}


def gather(arguments: Sequence[str], pack: Pack, options: Options) -> tuple[Collected, Sequence[Found]]:
    """Read everything that the arguments name, and choose the runs that are asked for; nothing is judged.

    Raises
    ------
    UsageError
        As `analyze`.
    """
    check_roles(options.metrics, pack)
    collected = collect(arguments, options.input_format, options.feeds, most=options.most)
    try:
        _check_columns(options.metrics, collected.found)
        return collected, _selected(collected.found, options.run)
    except UsageError as error:
        if not options.feeds:
            raise
        # What was listened to cannot be read once more: better judged by other rules than lost.
        collected.errors.append(Failure("", error))
        return collected, collected.found


def check_roles(metrics: Mapping[str, RoleColumn], pack: Pack) -> None:
    """Refuse roles that no rule knows.

    Raises
    ------
    UsageError
        ``unknown_role``.
    """
    for role in metrics:
        if role not in pack.metrics.roles:
            raise UsageError("unknown_role", given=role, legal=", ".join(pack.metrics.roles))


def _check_columns(metrics: Mapping[str, RoleColumn], found: Sequence[Found]) -> None:
    """Refuse a column that no run has: a slip of the keyboard must not pass as a run without that metric."""
    known = dict.fromkeys(name for one in found for name in one.run.frame.columns)
    for column in metrics.values():
        if known and column.name not in known:
            raise UsageError("unknown_column", given=column.name, legal=", ".join(known))


def _selected(found: Sequence[Found], wanted: str | None) -> Sequence[Found]:
    if wanted is None or not found:
        return found
    chosen = [one for one in found if wanted in {str(one.origin.number), one.run.name}]
    if not chosen:
        names = dict.fromkeys(one.run.name or str(one.origin.number) for one in found)
        raise UsageError("unknown_run", given=wanted, legal=", ".join(names))
    return chosen


__all__ = [
    "Collected",
    "Feed",
    "Found",
    "Options",
    "analyze",
    "begun",
    "check_format",
    "check_roles",
    "collect",
    "gather",
    "rules_for",
]
