"""Arguments to a report: everything named is read and judged."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.judgement.report import Failure, Report
from trainlog_doctor.pipeline.gather import gather
from trainlog_doctor.pipeline.options import Options, rules_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.pipeline.collected import Collected, Found

MOST_RUNS = 1000
"""Runs of one source that are judged in full: each takes some milliseconds and a third of a megabyte."""
MOST_IN_ALL = 10_000
"""The same of all sources together."""


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
        # numpy comes with it, and with all that judges, which a usage error must not wait for.
        from trainlog_doctor.pipeline.as_of import as_of

        selected = as_of(selected, chosen.as_of)
    judged = [collected.attempt(one.origin.path, partial(_judged, one, pack, chosen)) for one in selected]
    return Report(tuple(one for one in judged if one is not None), tuple(collected.errors))


def _first_of_each(collected: Collected, selected: Iterable[Found]) -> Sequence[Found]:
    """Leave out what is beyond the limits, and say so: a report of a million runs is none."""
    seen: Counter[str] = Counter()
    kept: list[Found] = []
    left: list[str] = []
    for one in selected:
        path = one.origin.path
        seen[path] += 1
        if seen[path] > MOST_RUNS:
            continue
        if len(kept) < MOST_IN_ALL:
            kept.append(one)
        else:
            left.append(path)
    for path, count in seen.items():
        if count > MOST_RUNS:
            collected.errors.append(Failure(path, FormatError("too_many_runs", count=count, most=MOST_RUNS)))
    if left:
        collected.errors.append(Failure(left[0], FormatError("too_many_in_all", count=len(left), most=MOST_IN_ALL)))
    return kept


def _judged(found: Found, pack: Pack, options: Options) -> Diagnosis:
    if options.as_of is not None or options.goes_on(found.run):
        from trainlog_doctor.pipeline.running import judge_running

        return judge_running(found, pack, options)
    from trainlog_doctor.judgement.judge import judge

    return judge(found.origin, found.run, *rules_for(found, pack, options))
