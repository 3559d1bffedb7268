"""How event files lie in directories: which belong to one run, and what a directory's name adds to a tag."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from trainlog_doctor.record import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.readers.histories.series import Series
    from trainlog_doctor.readers.tensorboard.event_file import EventFile

_TRAINING = frozenset({"train", "training"})
_VALIDATION = frozenset({"validation", "val", "valid"})
_EPOCH = "epoch_"


@dataclass(frozen=True, slots=True)
class Writer:
    """What one event file logged, under the names that its run's frame uses.

    Attributes
    ----------
    begin
        Wall time of its first scalar.
    series
        Column name to points.
    epoch_names
        Columns whose tag said ``epoch_``: their steps are epochs, counted from 0.
    """

    begin: float
    series: Mapping[str, Series]
    epoch_names: frozenset[str]


def gather(directories: Mapping[PurePosixPath, Sequence[EventFile]], root: str) -> dict[PurePosixPath, list[Writer]]:
    """Sort what the files of each directory logged under the directory of the run that they belong to.

    Parameters
    ----------
    directories
        Directory, relative to the root, to its files.
    root
        Name of the root directory itself, which may be that of a phase.

    Returns
    -------
    dict
        Directory of a run to its writers, by time.
    """
    runs: dict[PurePosixPath, list[Writer]] = {}
    for directory, files in directories.items():
        tags = {tag for file in files for tag in file.series}
        run, prefix, suffix = place_of(directory, tags, root)
        for file in files:
            if file.series:
                runs.setdefault(run, []).append(_rename(file, prefix, suffix))
    return {run: sorted(writers, key=lambda writer: writer.begin) for run, writers in sorted(runs.items())}


def is_phase(name: str) -> bool:
    """Whether a directory of this name holds the training or the validation of the run above it."""
    return name.lower() in _TRAINING | _VALIDATION


def place_of(directory: PurePosixPath, tags: set[str], root: str) -> tuple[PurePosixPath, str, str]:
    """Tell the run of a directory, and what stands before and behind its tags."""
    name = directory.name or root
    if is_phase(name):
        return directory.parent, "val_" if name.lower() in _VALIDATION else "", ""
    if len(tags) == 1 and directory.parts:
        found = _curve(directory, next(iter(tags)))
        if found:
            return found[0], "", f"/{found[1]}"
    return directory, "", ""


def _curve(directory: PurePosixPath, tag: str) -> tuple[PurePosixPath, str] | None:
    """Recognise a curve of ``add_scalars``, which has a directory of its own below the run.

    PyTorch names it ``<tag, slashes as underscores>_<curve>``, tensorboardX ``<tag>/<curve>``.
    """
    flat = tag.replace("/", "_") + "_"
    if directory.name.startswith(flat) and len(directory.name) > len(flat):
        return directory.parent, directory.name[len(flat) :]
    parts = PurePosixPath(tag).parts
    if parts and directory.parts[-len(parts) - 1 : -1] == parts:
        return PurePosixPath(*directory.parts[: -len(parts) - 1]), directory.name
    return None


def _rename(file: EventFile, prefix: str, suffix: str) -> Writer:
    series, epoch_names = {}, set()
    for tag, points in file.series.items():
        bare = tag.removeprefix(_EPOCH)
        per_epoch = tag.startswith(_EPOCH) and "/" not in tag and bool(bare) and bare not in file.series
        name = f"{prefix}{bare if per_epoch else tag}{suffix}"
        series[name] = replace(points, tag=name)
        if per_epoch:
            epoch_names.add(name)
    return Writer(file.begin, series, frozenset(epoch_names))


def without_batches(series: Mapping[str, Series]) -> dict[str, Series]:
    """Leave out what Keras logs a batch beside what it logs an epoch; all of it is kept where nothing else is there."""
    kept = {name: one for name, one in series.items() if not _per_batch(name, series)}
    return kept or dict(series)


def _per_batch(name: str, series: Mapping[str, Series]) -> bool:
    bare = name.removeprefix("val_")
    if bare.startswith("batch_"):
        return name.replace("batch_", "", 1) in series
    return bare.startswith("evaluation_") and bare.endswith("_vs_iterations")
