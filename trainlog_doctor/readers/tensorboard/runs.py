"""What event files logged, as runs: one a directory, with training and validation joined, and one a training in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.model import Notice, Run
from trainlog_doctor.readers.histories.directories import Writer, gather
from trainlog_doctor.readers.histories.notices import about_columns
from trainlog_doctor.readers.histories.stepwise import make_run
from trainlog_doctor.readers.histories.trainings import split_trainings
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import PurePosixPath

    from trainlog_doctor.readers.histories.series import Series
    from trainlog_doctor.readers.tensorboard.event_file import EventFile

NAME = "tensorboard"


def runs_of_tree(directories: dict[PurePosixPath, list[EventFile]], root: str, notices: Sequence[Notice]) -> list[Run]:
    """Make the runs of the event files of a directory tree; several trainings in one directory are several runs."""
    runs: list[Run] = []
    logged = {directory: [file.series for file in files] for directory, files in directories.items()}
    for directory, writers in gather(logged, root).items():
        name = str(directory) if directory.parts else None
        runs += _runs_of(writers, name, notices if not runs else ())
    if not runs:
        files = [file for found in directories.values() for file in found]
        raise FormatError("history_errors.no_scalars", files=len(files), records=sum(file.beside for file in files))
    return runs


def _runs_of(writers: Sequence[Writer], name: str | None, notices: Sequence[Notice]) -> list[Run]:
    epoch_names: frozenset[str] = frozenset().union(*(writer.epoch_names for writer in writers))
    runs: list[Run] = []
    for training in split_trainings([writer.series for writer in writers]):
        kept = _without_batches(training)
        told = list(notices) if not runs else []
        left_out = [tag for tag in training if tag not in kept]
        if left_out:
            told.append(about_columns("tb_per_batch", left_out))
        run = make_run(NAME, list(kept.values()), name, told, epoch_names)
        if run and left_out and epoch_names and _misses_epochs(run):
            run = replace(run, notices=(*run.notices, Notice("histories.tb_update_freq")))
        runs += [run] if run else []
    return runs


def _misses_epochs(run: Run) -> bool:
    """Whether most epochs between the first and the last are missing, as Keras 3 leaves them out."""
    return int(run.frame.epoch[-1]) >= 2 * len(run.frame)


def _without_batches(series: Mapping[str, Series]) -> dict[str, Series]:
    """Leave out what Keras logs a batch beside what it logs an epoch; all of it is kept where nothing else is there."""
    kept = {name: one for name, one in series.items() if not _per_batch(name, series)}
    return kept or dict(series)


def _per_batch(name: str, series: Mapping[str, Series]) -> bool:
    bare = name.removeprefix("val_")
    if bare.startswith("batch_"):
        return name.replace("batch_", "", 1) in series
    return bare.startswith("evaluation_") and bare.endswith("_vs_iterations")
