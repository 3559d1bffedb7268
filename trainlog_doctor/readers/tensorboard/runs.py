"""Which event files make a run: those of a directory, training and validation joined; and one run a training in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.model import Notice, Run
from trainlog_doctor.readers.histories.directories import Writer, gather, is_phase, place_of, trained_in
from trainlog_doctor.readers.histories.notices import about_columns
from trainlog_doctor.readers.histories.stepwise import make_run
from trainlog_doctor.readers.histories.trainings import split_trainings
from trainlog_doctor.readers.tensorboard.hparams import beginning_of
from trainlog_doctor.readers.trees import folder_of
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import PurePath, PurePosixPath

    from trainlog_doctor.readers.histories.series import Series
    from trainlog_doctor.readers.tensorboard.event_file import EventFile
    from trainlog_doctor.readers.trees import Tree

NAME = "tensorboard"
_MOST_LOOKED_INTO = 4
"""Files of a directory: a writer that was made anew leaves one without a scalar now and then."""


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
        # Keras 3 leaves most epochs out then.
        if run and left_out and epoch_names and int(run.frame.epoch[-1]) >= 2 * len(run.frame):
            run = replace(run, notices=(*run.notices, Notice("histories.tb_update_freq")))
        runs += [run] if run else []
    return runs


def _without_batches(series: Mapping[str, Series]) -> dict[str, Series]:
    """Leave out what Keras logs a batch beside what it logs an epoch; all of it is kept where nothing else is there."""
    kept = {name: one for name, one in series.items() if not _per_batch(name, series)}
    return kept or dict(series)


def _per_batch(name: str, series: Mapping[str, Series]) -> bool:
    bare = name.removeprefix("val_")
    if bare.startswith("batch_"):
        return name.replace("batch_", "", 1) in series
    return bare.startswith("evaluation_") and bare.endswith("_vs_iterations")


def shares(root: Tree, files: Sequence[PurePath]) -> list[list[PurePath]]:
    """Divide event files by the run that they may belong to, in the order of the runs; only beginnings are read."""
    directories: dict[PurePosixPath, list[PurePath]] = {}
    for file in files:
        directories.setdefault(folder_of(file), []).append(file)
    found: dict[PurePosixPath, list[PurePath]] = {}
    trained = trained_in(directories)
    for directory, below in directories.items():
        found.setdefault(_home(root, directory, below, trained), []).extend(below)
    return [found[home] for home in sorted(found)]


def _home(
    root: Tree, directory: PurePosixPath, files: Sequence[PurePath], trained: frozenset[PurePosixPath]
) -> PurePosixPath:
    """The run of a directory, as far as the first tag tells: a curve has one tag, so the first is all of them."""
    begins = [beginning_of(root / file) for file in files[:_MOST_LOOKED_INTO]] if directory.parts else []
    if any(one.session for one in begins) and not is_phase(directory.name):
        return directory.parent
    tags = {one.tag for one in begins if one.tag is not None}
    return place_of(directory, tags, root.name, trained)[0]


def results_only(root: Tree, files: Mapping[PurePath, EventFile]) -> bool:
    """Whether a directory holds what ``add_hparams`` notes of the run above it: its results, at one step."""
    points = (len(one) for events in files.values() for one in events.series.values())
    return max(points, default=0) == 1 and all(beginning_of(root / file).session for file in files)
