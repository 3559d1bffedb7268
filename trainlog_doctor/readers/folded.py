"""Folds that stand beside each other, each with columns of its own: ``fold1_loss``, ``fold2_loss``."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.record import replace
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.model import Run

_WORD = "fold"
_FOLD = regex(r"(?i)(?<![0-9a-z])k?fold[^0-9a-z]{0,3}(\d{1,3})(?![0-9a-z])")
_AROUND = " _-/.:|()[]"


def by_fold(runs: Sequence[Run]) -> Sequence[Run]:
    """Make a run of each fold, where every metric of a run is one of a fold and all folds have the same."""
    if not any(_folds(tuple(run.frame.columns)) for run in runs):
        return runs
    return [replace(part, continues=None) for run in runs for part in _parted(run)]


def _parted(run: Run) -> Sequence[Run]:
    folds = _folds(tuple(run.frame.columns))
    return [_of_fold(run, number, columns) for number, columns in folds.items()] or [run]


@lru_cache(maxsize=64)  # the runs of one source have the same few sets of columns
def _folds(columns: tuple[str, ...]) -> Mapping[str, Mapping[str, str]]:
    """Find each fold's columns, by what they are called without it; none where there is one fold, or they differ."""
    found = {name: fold for name in columns if (fold := _FOLD.search(name))}
    folds: dict[str, dict[str, str]] = {}
    for name, fold in found.items():
        bare = "_".join(filter(None, (part.strip(_AROUND) for part in (name[: fold.start()], name[fold.end() :]))))
        folds.setdefault(fold[1], {})[bare] = name
    told_once = sum(map(len, folds.values())) == len(found)
    if len(folds) < 2 or not told_once or len({frozenset(one) for one in folds.values()}) > 1:
        return {}
    told = all(map(names.is_metric, next(iter(folds.values()))))
    return folds if told and not any(names.is_metric(name) for name in columns if name not in found) else {}


def _of_fold(run: Run, number: str, columns: Mapping[str, str]) -> Run:
    """Keep the rows in which a fold logged anything."""
    import numpy as np

    frame = run.frame
    told = {bare: frame.logged_nan.get(name, ()) for bare, name in columns.items()}
    printed = list(frozenset().union(*told.values()))
    values = [frame.columns[name] for name in columns.values()]
    logged = np.any([~np.isnan(one) for one in values], axis=0) | np.isin(frame.epoch, printed)
    kept = replace(
        frame,
        epoch=frame.epoch[logged],
        columns={bare: one[logged] for bare, one in zip(columns, values, strict=True)},
        logged_nan={bare: found for bare, found in told.items() if found},
    )
    lines = tuple(line for line, row in zip(run.epoch_lines, logged, strict=False) if row)
    name = " ".join(filter(None, (run.name, f"{_WORD} {number}")))
    seconds = None if run.epoch_seconds is None else run.epoch_seconds[logged]
    return replace(run, frame=kept, name=name, epoch_lines=lines, epoch_seconds=seconds)
