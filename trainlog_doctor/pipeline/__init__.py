"""The one place where the stages meet: sources are located, read and judged; nothing is worded or printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trainlog_doctor.errors import UsageError
from trainlog_doctor.judgement.report import Report
from trainlog_doctor.pipeline.collect import Collected, Found, collect

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.engine.roles import RoleColumn
    from trainlog_doctor.settings.rulebook import InForce


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
    """

    input_format: str | None = None
    run: str | None = None
    metrics: Mapping[str, RoleColumn] = field(default_factory=dict)
    in_force: Callable[[str], InForce] | None = None


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
        ``unknown_format``, ``unknown_run``, ``unknown_role`` or ``unknown_column``.
    """
    chosen = options or Options()
    collected, selected = gather(arguments, pack, chosen)
    for found in selected:
        rules, roles = chosen.in_force(found.origin.path) if chosen.in_force else (pack, {})
        there = {role: column for role, column in roles.items() if column.name in found.run.frame.columns}
        collected.judge(found, rules, {**there, **chosen.metrics})
    return Report(tuple(collected.diagnoses), tuple(collected.errors))


def gather(arguments: Sequence[str], pack: Pack, options: Options) -> tuple[Collected, Sequence[Found]]:
    """Read everything that the arguments name, and choose the runs that are asked for; nothing is judged.

    Raises
    ------
    UsageError
        As `analyze`.
    """
    _check_roles(options.metrics, pack)
    collected = collect(arguments, options.input_format)
    _check_columns(options.metrics, collected.found)
    return collected, _selected(collected.found, options.run)


def _check_roles(metrics: Mapping[str, RoleColumn], pack: Pack) -> None:
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


__all__ = ["Collected", "Found", "Options", "analyze", "collect", "gather"]
