"""The runs that a call asks for: everything named is read; roles, columns and runs that nobody knows are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.spelling import unknown
from trainlog_doctor.errors import UsageError
from trainlog_doctor.judgement.report import Failure
from trainlog_doctor.pipeline.collect import collect
from trainlog_doctor.pipeline.stream import Terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.engine.roles import RoleColumn
    from trainlog_doctor.pipeline.collected import Collected, Found
    from trainlog_doctor.pipeline.options import Options


def gather(arguments: Sequence[str], pack: Pack, options: Options) -> tuple[Collected, Iterable[Found]]:
    """Read everything that the arguments name, and choose the runs that are asked for; nothing is judged.

    Raises
    ------
    UsageError
        As `analyze`.
    """
    check_roles(options.metrics, pack)
    collected = collect(arguments, Terms(options.input_format, options.feeds, most=options.most))
    try:
        if options.metrics:
            check_columns(options.metrics, (one.run.frame.columns for one in collected.one_by_one()))
        return collected, _selected(collected.one_by_one(), options.run)
    except UsageError as error:
        if not options.feeds:
            raise
        # What was listened to cannot be read once more: better judged by other rules than lost.
        collected.errors.append(Failure("", error))
        return collected, collected.one_by_one()


def check_roles(metrics: Mapping[str, RoleColumn], pack: Pack) -> None:
    """Refuse roles that no rule knows.

    Raises
    ------
    UsageError
        ``unknown_role``.
    """
    for role in metrics:
        if role not in pack.metrics.roles:
            raise unknown("unknown_role", role, pack.metrics.roles)


def check_columns(metrics: Mapping[str, RoleColumn], runs: Iterable[Iterable[str]]) -> None:
    """Refuse a column that no run has: a slip of the keyboard must not pass as a run without that metric.

    Parameters
    ----------
    runs
        Names of each run's columns.

    Raises
    ------
    UsageError
        ``unknown_column``.
    """
    known = dict.fromkeys(name for columns in runs for name in columns)
    for column in metrics.values():
        if known and column.name not in known:
            raise unknown("unknown_column", column.name, known)


def _selected(runs: Iterable[Found], wanted: str | None) -> Iterable[Found]:
    if wanted is None:
        return runs
    found = list(runs)
    chosen = [one for one in found if wanted in {str(one.origin.number), one.run.name}]
    if found and not chosen:
        names = dict.fromkeys(one.run.name or str(one.origin.number) for one in found)
        raise unknown("unknown_run", wanted, names)
    return chosen
